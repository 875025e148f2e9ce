import { z } from 'zod/v4';
import type { Place } from '../conversation/turn';
import type { TeamChange } from '../directory/coordinators';
import { fileWantedSchema } from '../files/file';

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
  /** Looked at one by one: what is no file must not keep the message out. */
  attachments: z.unknown(),
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

const LONGEST_TYPED = 5_000;

/** What somebody looks for where they write a message: the command, what was typed, and which part of the list. */
const extensionQuerySchema = z.object({
  commandId: z.string().max(100),
  parameters: z
    .array(z.object({ name: z.string().max(100), value: z.unknown() }))
    .max(10)
    .default([]),
  queryOptions: z.object({ skip: z.int().min(0).optional(), count: z.int().min(1).optional() }).nullish(),
});

export interface ExtensionQuery {
  command: string;
  text: string;
  skip?: number;
  count?: number;
}

/** Before anything is typed Teams asks once, with no word; undefined when it has not the form of a query. */
export function extensionQuery(value: unknown): ExtensionQuery | undefined {
  const parsed = extensionQuerySchema.safeParse(value);
  if (!parsed.success) return undefined;
  const { commandId, parameters, queryOptions } = parsed.data;
  const typed = parameters.find(({ name }) => name === 'query')?.value;
  const text = typeof typed === 'string' ? typed.slice(0, LONGEST_TYPED) : '';
  return { command: commandId, text, ...queryOptions };
}

const messageActionSchema = z.object({
  commandId: z.string().max(100),
  messagePayload: z
    .object({
      subject: z.string().max(1_000).nullish(),
      body: z.object({ contentType: z.string().max(100).nullish(), content: text.nullish() }).nullish(),
    })
    .nullish(),
});

/** A command on a message, and what stands in that message; undefined when it has not the form of one. */
export function messageAction(
  value: unknown,
): { command: string; subject: string; body: string; html: boolean } | undefined {
  const parsed = messageActionSchema.safeParse(value);
  if (!parsed.success) return undefined;
  const { commandId, messagePayload } = parsed.data;
  const { contentType, content } = messagePayload?.body ?? {};
  const html = contentType !== 'text';
  return { command: commandId, subject: messagePayload?.subject ?? '', body: content ?? '', html };
}

const dialogPressSchema = z.object({
  data: z
    .object({
      press: z.object({ verb: z.string().min(1).max(100), data: z.record(z.string(), z.unknown()) }),
    })
    .catchall(z.unknown()),
});

/** The verb and data of a button that was pressed in a dialog, with what was typed there. */
export function dialogPress(value: unknown): { verb: string; data: Record<string, unknown> } | undefined {
  const parsed = dialogPressSchema.safeParse(value);
  if (!parsed.success) return undefined;
  const { press, ...typed } = parsed.data.data;
  return { verb: press.verb, data: { ...press.data, ...typed } };
}

const uploadInfoSchema = z.object({
  name: z.string().min(1).max(500),
  /** Where the file can be opened when it is there. */
  contentUrl: z.url({ protocol: /^https?$/ }).max(5_000),
  /** Where its bytes are put. */
  uploadUrl: z.url({ protocol: /^https?$/ }).max(20_000),
  uniqueId: id,
  fileType: z.string().max(100),
});

export type UploadInfo = z.infer<typeof uploadInfoSchema>;

const consentSchema = z.discriminatedUnion('action', [
  z.object({ action: z.literal('accept'), context: fileWantedSchema, uploadInfo: uploadInfoSchema }),
  z.object({ action: z.literal('decline') }),
]);

export type ConsentAnswer = z.infer<typeof consentSchema>;

/** Whether a file may be saved, and where; undefined when it has not the form of an answer. */
export function consentAnswer(value: unknown): ConsentAnswer | undefined {
  const parsed = consentSchema.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}

/** What Teams puts beside a file in a person's own chat; the address holds for some minutes. */
const FILE = 'application/vnd.microsoft.teams.file.download.info';
const MOST_ATTACHMENTS = 20;

const fileSchema = z.object({
  contentType: z.literal(FILE),
  name: z.string().min(1).max(500),
  content: z.object({ downloadUrl: z.string().min(1).max(20_000) }),
});
const attachmentSchema = z.object({ contentType: z.string().max(200), name: z.string().max(500).nullish() });

/** Something attached to a message; without an address it is no file that Teams keeps. */
export interface Attachment {
  name: string;
  downloadUrl?: string;
}

/** What is attached to a message beside its own text, which Teams sends as an attachment too. */
export function attachmentsOf({ attachments }: InboundActivity): Attachment[] {
  const list: unknown[] = Array.isArray(attachments) ? attachments.slice(0, MOST_ATTACHMENTS) : [];
  return list.flatMap((attachment): Attachment[] => {
    const file = fileSchema.safeParse(attachment).data;
    if (file) return [{ name: file.name, downloadUrl: file.content.downloadUrl }];
    const other = attachmentSchema.safeParse(attachment).data;
    return other && /^(image|video|audio|application)\//.test(other.contentType) && !isPartOfText(other)
      ? [{ name: other.name ?? '' }]
      : [];
  });
}

/** Cards are previews of links that stand in the text. */
function isPartOfText({ contentType }: { contentType: string }): boolean {
  return contentType.startsWith('application/vnd.microsoft.card');
}

const teamChangeSchema = z.discriminatedUnion('event', [
  z.object({ event: z.enum(['channelDeleted', 'channelRestored']), teamId: id, channelId: id }),
  z.object({
    event: z.enum(['teamArchived', 'teamUnarchived', 'teamDeleted', 'teamRestored']),
    teamId: id,
  }),
]);

/** What has become of a team or of one of its channels; undefined for all other changes. */
export function teamChange({ channelData }: InboundActivity): TeamChange | undefined {
  const { eventType: event, team, channel } = channelData ?? {};
  const parsed = teamChangeSchema.safeParse({ event, teamId: team?.id, channelId: channel?.id });
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
