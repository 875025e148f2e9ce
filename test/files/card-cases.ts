import { linkCard } from '../../src/files/cards';
import type { CardCase } from '../support/every-card';

export const fileCases: CardCase[] = [
  {
    name: 'the way to a file',
    template: 'files/cards/link.json',
    make: locale =>
      linkCard(locale, {
        name: `${'å'.repeat(150)}.ics`,
        description: 'Mötet i Göteborg den 14–15 november 2027 **;',
        url: `https://bot.example/filer/${'x'.repeat(43)}`,
        minutes: 10,
      }),
  },
];
