/** The merchants of the driven market: they open stores, make links and coupons, and read what is drawn for them. */
import { type AnswerOf, endpoints, fromPublicId } from '@hazumi/contracts';
import type { Agents, Terms } from '@hazumi/twin';
import type { Caller } from '../replay/api.ts';
import { readCategories } from '../replay/goods.ts';
import { pdfOf } from '../replay/sellers.ts';
import type { DrivenMarket } from './drive.ts';
import { addressOf, driven, signUp } from './people.ts';

/** What a link or a coupon costs a merchant in work and paper, in minor units: by it spending on tools becomes a number of tools. */
export const toolPriceMinor = 25;
const stock = 1_000_000;
const dayMs = 86_400_000;

export interface Goods {
  productId: string;
  skuId: string;
  keyword: number;
}

export interface Merchant {
  row: number;
  caller: Caller;
  licenceId: string;
  storeId: string;
  /** the store's UUID, as the market's records name it */
  storeUuid: string;
  priceMinor: number;
  goods: Goods[];
  /** by which its contacts come; it opens a hidden coupon */
  contactToken: string;
  /** a poster in the street: visits by it are from outside */
  posterToken: string;
  /** the coupon that its contacts may claim, and what it takes off */
  couponOffMinor: number;
  /** spent on tools, and not yet a whole tool */
  restMinor: number;
  tools: number;
  terms: Terms;
}

const noTerms: Terms = { couponSupport: 0, toolCredit: 0, visitBonus: 0 };

/** What goods for a keyword are called: words that shoppers look for, and the store's own. */
export const keywordText = (keyword: number): string => `${kinds[keyword % kinds.length]}${keyword + 1}`;
const kinds = ['teapot', 'lantern', 'basket', 'notebook', 'scarf', 'kettle', 'blanket', 'ladle'] as const;

export interface Merchants {
  all(): Merchant[];
  of(row: number): Merchant | undefined;
  /** Signs up, and applies for a licence. */
  apply(row: number): Promise<void>;
  /** Opens the store with its goods, once the licence is verified. */
  open(row: number): Promise<void>;
  /** Reads what is drawn for the store this week. */
  readTerms(merchant: Merchant): Promise<void>;
  /** Makes what its spending pays for: links, and now and then a coupon for its contacts, as deep as its terms say. */
  work(merchant: Merchant, spentMinor: number): Promise<void>;
  close(merchant: Merchant): Promise<void>;
}

export async function openMerchants(
  market: Pick<DrivenMarket, 'api' | 'secret' | 'clock'>,
  agents: Agents,
): Promise<Merchants> {
  const { api } = market;
  const known = new Map<number, Merchant>();
  const applied = new Map<number, { caller: Caller; licenceId: string }>();
  const categories = await readCategories(api);
  const [categoryId = ''] = [...categories.values()].map(({ id }) => id);

  return {
    all: () => [...known.values()],
    of: (row) => known.get(row),

    async apply(row) {
      const name = `merchant-${row}`;
      const caller = await signUp(market, name, ['stores', 'catalogue', 'orders', 'money', 'licences']);
      const { value } = await api(
        endpoints.registerLicence,
        {
          idempotencyKey: `flywheel-${name}-licence`,
          body: {
            legalName: `Merchant ${row}`,
            country: driven.country,
            registrationNumber: `FLYWHEEL${String(row).padStart(6, '0')}`,
            contactEmail: `${name}@flywheel.example`,
            address: addressOf(name),
          },
        },
        caller,
      );
      const params = { licenceId: value.id };
      const form = new FormData();
      form.set('kind', 'businessLicence');
      form.set(
        'file',
        new File([pdfOf(`Business licence ${row}`)], 'licence.pdf', { type: 'application/pdf' }),
      );
      await api(endpoints.addLicenceDocument, { params, body: form }, caller);
      await api(endpoints.submitLicence, { params }, caller);
      // Whoever wants to open a store looks up how, and is shown one way or the other.
      await api(endpoints.getOnboarding, {}, caller);
      applied.set(row, { caller, licenceId: value.id });
    },

    async open(row) {
      const found = applied.get(row);
      if (found === undefined) throw new Error(`merchant ${row} has not applied`);
      const { caller, licenceId } = found;
      const { value: store } = await api(
        endpoints.openStore,
        {
          params: { licenceId },
          idempotencyKey: `flywheel-merchant-${row}-store`,
          body: { texts: { en: { name: `Store ${row}` } }, slug: `flywheel-${row}`, categoryId },
        },
        caller,
      );
      if (store.state !== 'open') throw new Error(`the store of merchant ${row} is ${store.state}`);
      const merchant: Merchant = {
        row,
        caller,
        licenceId,
        storeId: store.id,
        storeUuid: fromPublicId('store', store.id) as string,
        priceMinor: agents.priceOf(row),
        goods: [],
        contactToken: '',
        posterToken: '',
        couponOffMinor: 0,
        restMinor: 0,
        tools: 0,
        terms: noTerms,
      };
      for (const keyword of agents.keywordsOf(row)) merchant.goods.push(await list(merchant, keyword));
      merchant.posterToken = await link(merchant, 'poster', { kind: 'store' });
      await makeCoupon(merchant);
      known.set(row, merchant);
    },

    async readTerms(merchant) {
      const { value } = await api(
        endpoints.getStoreExperiments,
        { params: { storeId: merchant.storeId } },
        merchant.caller,
      );
      merchant.terms = termsOf(value);
    },

    async work(merchant, spentMinor) {
      merchant.restMinor += spentMinor;
      for (; merchant.restMinor >= toolPriceMinor; merchant.restMinor -= toolPriceMinor) {
        // A coupon is a tool like another: a new one is made where the terms have changed and a tool is paid for.
        if (merchant.couponOffMinor !== wantedOff(agents, merchant)) await makeCoupon(merchant);
        else await link(merchant, 'group', { kind: 'store' });
      }
    },

    async close(merchant) {
      await api(endpoints.closeStore, { params: { storeId: merchant.storeId } }, merchant.caller);
      known.delete(merchant.row);
    },
  };

  async function list(merchant: Merchant, keyword: number): Promise<Goods> {
    const word = keywordText(keyword);
    const title = { title: `${word} of store ${merchant.row}` };
    const { value } = await api(
      endpoints.createProduct,
      {
        params: { storeId: merchant.storeId },
        idempotencyKey: `flywheel-${merchant.row}-goods-${keyword}`,
        body: {
          code: `K${keyword}`,
          categoryId,
          texts: { 'zh-CN': title, ja: title, en: title },
          skus: [{ code: `K${keyword}`, priceMinor: merchant.priceMinor, stock }],
          list: true,
        },
      },
      merchant.caller,
    );
    return { productId: value.id, skuId: value.skus[0]?.id ?? '', keyword };
  }

  async function link(
    merchant: Merchant,
    channel: 'group' | 'poster',
    target: { kind: 'store' } | { kind: 'coupon'; couponId: string },
  ): Promise<string> {
    merchant.tools += 1;
    const { value } = await api(
      endpoints.createLinks,
      {
        params: { storeId: merchant.storeId },
        idempotencyKey: `flywheel-${merchant.row}-link-${merchant.tools}-${channel}-${target.kind}`,
        body: { channel, target, labels: [`${channel} ${merchant.tools}`] },
      },
      merchant.caller,
    );
    return value.data[0]?.url.split('/').at(-1) ?? '';
  }

  async function makeCoupon(merchant: Merchant): Promise<void> {
    const off = wantedOff(agents, merchant);
    const now = market.clock.now();
    const { value } = await api(
      endpoints.createCoupon,
      {
        params: { storeId: merchant.storeId },
        idempotencyKey: `flywheel-${merchant.row}-coupon-${merchant.tools}`,
        body: {
          names: { en: 'For our own' },
          visibility: 'hidden',
          shape: { kind: 'amountOff', amountMinor: off },
          validity: {
            kind: 'range',
            from: new Date(now).toISOString(),
            until: new Date(now + 365 * dayMs).toISOString(),
          },
          perPerson: 100,
          total: 100_000,
        },
      },
      merchant.caller,
    );
    merchant.contactToken = await link(merchant, 'group', { kind: 'coupon', couponId: value.id });
    merchant.couponOffMinor = off;
  }
}

const wantedOff = (agents: Agents, { priceMinor, terms }: Merchant): number =>
  Math.max(1, Math.round(priceMinor * agents.couponShare(terms)));

/** What a week's draws mean to a merchant, in the terms in which it decides. */
export function termsOf(told: AnswerOf<typeof endpoints.getStoreExperiments>): Terms {
  const factor = (name: string): number => {
    const found = told.experiments.find((one) => one.name === name);
    return found?.isOn ? 1 + found.movesPpm / 1_000_000 : 0;
  };
  const of = (name: string) => told.experiments.find((one) => one.name === name);
  return {
    couponSupport: ((of('couponSupport')?.sharePpm ?? 0) / 1_000_000) * factor('couponSupport'),
    toolCredit: Math.min(
      0.9,
      ((of('toolCredit')?.rate?.amountMinor ?? 0) / toolPriceMinor) * factor('toolCredit'),
    ),
    visitBonus: (of('externalVisits')?.rate?.amountMinor ?? 0) * factor('externalVisits'),
  };
}
