import { button, type Deeds } from './deed';
import { UNIT } from './town';

const results = /Sökresultat/;
const shared = /Samarbete med Bergen/;
const unit = { unitId: UNIT };
const oneUnit = /Grundskoleförvaltningen/;
const ownUnit = /"verb":"overview\.(pickUnit|chooseUnit)"/;
const city = /Vänort sedan/;
const figures = button('overview.statisticsView');

/** What is typed where somebody writes a message. */
function asked(text: string | undefined): object {
  const typed = text === undefined ? { name: 'initialRun', value: 'true' } : { name: 'query', value: text };
  return { commandId: 'searchCollaborations', parameters: [typed] };
}

/** Looking up what the City does. */
export const ofLookingUp: Deeds = {
  sök: { sends: () => ' bergen', answer: results },
  'search.open': { answer: button('search.find') },
  'search.find': { sends: () => ({ query: 'bergen' }), answer: results },
  'search.more': {
    sends: () => ({ text: 'bergen', cursor: { tier: 'title', some: false } }),
    answer: results,
  },
  'search.share': { by: 'composeExtension/query', sends: () => asked('bergen'), answer: shared },
  förvaltningens: { answer: ownUnit },
  'overview.mine': { answer: ownUnit },
  'overview.unit': { sends: () => unit, answer: oneUnit },
  'overview.pickUnit': { sends: () => unit, answer: oneUnit },
  'overview.chooseUnit': { answer: /Vilken förvaltning eller vilket bolag/ },
  stad: { sends: () => ' Bergen', answer: city },
  'overview.city': { sends: () => ({ cityId: 'bergen' }), answer: city },
  statistik: { answer: figures },
  'overview.statistics': { answer: figures },
  'overview.statisticsView': {
    sends: () => ({ view: 'year', cities: [], from: 2024, to: 2026 }),
    answer: figures,
  },
  'composeExtension/query': { sends: () => asked('bergen'), answer: shared },
  'composeExtension/query: nothing typed': { sends: () => asked(undefined), answer: shared },
  'application/search': { sends: () => ({ dataset: 'units', queryText: 'skola' }), answer: oneUnit },
};
