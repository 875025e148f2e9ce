import { activityCard } from '../../src/hosting/activity-card';
import { activityForm } from '../../src/hosting/form-card';
import type { Plan } from '../../src/hosting/model';
import { planCard } from '../../src/hosting/plan-card';
import { comingReminders } from '../../src/hosting/preview';
import { previewCard } from '../../src/hosting/preview-card';
import { remindersCard } from '../../src/hosting/reminders-card';
import { textOf } from '../support/bot';
import { reader } from '../support/contents';
import { valuesIn } from '../support/keeping';
import { adopted, MARKED, names } from './card-cases';

const TODAY = '2026-11-24';
const swedish = reader('sv');
const seen = { plans: [] };

/** What templates and markdown would make something else of. */
const titles = [
  MARKED,
  '${title} ${$root.heading} ${if(true, 1, 2)}',
  '@hosting:done',
  '{{name}} $t(hosting:done)',
];

function planWith(title: string): Plan {
  return { ...adopted, activities: [{ id: 'egen-1', title, due: TODAY, responsible: 'nobody' }] };
}

function elements(value: unknown): { type?: string; text?: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  return [value as { type?: string }, ...Object.values(value).flatMap(elements)];
}

describe.each(titles)('a title "%s" is shown to the letter', title => {
  const plan = planWith(title);
  const [activity] = plan.activities as [Plan['activities'][number]];
  const item = { meetingId: '2027', activityId: 'egen-1', due: TODAY, scheduled: TODAY };
  const morning = { day: TODAY, items: [item], left: ['nobody'], moved: [], late: false };
  const until = '2027-11-24';
  const coming = comingReminders([plan], swedish.lists, { today: TODAY, until, seen });
  const shown = [{ meetingId: '2027', activityId: 'egen-1', day: TODAY, due: TODAY, weekly: false }];

  it.each([
    ['the reminders of a morning', remindersCard(swedish, { morning, plans: [plan], names })],
    ['the plan', planCard(swedish, { plan, names, today: TODAY, show: 'open', from: 0, others: [] })],
    ['the activity', activityCard(swedish, { plan, activity, names, today: TODAY, versions: [], seen })],
    [
      'the reminders to come',
      previewCard(swedish, { plans: [plan], coming: [...coming, ...shown], today: TODAY, until }),
    ],
  ])('in %s', (_card, { card }) => {
    expect(textOf(card)).toContain(title);
    const blocks = elements(card).filter(({ type }) => type === 'TextBlock');
    for (const { text } of blocks) expect(text).not.toContain(title);
  });

  it('in the form', () => {
    const values = { title, due: TODAY, responsible: '' };
    const form = { meetingId: '2027', activityId: 'egen-1', draft: 'egen-2', values, team: [] };
    const { card } = activityForm(swedish, { ...form, seen: { ...values, open: true } });
    expect(valuesIn(card)).toMatchObject({ title });
    expect(JSON.stringify(card)).toContain(JSON.stringify({ ...values, open: true }));
  });
});
