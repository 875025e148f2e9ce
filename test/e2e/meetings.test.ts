import { asking } from './asking-story';
import { keepingMeetings } from './meetings-story';
import { makeStage } from './stage';
import { takingPart } from './taking-part-story';

/**
 * The sister-city meetings: Robin is a case officer at the City Executive Office who answers what is not known, Sam is in
 * the presidium, Kim is an employee.
 */
const { step, cast, reopen } = makeStage('meetings', []);

describe('the meetings', () => keepingMeetings(step, cast));
describe('the delegation', () => takingPart(step, cast));
describe('the questions', () => asking(step, cast));

describe('on a phone', () => {
  step('the answers fit', async () => {
    const sam = await reopen('sam', 'phone');
    await sam.say('när är nästa vänortsmöte');
    await sam.answer('Vänortsmötet Göteborg');
    await sam.shot('phone-next-meeting');
    await sam.say('möten');
    await sam.answer('Göteborgs värdskap');
    await sam.shot('phone-timeline');
    await sam.say('deltar');
    await sam.answer('Deltar du?');
    await sam.shot('phone-take-part');
  });
});
