import { cardOf, findAction } from '../support/bot';
import { enters } from '../support/keeping';
import { startTown, type Town } from '../asking/town';
import { fullRecord, historyA, historyB } from '../asking/histories';

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

/** The page behind the link in the last message but one: Teams' own question follows it. */
function linkIn({ bot, member }: Town, after: number): string {
  const messages = bot.teams.in(member.chat).slice(after);
  const card = cardOf(messages[0]!) as { actions: { url: string }[] };
  return card.actions[0]!.url.replace('https://bot.example', bot.url);
}

describe('a calendar file', () => {
  let town: Town;
  beforeAll(async () => {
    town = await startTown(historyB);
  });
  afterAll(() => town.bot.stop());

  async function asksForLink(): Promise<string> {
    const before = town.bot.teams.in(town.member.chat).length;
    await town.member.says('kalender');
    return linkIn(town, before);
  }

  it('comes by a page with one button, which downloads the meeting and its programme', async () => {
    const link = await asksForLink();
    const page = await fetch(link);
    expect(page.headers.get('content-type')).toContain('text/html');
    const html = await page.text();
    expect(html.match(/<button/g)).toHaveLength(1);
    const file = await fetch(link, { method: 'POST', headers: FORM });
    expect(file.headers.get('content-disposition')).toContain('attachment');
    const text = await file.text();
    expect(text).toContain('DTSTART;VALUE=DATE:20270511');
    expect(text).toContain('Hemlig invigning');
  });

  it('is not there ten minutes later, and a changed link never was', async () => {
    const link = await asksForLink();
    const at = town.bot.clock.now().getTime();
    town.bot.clock.now = () => new Date(at + 11 * 60_000);
    const old = await fetch(link, { method: 'POST', headers: FORM });
    expect(old.status).toBe(404);
    expect(await old.text()).toContain('kalender');
    const tampered = `${link.slice(0, -1)}${link.endsWith('A') ? 'B' : 'A'}`;
    expect((await fetch(tampered)).status).toBe(404);
  });

  it("is asked for in Teams' own question too, in the own chat only", async () => {
    const before = town.bot.teams.in(town.member.chat).length;
    await town.member.says('kalender');
    const [, consent] = town.bot.teams.in(town.member.chat).slice(before);
    expect(consent!.activity.attachments?.[0]).toMatchObject({
      contentType: 'application/vnd.microsoft.teams.card.file.consent',
      name: 'Vänortsmöte Göteborg 2027.ics',
    });
    const inChannel = await town.member.saysInChannel('kalender');
    expect(findAction(cardOf(inChannel[0]!), 'welcome.ownChat')).toBeDefined();
  });

  it('is not for an employee', async () => {
    const [message] = await town.employee.says('kalender');
    expect(message!.activity.text).toContain('är till för presidiet');
    const answer = await town.employee.presses('calendar.offer', { meeting: '2027' }, '1');
    expect(answer.notice).toContain('Hittar inte');
  });

  it('is refused when it is fetched by whoever may not have it any more', async () => {
    const link = await asksForLink();
    await enters(town.bot, 'presidium', { id: 'presidiet', members: [] });
    const at = town.bot.clock.now().getTime();
    town.bot.clock.now = () => new Date(at + 60_000);
    const other = await fetch(link, { method: 'POST', headers: FORM });
    expect(other.status).toBe(404);
  });
});

describe('where the days are not set', () => {
  it('there is no file yet, and it says why', async () => {
    const town = await startTown({ ...historyA, meetings: [{ ...fullRecord, when: undefined }] });
    try {
      const [message] = await town.member.says('kalender');
      expect(message!.activity.text).toContain('Dagarna för Åbo 2027 är inte bestämda än');
    } finally {
      await town.bot.stop();
    }
  });
});
