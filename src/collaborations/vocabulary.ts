import { z } from 'zod/v4';

/*
 * The fixed choices of a notification. Ids are stored, so they never change; what people read stands in the
 * texts under `vocabulary`, and the order here is the order in which it is offered.
 */

export const CATEGORIES = [
  'erfarenhetsutbyte',
  'studiebesok',
  'projekt',
  'natverk',
  'elevutbyte',
  'lararutbyte',
  'kultur',
  'idrott',
  'naringsliv',
  'konferens',
  'annat',
] as const;
export const categorySchema = z.enum(CATEGORIES);

export const AREAS = [
  'skola',
  'social-valfard',
  'jamstalldhet',
  'fritid',
  'halsa',
  'idrott',
  'kultur',
  'naringsliv',
  'trafik',
  'klimat-miljo',
  'stadsutveckling',
  'demokrati',
  'digitalisering',
  'annat',
] as const;
export type Area = (typeof AREAS)[number];
export const areaSchema = z.enum(AREAS);

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
