import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { startChild, type Child } from './child';
import { trialBot, trialTenantId, type TrialPerson, type TrialWindow } from './people';

/** Where a window listens, keeps its files and finds the bot. */
export interface WindowSetting {
  readonly window: TrialWindow;
  readonly port: number;
  readonly folder: string;
  readonly logFile: string;
  readonly botUrl: string;
}

function user(person: TrialPerson) {
  return {
    id: person.id,
    name: person.name,
    // The schema of the tool spells it so.
    userPrincipleName: person.email,
    aadObjectId: person.aadObjectId,
    givenName: person.givenName,
    surname: person.surname,
    email: person.email,
  };
}

/** The text of a window's `.m365agentsplayground.yml`. JSON is YAML too, so that no YAML writer is needed. */
export function windowConfig(window: TrialWindow): string {
  const config = {
    version: '0.1.1',
    tenantId: trialTenantId,
    bot: trialBot,
    currentUser: user(window.currentUser),
    users: window.colleagues.map(user),
    personalChat: { id: window.personalChatId },
    groupChat: window.groupChat,
    team: window.team,
  };
  return `${JSON.stringify(config, undefined, 2)}\n`;
}

/** The environment that keeps a window quiet: no browser of its own, no log outside its folder, no debug output. */
export function windowEnvironment(folder: string): Record<string, string | undefined> {
  return {
    TEAMSAPPTESTER_BROWSER: 'none',
    M365_AGENTS_PLAYGROUND_CONFIG_PATH: path.join(folder, '.m365agentsplayground.yml'),
    M365_AGENTS_PLAYGROUND_LOGFILE: path.join(folder, 'playground.log'),
    DEBUG: undefined,
  };
}

/** Writes the window's configuration and starts it; the window answers once `waitForHttp` on its port returns. */
export async function startWindow(setting: WindowSetting): Promise<Child> {
  await mkdir(setting.folder, { recursive: true });
  await writeFile(path.join(setting.folder, '.m365agentsplayground.yml'), windowConfig(setting.window));
  const cli = path.join(
    path.dirname(require.resolve('@microsoft/m365agentsplayground/package.json')),
    'cli.js',
  );
  return startChild({
    name: `the window "${setting.window.name}"`,
    args: [
      cli,
      'start',
      '-e',
      setting.botUrl,
      '-c',
      'msteams',
      '-p',
      String(setting.port),
      '--disable-telemetry',
    ],
    folder: setting.folder,
    environment: windowEnvironment(setting.folder),
    logFile: setting.logFile,
  });
}
