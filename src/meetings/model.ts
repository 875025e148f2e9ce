import { z } from 'zod/v4';
import { idSchema } from '../directory/named';
import { FIRST_YEAR, LAST_YEAR, spanSchema } from '../register/when';

const yearSchema = z.int().min(FIRST_YEAR).max(LAST_YEAR);

/** A city's word that it takes part, or that it hosts. `on` is an ISO day. */
const confirmationSchema = z.strictObject({ cityId: idSchema, on: z.iso.date() });

const anchorSchema = z.strictObject({
  year: yearSchema,
  host: idSchema,
  turn: idSchema,
  status: z.enum(['planned', 'confirmed', 'held', 'moved', 'skipped', 'cancelled']),
  then: z.enum(['keepOrder', 'keepOddYears']),
  movedFrom: yearSchema.optional(),
  turnLost: z.literal(true).optional(),
  confirmations: z.array(confirmationSchema).optional(),
});

const memberSchema = z.strictObject({
  cityId: idSchema,
  from: yearSchema.optional(),
  to: yearSchema.optional(),
  paused: z.strictObject({ from: yearSchema, to: yearSchema.optional() }).optional(),
});

/** There is one cycle, and this is its id. */
export const CYCLE_ID = 'turordning';

/** What the meetings are calculated from (S2), and whether what happened from 2019 on has been told. */
export const cycleEntrySchema = z.strictObject({
  id: z.literal(CYCLE_ID),
  /**
   * What a coordinator answered to the first question, whether Göteborg hosted in 2025 or hosts in 2027. `notKnown`:
   * nothing after the last meeting that is known of is calculated.
   */
  answer: z.enum(['known', 'notKnown']).optional(),
  /** The place in the cycle of the meeting that the answer told of. */
  answerYear: yearSchema.optional(),
  /** In the order of their turns. */
  members: z.array(memberSchema).min(1).max(30),
  anchors: z.array(anchorSchema).min(1).max(100),
});
export type CycleEntry = z.infer<typeof cycleEntrySchema>;

/** The year in which a meeting has its place in the cycle: it keeps that when it is moved. */
export const meetingIdSchema = z.string().regex(/^(19|20|21)\d\d$/);

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

const programmePointSchema = z.strictObject({
  day: z.iso.date().optional(),
  /** In the local time of the city that hosts. */
  start: z.string().regex(TIME).optional(),
  end: z.string().regex(TIME).optional(),
  title: z.string().min(1).max(200),
  speaker: z.string().min(1).max(200).optional(),
});
export type ProgrammePoint = z.infer<typeof programmePointSchema>;

/** What is known of a meeting beside its year and host, which stand in the cycle. */
export const meetingRecordSchema = z.strictObject({
  id: meetingIdSchema,
  /** Of whose meeting it was told: when another city hosts in its stead, none of it holds. */
  host: idSchema.optional(),
  /** A year, a season, a month or days: as exactly as it is known. */
  when: spanSchema.optional(),
  themeSv: z.string().min(1).max(200).optional(),
  themeEn: z.string().min(1).max(200).optional(),
  /** The day on which the theme was announced: from then on anybody in the City may read it. */
  themeAnnounced: z.iso.date().optional(),
  venue: z.string().min(1).max(200).optional(),
  digital: z.literal(true).optional(),
  programme: z.array(programmePointSchema).max(60).default([]),
  documents: z
    .array(z.strictObject({ title: z.string().min(1).max(120), url: z.url({ protocol: /^https$/ }) }))
    .max(20)
    .default([]),
  /** Who comes from each city: how many, and in which roles. */
  guests: z
    .array(
      z.strictObject({
        cityId: idSchema,
        number: z.int().min(0).max(500).optional(),
        roles: z.string().min(1).max(200).optional(),
      }),
    )
    .max(30)
    .default([]),
});
export type MeetingRecord = z.infer<typeof meetingRecordSchema>;

export const presidiumRoles = ['member', 'secretary'] as const;
export type PresidiumRole = (typeof presidiumRoles)[number];

const presidiumMemberSchema = z.strictObject({
  /** Entra object id; the name stands in the people table. */
  personId: z.string(),
  role: z.enum(presidiumRoles),
  function: z.string().optional(),
  from: z.iso.date(),
  to: z.iso.date().optional(),
});
export type PresidiumMember = z.infer<typeof presidiumMemberSchema>;

/** There is one presidium of the City Council, and this is its id. */
export const PRESIDIUM_ID = 'presidiet';

/** The presidium of the City Council, which sees to that the City takes part (S3), and its secretary. */
export const presidiumSchema = z.strictObject({
  id: z.literal(PRESIDIUM_ID),
  members: z.array(presidiumMemberSchema),
});
export type Presidium = z.infer<typeof presidiumSchema>;

export const answers = ['yes', 'no', 'unsure'] as const;
export type AnswerValue = (typeof answers)[number];

const delegateSchema = z.strictObject({
  /** Entra object id, or an id of the bot's own for somebody without an account; the name stands in the people table. */
  personId: z.string(),
  function: z.string().min(1).max(120),
  /** The function of whoever goes instead. */
  substitute: z.string().min(1).max(120).optional(),
  /** The day of the presidium's decision to send them. */
  decidedOn: z.iso.date().optional(),
  /** `by` is another than the person where somebody answered for them; `at` is an ISO moment. */
  answer: z
    .strictObject({
      value: z.enum(answers),
      at: z.string(),
      by: z.string(),
      /** Of which year's meeting: when it is moved, they are asked anew. */
      year: yearSchema.optional(),
    })
    .optional(),
});
export type Delegate = z.infer<typeof delegateSchema>;

/** Whom the presidium sends to a meeting (S3), what they answer, and what they learned there. */
export const delegationSchema = z.strictObject({
  id: meetingIdSchema,
  /** To whose meeting they are sent. */
  host: idSchema.optional(),
  /** The last day to answer. */
  answerBy: z.iso.date().optional(),
  delegates: z.array(delegateSchema).max(40).default([]),
  lessons: z
    .array(z.strictObject({ by: z.string(), at: z.string(), text: z.string().min(1).max(4_000) }))
    .max(40)
    .default([]),
});
export type Delegation = z.infer<typeof delegationSchema>;
