import { askingCases } from '../asking/card-cases';
import { followUpCases } from '../collaborations/card-cases';
import { evaluationCases } from '../evaluation/card-cases';
import { fileCases } from '../files/card-cases';
import { hostingCases } from '../hosting/card-cases';
import { importingCases } from '../importing/card-cases';
import { inquiryCases } from '../inquiry/card-cases';
import { listsCardCases } from '../lists/card-cases';
import { newsletterCases } from '../newsletter/card-cases';
import { overviewCases } from '../overview/card-cases';
import { presidiumCases } from '../presidium/card-cases';
import { reportCases } from '../report/card-cases';
import { searchCardCases } from '../search/card-cases';
import { worklistCases } from '../worklist/card-cases';
import type { CardCase } from './every-card';

/** The cards of the capabilities that keep their cases beside their other tests. */
export const casesOfCapabilities: readonly CardCase[] = [
  ...askingCases,
  ...evaluationCases,
  ...fileCases,
  ...followUpCases,
  ...hostingCases,
  ...importingCases,
  ...inquiryCases,
  ...listsCardCases,
  ...newsletterCases,
  ...overviewCases,
  ...presidiumCases,
  ...reportCases,
  ...searchCardCases,
  ...worklistCases,
];
