import { CITY_PARTITION } from '../../src/capabilities';
import { LOCALES } from '../../src/i18n';
import { LARGEST_FILE } from '../../src/importing/model';
import { uploadPage, type UploadPage } from '../../src/http/upload-page';
import { endOfPrefix } from '../../src/storage/table';
import { cardOf, type TestBot, type TestPerson } from '../support/bot';
import { EXCHANGES, importCardOf, manyRows, startOffice } from '../importing/support';

let bot: TestBot;
let officer: TestPerson;
let other: TestPerson;

beforeAll(async () => {
  ({ bot, officer, other } = await startOffice());
});
afterAll(() => bot.stop());

async function opensPage(by = officer): Promise<string> {
  const before = bot.teams.in(by.chat).length;
  await by.presses('importing.page', {}, '1');
  const card = cardOf(bot.teams.in(by.chat).slice(before)[0]!) as { actions: { url: string }[] };
  return card.actions[0]!.url.replace('https://bot.example', bot.url);
}

function formOf(bytes: Buffer | string, name = 'lista.csv', field = 'file'): FormData {
  const form = new FormData();
  form.append(field, new Blob([bytes]), name);
  return form;
}

const handsIn = (url: string, body: FormData) => fetch(url, { method: 'POST', body });

describe('the page where a list is handed in', () => {
  it('takes one file, and the card of what was read comes in the chat', async () => {
    const url = await opensPage();
    const page = await fetch(url);
    const html = await page.text();
    expect(page.headers.get('content-security-policy')).toContain("form-action 'self'");
    expect(html).toContain('<label for="file">Fil med samarbeten</label>');
    const taken = await handsIn(url, formOf(EXCHANGES));
    expect(taken.status).toBe(200);
    expect(await taken.text()).toContain('Listan är inlämnad');
    expect((await importCardOf(bot, officer, /Listan är läst/)).text).toContain('21 samarbeten');
    expect((await fetch(url)).status).toBe(404);
    expect((await handsIn(url, formOf(EXCHANGES))).status).toBe(404);
  });

  it('takes one of two that come at once', async () => {
    const url = await opensPage();
    const both = await Promise.all([1, 2].map(() => handsIn(url, formOf(manyRows(30)))));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 404]);
  });

  it('says what is wrong with a file, and takes another', async () => {
    const url = await opensPage();
    const refused = await handsIn(url, formOf('Hej;Hopp\n1;2'));
    expect(refused.status).toBe(422);
    const html = await refused.text();
    expect(html).toContain('role="alert"');
    expect(html).toContain('Jag hittar inte kolumnerna');
    expect(html).toContain('<title>Fel: ');
    expect((await handsIn(url, formOf(''))).status).toBe(422);
    expect((await handsIn(url, formOf('', ''))).status).toBe(400);
    expect((await handsIn(url, new FormData())).status).toBe(400);
    expect((await handsIn(url, formOf(EXCHANGES))).status).toBe(200);
  });

  it('takes none that is too large, whether it says so or not', async () => {
    const url = await opensPage();
    const large = Buffer.alloc(LARGEST_FILE + 1, 65);
    expect((await handsIn(url, formOf(large))).status).toBe(413);
    const boundary = 'x';
    const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\n`;
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(Buffer.from(head));
        controller.enqueue(large);
        controller.enqueue(Buffer.from(`\r\n--${boundary}--\r\n`));
        controller.close();
      },
    });
    const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` };
    const answer = await fetch(url, { method: 'POST', headers, body, duplex: 'half' } as RequestInit);
    expect(answer.status).toBe(413);
  });

  it.each([
    ['no boundary', 'multipart/form-data', 'x', 400],
    ['a form that ends in the middle', 'multipart/form-data; boundary=x', '--x\r\ncontent-dispo', 400],
    ['another form', 'application/x-www-form-urlencoded', 'a=b', 415],
    ['JSON', 'application/json', '{}', 400],
  ])('is not brought down by %s', async (_what, type, body, status) => {
    const url = await opensPage();
    const answer = await fetch(url, { method: 'POST', headers: { 'content-type': type }, body });
    expect(answer.status).toBe(status);
  });

  it('is closed ten minutes later, for a changed link, and for one that is cut off', async () => {
    const url = await opensPage();
    expect((await fetch(`${url.slice(0, -1)}${url.endsWith('A') ? 'B' : 'A'}`)).status).toBe(404);
    expect((await fetch(url.slice(0, -9))).status).toBe(404);
    const at = Date.now();
    bot.clock.now = () => new Date(at + 11 * 60_000);
    const late = await fetch(url);
    bot.clock.now = () => new Date();
    expect(late.status).toBe(404);
    expect(await late.text()).toContain('Sidan är stängd');
  });

  it('takes nothing from whoever is no officer any more', async () => {
    const url = await opensPage(other);
    const slk = bot.teams.teams.values().next().value!;
    slk.members.splice(slk.members.indexOf(other.member), 1);
    const at = Date.now();
    bot.clock.now = () => new Date(at + 6 * 60_000);
    const answer = await handsIn(url, formOf(manyRows(3)));
    bot.clock.now = () => new Date();
    expect(answer.status).toBe(404);
  });

  it('keeps no token, only its hash', async () => {
    const token = (await opensPage()).split('/').at(-1)!;
    const { rows } = await bot.storage.register.range(CITY_PARTITION, 'upload|', endOfPrefix('upload|'), 100);
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(JSON.stringify(bot.log)).not.toContain(token);
  });
});

const pages: UploadPage[] = [
  { kind: 'form', expires: '2026-11-23T09:10:00.000Z' },
  { kind: 'form', expires: '2026-11-23T09:10:00.000Z', error: '<script>' },
  { kind: 'taken' },
  { kind: 'gone' },
  { kind: 'failed', code: 'ABCDE' },
];

describe.each(pages.flatMap(page => LOCALES.map(locale => [page.kind, locale, page] as const)))(
  'its page: %s (%s)',
  (_kind, locale, page) => {
    const html = uploadPage(locale, page);

    it('is in its language with a line in the other, has one heading, and holds no script', () => {
      expect(html).toContain(`<html lang="${locale}">`);
      expect(html.match(/<h1>/g)).toHaveLength(1);
      expect(html).toContain(`lang="${locale === 'sv' ? 'en' : 'sv'}"`);
      expect(html).not.toMatch(/<script|\{\{|importing:/);
    });
  },
);
