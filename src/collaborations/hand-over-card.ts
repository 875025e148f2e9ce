import { defineCard, type CardMessage } from '../cards/card';
import { withPeoplePicker } from '../cards/people-input';
import type { Reader } from '../directory/lists';
import { translator } from '../i18n';
import type { Notification } from '../register/model';
import template from './cards/hand-over-card.json';

const card = defineCard<{
  summary: string;
  ref: string;
  heading: string;
  title: string;
  label: string;
  colleagues: { title: string; value: string }[];
}>(template);

export interface HandOverView {
  notification: Notification;
  /** People to choose from where Teams' people picker is not. */
  colleagues: readonly { title: string; value: string }[];
  picker: boolean;
  error?: string;
}

/** Where a sender picks the colleague who keeps it from now on. */
export function handOverCard(reader: Reader, view: HandOverView): CardMessage {
  const { notification, colleagues, picker, error } = view;
  const { ref, content } = notification;
  const t = translator(reader.locale);
  const heading = t('collaborations:keep.handOverHeading', { ref });
  const message = card(reader.locale, {
    summary: heading,
    ref,
    heading,
    title: content.title,
    label: error ?? t('collaborations:keep.handOverWho'),
    colleagues: [...colleagues],
  });
  return picker ? withPeoplePicker(message, 'colleague') : message;
}
