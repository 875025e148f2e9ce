import { hosting } from './hosting-story';
import { makeStage } from './stage';

/**
 * Göteborg's hosting, on simulated dates: Robin is a case officer at the City Executive Office, Kim an employee. It
 * begins on a Sunday, so that nothing comes by itself before one has stepped to a working day.
 */
const { step, cast, reopen } = makeStage('hosting', ['--date', '2026-11-22']);

jest.setTimeout(240_000);

describe('the plan', () => {
  step('is for officers only', async () => {
    const { kim } = cast();
    await kim.say('planen');
    await kim.waitForText('Planen för värdskapet är till för handläggare på stadsledningskontoret.');
  });
});

describe('the hosting', () => hosting(step, cast));

describe('on a phone', () => {
  step('the plan fits', async () => {
    const robin = await reopen('robin', 'phone');
    await robin.say('the plan');
    await robin.answer('The plan for the 2027 hosting');
    await robin.shot('phone-plan');
    await robin.say('svenska');
    await robin.waitForText('svenska');
    await robin.say('planen');
    await robin.answer('Planen för värdskapet 2027');
    await robin.shot('phone-planen', 1800);
  });
});
