import { z } from 'zod/v4';
import { contentSchema, outcomeSchema } from '../register/model';

/** The most that is taken from one file. */
export const MOST_ROWS = 5_000;
export const LARGEST_FILE = 5 * 1024 * 1024;

/** What a column of a list can hold, in the order of the template. `from` and `to` stand for `when` together. */
export const fields = [
  'unit',
  'cities',
  'title',
  'category',
  'when',
  'from',
  'to',
  'participatingUnits',
  'workplace',
  'otherParticipants',
  'direction',
  'area',
  'purpose',
  'participants',
  'funding',
  'climateNote',
  'links',
  'contactFunction',
  'caseNumber',
  'result',
  'learned',
  'willUse',
  'outlook',
] as const;
export type Field = (typeof fields)[number];

/** A cell as it stood in the file: text, a number, or a day or moment of a calendar that knows no time zone. */
export type Cell = string | number | boolean | Date | null;

/** One sheet of a workbook, or a whole text file: every row is as it stood there, the first is row 1. */
export interface Sheet {
  name: string;
  rows: readonly (readonly Cell[])[];
}

/** Why a whole file is not taken. */
export const refusals = [
  'broken',
  'tooLarge',
  'protected',
  'oldFormat',
  'macros',
  'notAList',
  'empty',
  'noColumns',
  'tooManyRows',
  // Of what was attached in the chat.
  'elsewhere',
  'unavailable',
] as const;
export const refusalSchema = z.object({
  code: z.enum(refusals),
  /** Columns that are missing, where that is the reason. */
  missing: z.array(z.enum(fields)).optional(),
});
export type Refusal = z.infer<typeof refusalSchema>;

/** What is wrong with a cell. */
export const problemCodes = [
  'missing',
  'noWords',
  'tooLong',
  'unknownUnit',
  'ambiguousUnit',
  'endedUnit',
  'tooManyUnits',
  'unknownCity',
  'ownCity',
  'closedCity',
  'proposedCity',
  'unknownChoice',
  'badWhen',
  'badDay',
  'wrongOrder',
  'badLink',
  'badCaseNumber',
] as const;

export const problemSchema = z.object({
  /** The row's number as the file shows it. */
  row: z.int(),
  field: z.enum(fields),
  /** What stands above the column in the file. */
  heading: z.string(),
  code: z.enum(problemCodes),
  /** What stands in the cell, or the part of it that is wrong; the beginning of something long. */
  value: z.string(),
  /** What could stand there instead. */
  instead: z.array(z.string()),
  /** A limit. */
  max: z.int().optional(),
});
export type Problem = z.infer<typeof problemSchema>;

/** A row that can be imported. */
export const readRowSchema = z.object({
  row: z.int(),
  /** The same for the same collaboration, whichever file it comes in. */
  key: z.string(),
  content: contentSchema,
  caseNumber: z.string().optional(),
  outcome: outcomeSchema.optional(),
});
export type ReadRow = z.infer<typeof readRowSchema>;

/** What was read of a file. */
export interface ReadList {
  sheet: string;
  rows: ReadRow[];
  problems: Problem[];
  /** How many rows have something wrong. */
  wrong: number;
}

/** What has become of a file that was handed in. */
export const stages = ['reading', 'refused', 'read', 'running', 'done', 'cancelled'] as const;

/** A list that was read waits so long for somebody to decide on it, in days. */
export const DAYS_TO_DECIDE = 30;

/** Numbers that were taken out of the register's counter for the rows of one part, so that none is used twice. */
const reservedSchema = z.object({
  year: z.int(),
  first: z.int(),
  /** Which rows of the part get them, in this order. */
  rows: z.array(z.int()),
  /** The moment (ISO) at which they come into the register. */
  at: z.string(),
});

/**
 * An import from the moment when its file was handed in: who, when, which file. It stays for good; what was read of the file
 * stands in parts beside it, until the import is done.
 */
export const importSchema = z.object({
  id: z.string(),
  /** Counted up at each change that its card shows. */
  version: z.int(),
  stage: z.enum(stages),
  file: z.object({
    name: z.string(),
    bytes: z.int(),
    /** SHA-256 of its bytes, in hex; empty until it has been fetched. */
    hash: z.string(),
  }),
  /** Entra object id of the coordinator, and the moment (ISO) when the file was handed in. */
  by: z.string(),
  at: z.string(),
  refusal: refusalSchema.optional(),
  /** How many rows are to be imported, were there already when the file was read, and have something wrong. */
  total: z.int(),
  known: z.int(),
  wrong: z.int(),
  problems: z.int(),
  /** The first things that are wrong. */
  firstProblems: z.array(problemSchema),
  /** How many parts of rows there are, and of problems. */
  parts: z.int(),
  problemParts: z.int(),
  /** The cities that the rows are about. */
  cities: z.array(z.string()),
  /** ISO moments. */
  startedAt: z.string().optional(),
  endedAt: z.string().optional(),
  /** The part that comes next, and what has come of those before it: imported, or found to be there already. */
  next: z.int(),
  imported: z.int(),
  foundKnown: z.int(),
  reserved: reservedSchema.optional(),
  /** Which instance is at it; another goes on when the moment has passed. */
  lease: z.object({ holder: z.string(), until: z.string() }).optional(),
});
export type Import = z.infer<typeof importSchema>;

/** How many rows have been gone through. */
export function doneRows({ imported, foundKnown }: Import): number {
  return imported + foundKnown;
}

/** How many rows of the file were there already, before the import or while it ran. */
export function knownRows({ known, foundKnown }: Import): number {
  return known + foundKnown;
}
