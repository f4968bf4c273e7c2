/**
 * What lists keep in the address. Whatever somebody put there that is no value of a filter is left out, so that an
 * address never breaks a page.
 */
import {
  draftStates,
  exclusionReasons,
  importKinds,
  importStates,
  incentiveStates,
  licenceState,
  linkChannels,
  listingFilter,
  orderState,
  storeState,
} from './states.ts';

type Raw = Record<string, unknown>;

const text = (raw: Raw, name: string, max = 400): string | undefined => {
  const value = raw[name];
  const plain = typeof value === 'number' ? String(value) : value;
  return typeof plain === 'string' && plain !== '' && plain.length <= max ? plain : undefined;
};
const oneOf = <const T extends readonly string[]>(
  raw: Raw,
  name: string,
  options: T,
): T[number] | undefined => options.find((option) => option === raw[name]);

/** Leaves out what is undefined, so that the address holds only what was chosen. */
function present<T extends Raw>(search: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as never;
}

export const paged = (raw: Raw) => present({ cursor: text(raw, 'cursor') });
export const linksSearch = (raw: Raw) =>
  present({ cursor: text(raw, 'cursor'), channel: oneOf(raw, 'channel', linkChannels) });
export const incentiveSearch = (raw: Raw) =>
  present({ cursor: text(raw, 'cursor'), state: oneOf(raw, 'state', incentiveStates) });
export const exclusionsSearch = (raw: Raw) =>
  present({ cursor: text(raw, 'cursor'), reason: oneOf(raw, 'reason', exclusionReasons) });
export const principalsSearch = (raw: Raw) =>
  present({ cursor: text(raw, 'cursor'), of: oneOf(raw, 'of', ['any']) });
export const dayed = (raw: Raw) => present({ day: text(raw, 'day', 10) });
export const storesSearch = (raw: Raw) =>
  present({ cursor: text(raw, 'cursor'), state: oneOf(raw, 'state', storeState) });
export const ordersSearch = (raw: Raw) =>
  present({
    cursor: text(raw, 'cursor'),
    state: oneOf(raw, 'state', orderState),
    number: text(raw, 'number', 40),
  });
export const goodsSearch = (raw: Raw) =>
  present({
    cursor: text(raw, 'cursor'),
    state: oneOf(raw, 'state', listingFilter),
    q: text(raw, 'q', 200),
    categoryId: text(raw, 'categoryId', 40),
  });
export const importRowsSearch = (raw: Raw) =>
  present({
    cursor: text(raw, 'cursor'),
    kind: oneOf(raw, 'kind', importKinds),
    state: oneOf(raw, 'state', importStates),
  });
export const operatorLicencesSearch = (raw: Raw) =>
  present({
    cursor: text(raw, 'cursor'),
    state: oneOf(raw, 'state', licenceState),
    escalated: raw.escalated === 'true' || raw.escalated === true ? ('true' as const) : undefined,
    text: text(raw, 'text', 200),
  });
export const operatorStoresSearch = (raw: Raw) =>
  present({
    cursor: text(raw, 'cursor'),
    state: oneOf(raw, 'state', storeState),
    licenceId: text(raw, 'licenceId', 40),
    text: text(raw, 'text', 40),
  });
export const diffSearch = (raw: Raw) => {
  const against = Number(raw.against);
  return present({ against: Number.isInteger(against) && against > 0 ? against : undefined });
};
export const nextSearch = (raw: Raw) => present({ next: pathHere(text(raw, 'next', 2000)) });
export const tokenSearch = (raw: Raw) => present({ token: text(raw, 'token', 100) });
export const northStarSearch = (raw: Raw) =>
  present({ days: oneOf({ days: String(raw.days) }, 'days', ['28', '90', '180', '366']) });
export const labSearch = (raw: Raw) =>
  present({ cursor: text(raw, 'cursor'), state: oneOf(raw, 'state', draftStates) });
/** Which version a draft begins from, and what to look for in the form. */
export const newDraftSearch = (raw: Raw) => {
  const version = Number(raw.version);
  return present({
    q: text(raw, 'q', 100),
    version: Number.isInteger(version) && version > 0 ? version : undefined,
  });
};
export const policySearch = (raw: Raw) => present({ q: text(raw, 'q', 100) });

/** A path of the console to go on to after signing in; anything that could lead elsewhere is none. */
export function pathHere(next: string | undefined): string | undefined {
  return next !== undefined && /^\/(?![/\\])[^\\\s]*$/.test(next) ? next : undefined;
}
