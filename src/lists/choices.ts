import type { Choice } from '../cards/form';
import { cityName, HOME_CITY } from '../directory/cities';
import { unitKinds, unitLabel } from '../directory/units';
import { translator, type TextKey } from '../i18n';
import { isAhead } from '../meetings/cycle';
import { presidiumRoles, type CycleEntry } from '../meetings/model';
import { cycleOf, meetingId } from '../meetings/standing';
import { placeAndYear } from '../meetings/wording';
import type { DeedName } from './deeds';
import type { FieldName, Values } from './fields';
import { enteredStatuses, meetingsAhead, newMembers, turnAnswers } from './meetings/cycle';
import { meetingIn, rules, swapValue } from './meetings/one-meeting';
import { digitalChoices } from './meetings/record';
import type { Setting } from './model';
import { heirsOf } from './units';

export interface ChoiceView {
  target: { deed: DeedName; id: string; item: string };
  values: Values;
  /** Those who can be picked where Teams' own people picker is not. */
  people: readonly Choice[];
  picker: boolean;
}

/** How many meetings a swap offers: two rounds of the cycle and more. */
const MOST_SWAPS = 12;

/** What a field of a form offers; nothing for those in which one writes. */
export function choicesFor(name: FieldName, setting: Setting, view: ChoiceView): Choice[] {
  const { reader, today } = setting;
  const { target, values } = view;
  const cycle = cycleOf(reader.lists);
  switch (name) {
    case 'kind':
      return worded(unitKinds, 'lists:kind', setting);
    case 'turn':
      return worded(turnAnswers, 'planning:turn', setting);
    case 'status':
      return worded(enteredStatuses, 'planning:status', setting);
    case 'rule':
      return worded(rules, 'planning:rule', setting);
    case 'digital':
      return worded(digitalChoices, 'planning:digital', setting);
    case 'role':
      return worded(presidiumRoles, 'planning:role', setting);
    case 'successor': {
      const heirs = heirsOf(reader.lists, target.id, today).map(({ id }) => id);
      return withChosen(heirs, values.successor).map(value => ({ title: unitLabel(reader, value), value }));
    }
    case 'host':
    case 'member':
      return cities(
        cycle.members.map(({ cityId }) => cityId),
        setting,
      );
    case 'newMember':
      return cities(
        newMembers(reader.lists, cycle, today).map(({ id }) => id),
        setting,
      );
    case 'city':
      return cities(confirming(cycle, view), setting);
    case 'swapWith':
      return swaps(cycle, setting, view);
    case 'people':
      return peopleToPick(setting, view);
    default:
      return [];
  }
}

function worded(values: readonly string[], key: string, { reader }: Setting): Choice[] {
  const t = translator(reader.locale);
  return values.map(value => ({ title: t(`${key}.${value}` as TextKey), value }));
}

function cities(ids: readonly string[], { reader }: Setting): Choice[] {
  return [...new Set(ids)].map(value => ({ title: cityName(reader, value), value }));
}

/** The cities that can confirm a meeting, or of which the confirmation can be taken back. */
function confirming(cycle: CycleEntry, { target, values }: ChoiceView): string[] {
  const meeting = meetingIn(cycle, target.item);
  const confirmed = meeting?.confirmations?.map(({ cityId }) => cityId) ?? [];
  const members = cycle.members.map(({ cityId }) => cityId);
  const offered =
    target.deed === 'unconfirm' ? confirmed : [meeting?.host ?? '', ...members, HOME_CITY.id, ...confirmed];
  return withChosen(offered, values.city);
}

function swaps(cycle: CycleEntry, { reader, today }: Setting, { target }: ChoiceView): Choice[] {
  const own = meetingIn(cycle, target.item);
  return meetingsAhead(cycle, today)
    .filter(meeting => isAhead(meeting) && meeting.host !== own?.host)
    .slice(0, MOST_SWAPS)
    .map(meeting => ({
      title: placeAndYear(reader, meeting),
      value: swapValue(meetingId(meeting), meeting),
    }));
}

function peopleToPick({ reader }: Setting, { people, picker, values }: ChoiceView): Choice[] {
  if (picker) return [];
  const known = new Map(people.map(({ title, value }) => [value, title]));
  return withChosen([...known.keys()], values.people).map(value => ({
    title: known.get(value) ?? translator(reader.locale)('lists:notMet'),
    value,
  }));
}

function withChosen(ids: readonly string[], chosen: string): string[] {
  return [...new Set([...ids, ...chosen.split(',')].map(id => id.trim()).filter(id => id !== ''))];
}
