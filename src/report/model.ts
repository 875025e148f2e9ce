import { z } from 'zod/v4';
import type { EvaluationResults } from '../meetings/evaluation';
import type { Content, FollowUp } from '../register/model';

/** ISO days, both included. */
export interface Period {
  from: string;
  to: string;
}

/** A collaboration as it was told at a moment, with what came of it. */
export interface Entry {
  ref: string;
  content: Content;
  /** ISO moment: when it was told, and so the day whose names it bears. */
  createdAt: string;
  received: boolean;
  caseNumber?: string;
  followUps: readonly FollowUp[];
}

/** A sister-city meeting within the period (S2). */
export const reportMeetingSchema = z.object({
  id: z.string(),
  year: z.int(),
  /** The name of the city where it is. */
  place: z.string(),
  /** ISO days, where they are known. */
  from: z.string().optional(),
  to: z.string().optional(),
  status: z.enum(['calculated', 'planned', 'confirmed', 'held', 'moved', 'skipped', 'cancelled']),
  theme: z.string().optional(),
  /** Whether Göteborg hosts. */
  isHost: z.boolean(),
});
export type ReportMeeting = z.infer<typeof reportMeetingSchema>;

/** What administrations and companies answered to one "efterfråga": unit ids. */
export interface ReportReplies {
  /** The years or days that were asked about, ISO days. */
  from: string;
  to: string;
  asked: readonly string[];
  /** They answered that they have told of all. */
  done: readonly string[];
  /** They answered that they have nothing to report. */
  nothing: readonly string[];
  /** They have not answered, but collaborations of theirs are known. */
  told: readonly string[];
  /** They have not answered, and nothing of theirs is known. */
  silent: readonly string[];
}

/** What is known from elsewhere than the register. */
export interface Surroundings {
  meetings: readonly ReportMeeting[];
  evaluations: readonly EvaluationResults[];
  replies: readonly ReportReplies[];
}

/** More collaborations than this do not stand in Bilaga 1: the spreadsheet is the annex then. */
export const MOST_IN_ANNEX = 1_000;
