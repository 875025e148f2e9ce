import type { CardMessage } from '../cards/card';
import type { Lists } from '../directory/lists';
import type { Person } from '../directory/people';
import type { FileWanted } from '../files/file';
import type { Locale, Translate } from '../i18n';

/** Who acts, as Teams has vouched for it: `id` is the Entra object id. */
export interface Actor {
  id: string;
  tenantId: string;
  name: string;
}

/** Where a turn takes place. Forms live only where nobody else sees them: in a person's own chat, or in a dialog. */
export type Place =
  | { kind: 'personal'; conversation: ConversationRef }
  | { kind: 'channel'; conversation: ConversationRef; teamId: string; channelId: string }
  | { kind: 'group'; conversation: ConversationRef }
  /** A window of the person's own, over any chat: nobody else sees it. `conversation` is their own chat with the bot. */
  | { kind: 'dialog'; conversation: ConversationRef };

/** All that is needed to send to a conversation again later. */
export interface ConversationRef {
  id: string;
  serviceUrl: string;
  tenantId: string;
}

/** One thing that a person said or pressed, free of any Teams SDK. `Data` is validated already. */
export interface Turn<Data = undefined> {
  actor: Actor;
  person: Person;
  locale: Locale;
  t: Translate;
  /** What coordinators keep, as it stood when the turn began. */
  lists: Lists;
  place: Place;
  now: Date;
  /** The turn's one deadline; every wait inside the turn is held against it. */
  signal: AbortSignal;
  /** The message whose card was pressed, where there is one. */
  messageId?: string;
  data: Data;
}

/** What a person meets in return. */
export interface Reply {
  /** New messages in the same conversation, in order. */
  say?: readonly (CardMessage | TextMessage)[];
  /** A file that Teams asks the person to save, after what is said; in their own chat only. */
  askToSave?: AskToSave;
  /** What the pressed card becomes. */
  become?: CardMessage;
  /**
   * Who keeps the pressed card up to date after the answer: a card changed by the answer alone reverts when
   * somebody reacts to it. `turn`: this turn does it; `ledger`: the delivery engine does; `nobody`: a form that a
   * person is typing in, which an update would empty.
   */
  keep?: 'turn' | 'ledger' | 'nobody';
  /** A short line where nothing replaces the pressed card. */
  notice?: string;
  /** Choices for a field that somebody is typing in. */
  choices?: readonly { title: string; value: string }[];
  /** Cards to choose one from and send on, where somebody writes a message in any chat. */
  results?: readonly SharedCard[];
  /** What is done after the person has got the answer; failures are logged. */
  afterwards?: () => Promise<void>;
}

/** A file as it is told of before it is made. */
export interface AskToSave {
  /** With its ending: "vanortsmote-2027.ics". */
  name: string;
  /** About how large it will be; Teams shows it. */
  bytesEstimate: number;
  /** One line on what it is. */
  description: string;
  what: FileWanted;
}

/** A card to send on, and what is seen of it among others. */
export interface SharedCard {
  card: CardMessage;
  title: string;
  line: string;
}

/** Plain text: shown to the letter, with no markup, links or mentions. */
export interface TextMessage {
  text: string;
}

/** Whether only the person sees it. */
export function isOwnPlace({ kind }: Place): boolean {
  return kind === 'personal' || kind === 'dialog';
}
