import { defineCard, type CardMessage } from '../cards/card';
import { translator } from '../i18n';
import { formatDay } from '../i18n/moments';
import previewTemplate from './cards/preview.json';
import { choicesFor } from './choices';
import { deedOf } from './deeds';
import { fieldKinds, type FieldName } from './fields';
import { aboutOf, backOf, type FormView } from './form-card';
import type { Setting } from './model';

const previewTemplateCard = defineCard<{
  summary: string;
  heading: string;
  about: string;
  trouble: string;
  chosen: { name: string; value: string }[];
  leadsTo: { line: string; weight: 'bolder' | 'default' }[];
  confirm: object;
  change: object;
  back: object;
  backVerb: string;
}>(previewTemplate);

export interface PreviewView extends Pick<FormView, 'target' | 'values' | 'about' | 'trouble'> {
  /** What happens when it is confirmed, in plain words. */
  leadsTo: readonly string[];
}

/** What was filled in and what it leads to, to be confirmed before anything is saved. */
export function previewCard(setting: Setting, view: PreviewView): CardMessage {
  const { locale } = setting.reader;
  const t = translator(locale);
  const { target, values, leadsTo } = view;
  const heading = t(`lists:deed.${target.deed}`);
  const about = aboutOf(setting, view);
  const { seen: _seen, ...button } = target;
  const fields = deedOf(target.list, target.deed)?.fields ?? [];
  const { back, backVerb } = backOf(target);
  const typed = Object.fromEntries(fields.map(name => [name, values[name]]));
  return previewTemplateCard(locale, {
    summary: [heading, about, ...leadsTo.slice(0, 1)].join('. '),
    heading,
    about,
    trouble: view.trouble?.(t('planning:preview.confirm')) ?? '',
    chosen: fields.flatMap(name => {
      const value = chosenText(name, setting, view);
      return value === '' ? [] : [{ name: `${shortLabel(name, setting)}: `, value }];
    }),
    // What it means for Göteborg's next turn comes first.
    leadsTo: leadsTo.map((line, index) => ({ line, weight: index === 0 ? 'bolder' : 'default' })),
    confirm: { ...target, ...typed, confirmed: true, locale },
    change: { ...button, typed, locale },
    back: { ...back, locale },
    backVerb,
  });
}

/** A field's label without what explains how to fill it in. */
function shortLabel(name: FieldName, { reader }: Setting): string {
  return translator(reader.locale)(`lists:field.${name}`).replace(/ \(.*\)$|[:?]$/g, '');
}

function chosenText(name: FieldName, setting: Setting, { target, values }: PreviewView): string {
  const value = values[name];
  if (fieldKinds[name].kind === 'date') return value && formatDay(value, setting.reader.locale);
  const choices = choicesFor(name, setting, { target, values, people: [], picker: true });
  return choices.find(choice => choice.value === value)?.title ?? value;
}
