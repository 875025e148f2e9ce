import { afterHosting } from './after-hosting-story';
import { makeStage } from './stage';

/**
 * What comes after a hosting, on simulated dates: Robin is a case officer at the City Executive Office, Kim and Sam are
 * asked. It begins on a Sunday, so that nothing comes by itself before one has stepped to a working day.
 */
const { step, cast, reopen } = makeStage('after-hosting', ['--date', '2026-11-22']);

jest.setTimeout(240_000);

describe('after the hosting', () => afterHosting(step, cast));

describe('on a phone', () => {
  step('the report and the evaluation fit', async () => {
    const robin = await reopen('robin', 'phone');
    await robin.say('svenska');
    await robin.waitForText('svenska');
    await robin.say('rapport');
    await robin.answer('Samlad avrapportering');
    await robin.shot('phone-reports');
    await robin.say('utvärdering');
    await robin.answer('Utvärdering av vänortsmötet');
    await robin.shot('phone-evaluation', 1400);
  });
});
