import { z } from 'zod/v4';

/*
 * The fixed choices of a notification; categories and areas are lists that coordinators keep. Ids are stored, so they never change; what people read stands in the
 * texts under `vocabulary`, and the order here is the order in which it is offered.
 */

export const DIRECTIONS = ['vi-reser', 'vi-tar-emot', 'bada', 'digitalt'] as const;
export const directionSchema = z.enum(DIRECTIONS);

export const FUNDINGS = [
  'egen-budget',
  'eu-interreg-oks',
  'eu-interreg-nordsjon',
  'eu-erasmus',
  'eu-cef',
  'eu-horisont',
  'nordiskt-ministerradet',
  'nordiskt-nordplus',
  'annan',
] as const;
export type Funding = (typeof FUNDINGS)[number];
export const fundingSchema = z.enum(FUNDINGS);
