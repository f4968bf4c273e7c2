import { account, keys, passkeys, secondFactor, security, sessions } from './texts/account.ts';
import { categories } from './texts/categories.ts';
import { common, conflict, failure, faults, form, problem } from './texts/common.ts';
import { coupons } from './texts/coupons.ts';
import { event } from './texts/events.ts';
import { experiments, onboarding } from './texts/experiments.ts';
import { batch, goods } from './texts/goods.ts';
import { importColumn, imports } from './texts/imports.ts';
import { exclusion, incentive, principals } from './texts/incentive.ts';
import { lab } from './texts/lab.ts';
import { documents, licence } from './texts/licence.ts';
import { links } from './texts/links.ts';
import { marketLicences, marketStores, sanction } from './texts/market.ts';
import { criterion, flywheel, guardrail, northStar, standing } from './texts/measures.ts';
import { ledger, ledgerAccount, money } from './texts/money.ts';
import { order, orders } from './texts/orders.ts';
import { policy, policyConfidence, policySource, policyUnit } from './texts/policy.ts';
import { pictures, product, stock } from './texts/product.ts';
import { door, nav, palette, scope, shell, shortcuts, theme } from './texts/shell.ts';
import { forgot, gate, invitation, secondStep, signIn, signUp } from './texts/sign-in.ts';
import { source } from './texts/sources.ts';
import { staff } from './texts/staff.ts';
import { role, state } from './texts/states.ts';
import { matrix, openStore, store, storeSettings } from './texts/stores.ts';
import { traffic } from './texts/traffic.ts';

/**
 * Every text of the console. A text is a triple: Chinese, Japanese, English, in the order of `textLocales`; the three
 * stand side by side so that nobody changes one without seeing the others. The build gives each reader only theirs.
 */
export const texts = {
  account,
  ledgerAccount,
  batch,
  categories,
  common,
  conflict,
  coupons,
  criterion,
  documents,
  door,
  event,
  exclusion,
  experiments,
  failure,
  faults,
  flywheel,
  forgot,
  form,
  gate,
  goods,
  guardrail,
  importColumn,
  imports,
  incentive,
  invitation,
  keys,
  lab,
  ledger,
  licence,
  links,
  marketLicences,
  marketStores,
  matrix,
  money,
  nav,
  northStar,
  onboarding,
  openStore,
  order,
  orders,
  palette,
  passkeys,
  pictures,
  policy,
  policyConfidence,
  policySource,
  policyUnit,
  principals,
  problem,
  product,
  role,
  sanction,
  scope,
  secondFactor,
  secondStep,
  security,
  sessions,
  shell,
  shortcuts,
  source,
  signIn,
  signUp,
  staff,
  standing,
  state,
  stock,
  store,
  storeSettings,
  theme,
  traffic,
};

export const textLocales = ['zh-CN', 'ja', 'en'] as const;
type Triple = readonly [zh: string, ja: string, en: string];
export type TextTree = { readonly [key: string]: Triple | TextTree };
/** Messages as a translator takes them. The English ones are the type, so that arguments of texts are checked. */
export type Messages = InEnglish<typeof texts>;
type InEnglish<T> = {
  [K in keyof T]: T[K] extends readonly [string, string, infer English] ? English : InEnglish<T[K]>;
};

/** The texts of one language, as nested messages. */
export function messagesOf(tree: TextTree, locale: (typeof textLocales)[number]): Record<string, unknown> {
  const at = textLocales.indexOf(locale);
  return Object.fromEntries(
    Object.entries(tree).map(([key, value]) => [
      key,
      isTriple(value) ? value[at] : messagesOf(value, locale),
    ]),
  );
}

export function isTriple(value: Triple | TextTree): value is Triple {
  return Array.isArray(value);
}
