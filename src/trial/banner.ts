import { dayAndTime } from './next-day';
import type { WindowName } from './people';
import type { Beginning } from './remembered';

/** One window as the banner shows it. */
export interface BannerWindow {
  readonly name: WindowName;
  readonly person: string;
  readonly port: number;
}

const roles = {
  staff: 'at an administration',
  coordinator: 'at the City Executive Office',
  presidium: 'presidium, once Robin has put Sam there ("listor")',
} satisfies Record<WindowName, string>;

const firstWords = {
  staff: 'write "hej" or "informera", later "mina"',
  coordinator: 'open the channel Vänorter first, in the own chat write "möten"',
  presidium: 'write "när är nästa vänortsmöte"',
} satisfies Record<WindowName, string>;

function dateLines({ at, goesOn }: Beginning): string[] {
  const where = goesOn ? ', where the trial in this folder had come to' : '';
  return [
    `In the bot it is ${dayAndTime(at, 'en')}${where}.`,
    'For the next day write "nästa dag" in a person\'s own chat, for a week "nästa dag 7".',
    '',
  ];
}

/** What stands on the screen once all is running. `beginning`: of a bot with a date of its own. */
export function banner(windows: readonly BannerWindow[], dataFolder: string, beginning?: Beginning): string {
  const rows = windows.map(({ name, person, port }) => ({
    who: `${person}, ${roles[name]}`,
    address: `http://localhost:${port}`,
    words: firstWords[name],
  }));
  const width = Math.max(...rows.map(row => row.who.length));
  return [
    '',
    'Vänortsboten is running. Open a window for each person in a browser:',
    '',
    ...rows.map(row => `  ${row.who.padEnd(width)}  ${row.address}  ${row.words}`),
    '',
    ...(beginning ? dateLines(beginning) : []),
    'Anyone on your network can reach these windows (not the bot itself): end the trial when you are done.',
    `Data and logs: ${dataFolder} (--fresh empties it). Ctrl-C ends everything.`,
    '',
  ].join('\n');
}
