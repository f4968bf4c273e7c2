/** The allotment without a market around it: what measures how it moves results (`@hazumi/market/allotment`). */
export { type AllotmentInputs, type BuiltDay, buildDay } from './allotment.inputs.ts';
export { nameOfSearch, places } from './allotment.keywords.ts';
export { storesFound } from './allotment.relevance.ts';
export { openRow, planPage, settlePage } from './allotment.row.ts';
export { candidatesLooked } from './allotment.search.ts';
