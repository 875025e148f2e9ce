import type { Figures } from '../../src/report/figures';
import type { Version } from '../../src/report/versions';
import { OFFICER } from '../support/contents';

/** Figures of a period of which nobody has told anything. */
export const noFigures: Figures = {
  from: '2018-01-01',
  to: '2026-11-23',
  at: '2026-11-23T09:00:00.000Z',
  total: 0,
  years: [2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026],
  perYear: Array.from({ length: 9 }, () => 0),
  cities: [],
  withSeveralCities: 0,
  units: [],
  withParticipants: 0,
  categories: [],
  areas: [],
  directions: [],
  fundings: [],
  course: { started: 0, startedBefore: 0, startUnknown: 0, ended: 0, goingOn: 0 },
  happened: { yes: 0, partly: 0, no: 0, notTold: 0 },
  outlook: { continue: 0, change: 0, end: 0, notTold: 0 },
  withResults: 0,
  quotes: [],
  quotesLeftOut: 0,
  unitsWithNone: [],
  withoutStart: { counted: 0, outside: 0 },
  meetings: [],
  evaluations: [],
  replies: [],
};

/** A draft that can be fetched. */
export const draft: Version = {
  number: 1,
  draft: '00000000-0000-4000-8000-0000000000d1',
  from: '2018-01-01',
  to: '2026-11-23',
  at: '2026-11-23T09:00:00.000Z',
  by: OFFICER,
  hostings: ['2025'],
  state: { kind: 'ready' },
  total: 21,
};

export const registered: Version = {
  ...draft,
  registered: { value: 'SLK-2026-00123', by: OFFICER, at: '2026-12-01T09:00:00.000Z' },
};
