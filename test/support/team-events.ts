import { SLK_CHANNEL, SLK_TEAM, TENANT, type TestBot } from './bot';

/** What Teams tells of the team or of a channel in it; nobody whom the bot could look up has done it. */
export async function teamsTells(
  bot: TestBot,
  eventType: string,
  channelId = SLK_CHANNEL,
  teamId = SLK_TEAM,
): Promise<void> {
  await bot.person('Någon Annan').sends({
    type: 'conversationUpdate',
    channelId: 'msteams',
    serviceUrl: bot.teams.serviceUrl,
    from: { id: '29:somebody' },
    recipient: { id: '28:bot' },
    conversation: { id: channelId, conversationType: 'channel', isGroup: true, tenantId: TENANT },
    channelData: { tenant: { id: TENANT }, eventType, team: { id: teamId }, channel: { id: channelId } },
  });
}
