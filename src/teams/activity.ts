import { z } from 'zod/v4';
import type { Place } from '../conversation/turn';

/** What comes from Teams is not trusted: only what has this form reaches the bot. All else of it is dropped. */
const text = z.string().max(100_000);
const id = z.string().min(1).max(1_000);

export const activitySchema = z.object({
  type: z.string().max(100),
  id: text.optional(),
  name: text.optional(),
  action: text.optional(),
  channelId: z.literal('msteams'),
  serviceUrl: z.url().max(1_000),
  replyToId: id.optional(),
  text: text.nullish(),
  from: z.object({ id, aadObjectId: z.guid().optional(), name: text.optional() }),
  conversation: z.object({
    id,
    conversationType: z.enum(['personal', 'channel', 'groupChat']).optional(),
    tenantId: z.string().max(100).optional(),
  }),
  channelData: z
    .object({
      tenant: z.object({ id: z.string().max(100) }).optional(),
      team: z
        .object({ id: id.optional(), name: text.nullish(), aadGroupId: z.string().max(100).nullish() })
        .optional(),
      channel: z.object({ id: id.optional() }).optional(),
      eventType: text.optional(),
    })
    .nullish(),
  value: z.unknown(),
});

export type InboundActivity = z.infer<typeof activitySchema>;

const cardActionSchema = z.object({
  action: z.object({ verb: z.string().min(1).max(100), data: z.record(z.string(), z.unknown()).nullish() }),
});

/** The verb and data of a pressed button, or undefined when it has not the form of one. */
export function cardAction(value: unknown): { verb: string; data: Record<string, unknown> } | undefined {
  const parsed = cardActionSchema.safeParse(value);
  return parsed.success ? { verb: parsed.data.action.verb, data: parsed.data.action.data ?? {} } : undefined;
}

const searchSchema = z.object({ dataset: z.string().max(100), queryText: z.string().max(1_000).default('') });

/** What somebody types into a field that asks for choices. */
export function searchQuery(value: unknown): { dataset: string; queryText: string } | undefined {
  const parsed = searchSchema.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}

/** Both places where Teams names the tenant must agree; undefined when they do not, or there is none. */
export function tenantOf(activity: InboundActivity): string | undefined {
  const named = [activity.conversation.tenantId, activity.channelData?.tenant?.id].filter(
    tenant => tenant !== undefined,
  );
  return new Set(named).size === 1 ? named[0] : undefined;
}

/** Where it was said or pressed. A channel's thread counts as its channel. */
export function placeOf(activity: InboundActivity, tenantId: string): Place {
  const { conversation, serviceUrl, channelData } = activity;
  const ref = { id: conversation.id, serviceUrl, tenantId };
  if (conversation.conversationType === 'channel') {
    const channelId = channelData?.channel?.id ?? conversation.id.split(';')[0]!;
    return { kind: 'channel', conversation: ref, channelId, teamId: channelData?.team?.id ?? channelId };
  }
  if (conversation.conversationType === 'groupChat') return { kind: 'group', conversation: ref };
  return { kind: 'personal', conversation: ref };
}
