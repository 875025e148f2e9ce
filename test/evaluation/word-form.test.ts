import { unzipSync, strFromU8 } from 'fflate';
import { guestForm } from '../../src/evaluation/word-form';
import { questions } from '../../src/meetings/evaluation';
import { meetingById } from '../../src/meetings/standing';
import { translator } from '../../src/i18n';
import { reader } from '../support/contents';
import { HELD, hostedIn2025 } from './history';

async function parts(anonymous = false) {
  const asked = reader('sv', hostedIn2025);
  const meeting = meetingById(asked.lists, HELD)!;
  const bytes = await guestForm(asked, { meeting, meetingId: HELD, closesOn: '2026-12-15', anonymous });
  const files = unzipSync(bytes);
  const text = (name: string) => strFromU8(files[name]!);
  return {
    document: text('word/document.xml'),
    styles: text('word/styles.xml'),
    core: text('docProps/core.xml'),
  };
}

describe('the Word form for guests', () => {
  it('has a title, a heading for each part and for each question, in both languages', async () => {
    const { document, core } = await parts();
    expect(core).toContain('Utvärdering av vänortsmötet Göteborg 2025');
    expect(document.match(/<w:pStyle w:val="Heading1"\/>/g)).toHaveLength(2);
    // Of each language the city and the nine questions.
    expect(document.match(/<w:pStyle w:val="Heading2"\/>/g)).toHaveLength(2 * (questions.length + 1));
    for (const locale of ['sv', 'en'] as const)
      for (const { id } of questions)
        expect(document).toContain(translator(locale)(`meetings:evaluation.question.${id}`));
  });

  it('tells Word in which language each text is', async () => {
    const { document, styles } = await parts();
    expect(styles).toContain('w:val="sv-SE"');
    expect(document).toContain('w:val="en-GB"');
    const english = document.slice(document.indexOf('Was the purpose of the meeting met?') - 200);
    expect(english).toContain('en-GB');
  });

  it('has a box to tick for each choice, with its text, and boxes to write in', async () => {
    const { document } = await parts();
    const boxes = document.match(/<w14:checkbox>/g) ?? [];
    expect(boxes).toHaveLength(2 * (4 * 5 + 3));
    expect(document.match(/<w:bottom /g)!.length).toBeGreaterThanOrEqual(2 * 4 * 5);
  });

  it('does not ask for the city where answers carry no names', async () => {
    expect((await parts()).document).toContain('Din stad');
    expect((await parts(true)).document).not.toContain('Din stad');
  });
});
