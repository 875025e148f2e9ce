import type { CardView, Playground } from './playground';
import { inform, referenceOn, takePicture, WHOLE_CARD, type Cast, type Step } from './story';
import { lagerskola } from './exchanges';

/** So many of the made-up ones wait when the trial begins. */
const WAITING = 9;
const MOST_STEPS = 20;

/** A case officer works through everything that waits, without the channel. */
export function emptyingTheWorklist(step: Step, cast: Cast): void {
  let ref: string;

  step('shows what waits, oldest first, and what Kim has just told of turns up in it', async () => {
    const { kim, robin } = cast();
    await robin.say('att göra');
    const waiting = await robin.answer(`Att göra: ${WAITING}`);
    await robin.shot('worklist', WHOLE_CARD);
    await takePicture(robin, waiting.locator, 'worklist');
    ref = await referenceOn(await inform(kim, lagerskola));
    await kim.shot('told-of', WHOLE_CARD);
    await (await robin.answer('Att göra')).press('Uppdatera');
    const list = await robin.answer(`Att göra: ${WAITING + 1}`);
    await list.press('Visa fler');
    await list.waitForText(new RegExp(ref));
    await robin.shot('worklist-second-page', WHOLE_CARD);
    await list.press('Från början');
    await list.waitForText('Börja med den äldsta');
  });

  step('is done one by one, to the end', async () => {
    const { robin } = cast();
    await (await robin.answer('Att göra')).press('Börja med den äldsta');
    const done: string[] = [];
    for (let left = WAITING; left >= 0; left -= 1) {
      const small = await robin.answer(
        left === 0 ? 'Det här är det sista.' : `Kvar att göra efter det här: ${left}`,
      );
      const current = await referenceOn(await robin.cardWith('Referens'));
      if (done.length === 0) await robin.shot('worklist-first', WHOLE_CARD);
      await handle(robin, current, done.length + 100);
      if (done.length === 0) await robin.shot('worklist-first-done', WHOLE_CARD);
      done.push(current);
      await small.press('Nästa');
      if (done.length === 2) await robin.shot('worklist-second', WHOLE_CARD);
      if (done.length > MOST_STEPS) throw new Error('the worklist has no end');
    }
    await robin.answer('Allt är gjort.');
    await robin.shot('worklist-end', WHOLE_CARD);
    expect(new Set(done).size).toBe(WAITING + 1);
    expect(done.at(-1)).toBe(ref);
    await robin.say('att göra');
    await robin.answer('Allt är gjort.');
    await robin.shot('worklist-empty');
  });

  step('is seen by its sender as registered', async () => {
    const { kim } = cast();
    await (await kim.cardWith(ref)).waitForText(/SLK-2026-00109/);
    await kim.say('att göra');
    await kim.waitForText('Det kan bara handläggare på stadsledningskontoret se.');
    await kim.shot('worklist-for-staff', WHOLE_CARD);
  });
}

/** Confirms receipt where that is left to do, and enters a case number. */
async function handle(robin: Playground, ref: string, number: number): Promise<void> {
  const card: CardView = await robin.cardWith(new RegExp(`Referens: ${ref}`));
  if ((await card.buttons()).includes('Bekräfta mottagande')) {
    await card.press('Bekräfta mottagande');
    await card.waitForText(/Mottagen/);
  }
  await card.press('Ange ärendenummer');
  await card.fill('Ärendenummer', `SLK-2026-00${number}`);
  await card.press('Spara ärendenumret');
  await card.waitForText(/Diarieförd/);
}
