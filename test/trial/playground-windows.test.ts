import { trialBot, trialTenantId, trialWindows, coordinatorWindow } from '../../src/trial/people';
import { windowConfig, windowEnvironment } from '../../src/trial/playground-windows';

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

interface Config {
  tenantId: string;
  bot: { id: string };
  currentUser: { name: string };
  users: { id: string }[];
  team: { name: string; aadGroupId: string; channels: { name: string }[] };
}

function configs(): Config[] {
  return trialWindows.map(window => JSON.parse(windowConfig(window)) as Config);
}

describe('the configuration of the windows', () => {
  it.each(configs())(
    'of $currentUser.name has the five other users and the one channel that the tool asks for',
    config => {
      expect(config.users).toHaveLength(5);
      expect(config.team.channels).toHaveLength(1);
      expect(config.tenantId).toBe(trialTenantId);
      expect(config.bot.id).toBe(trialBot.id);
    },
  );

  it('gives each window a team, a channel and chats of its own', () => {
    const ids = trialWindows.flatMap(window => [
      window.personalChatId,
      window.groupChat.id,
      window.team.id,
      window.team.aadGroupId,
      ...window.team.channels.map(channel => channel.id),
    ]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('names distinct people with Entra ids', () => {
    const people = trialWindows.flatMap(window => [window.currentUser, ...window.colleagues]);
    for (const key of ['id', 'aadObjectId', 'name', 'email'] as const) {
      expect(new Set(people.map(person => person[key])).size).toBe(people.length);
    }
    const entraIds = [
      trialTenantId,
      ...people.map(person => person.aadObjectId),
      ...trialWindows.map(window => window.team.aadGroupId),
    ];
    for (const id of entraIds) expect(id).toMatch(guid);
  });

  it('has the City Executive Office in the team Stadsledningskontoret with the channel Vänorter', () => {
    const config = JSON.parse(windowConfig(coordinatorWindow)) as Config;
    expect(config.team.name).toBe('Stadsledningskontoret');
    expect(config.team.channels.map(channel => channel.name)).toEqual(['Vänorter']);
  });

  it('opens no browser and prints no debug output', () => {
    const environment = windowEnvironment('/folder');
    expect(environment.TEAMSAPPTESTER_BROWSER).toBe('none');
    expect(environment).toHaveProperty('DEBUG', undefined);
  });
});
