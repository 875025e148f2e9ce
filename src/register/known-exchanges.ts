import { z } from 'zod/v4';
import { checkedData } from '../directory/data-file';
import content from './data/known-exchanges.json';
import { directionSchema, fundingSchema } from './vocabulary';

const knownExchangeSchema = z.strictObject({
  /** As a person would type it, or an ISO date, month or year, alone or as from/to. */
  when: z.string().min(1),
  /** Ids of sister cities. */
  cities: z.array(z.string()).min(1),
  otherParticipants: z.string().optional(),
  title: z.string().min(1),
  category: z.string(),
  direction: directionSchema,
  area: z.string(),
  /** Id of the responsible unit. */
  unit: z.string(),
  participants: z.string().optional(),
  funding: z.strictObject({ id: fundingSchema, detail: z.string().optional() }).optional(),
});

export type KnownExchange = z.infer<typeof knownExchangeSchema>;

/** Exchanges that took place before the bot did, to seed and test with. */
export const knownExchanges: readonly KnownExchange[] = checkedData(
  'src/register/data/known-exchanges.json',
  z.array(knownExchangeSchema),
  content,
);
