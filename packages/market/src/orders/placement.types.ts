import type { Address, Locale, ProblemCode } from '@hazumi/contracts';
import type { ProblemDetails } from '../kernel/problem.ts';
import type { OrderSource } from './placement.source.ts';

/** One shopper's wish to buy, as it enters the queue. Ids are made beforehand, so that a retry writes the same rows. */
export interface Placement {
  /** how it is paid: at once from the shopper's balance, or later by payments of the checkout */
  pay: 'balance' | 'later';
  buyer: string;
  userId: string | null;
  email: string | null;
  guestHash: Buffer | null;
  /** under whose name touches were noted; null for whoever did not agree to that */
  visitor: string | null;
  /** licences that the shopper works for */
  staffOf: readonly string[];
  key: { key: string; digest: Buffer };
  lines: readonly PlacementLine[];
  totalMinor: bigint;
  currency: string;
  address: Address;
  locale: Locale;
  note: string | null;
  /** cart lines (UUIDs) that go once the order stands */
  cartLineIds: readonly string[];
  /** claimed coupons (UUIDs), in the order in which they are to be applied */
  claimIds: readonly string[];
}

export interface PlacementLine {
  skuId: string;
  quantity: number;
  /** what the shopper saw; anything else is refused */
  unitPriceMinor: bigint;
}

/** What the database says of a SKU while its stock is locked. */
export interface SkuFacts {
  storeId: string;
  licenceId: string;
  skuId: string;
  productId: string;
  categoryId: string;
  /** slugs from the category up to its root: the policy's tables by category are read so */
  categoryPath: string[];
  /** jsonb as text; it goes from row to row without being read here */
  titles: string;
  options: string;
  storeNames: string;
  pictureKey: string | null;
  priceMinor: bigint;
  /** null: the store's freight */
  freightMinor: bigint | null;
  storeFreightMinor: bigint;
  storeFreightFreeFromMinor: bigint | null;
  currency: string;
  country: string;
  isPurchasable: boolean;
  isFirstOfLicence: boolean;
  openedAt: Date | null;
  firstPaidAt: Date | null;
  /** goods the store has sold so far, as far as the ledger is rolled up */
  turnoverMinor: bigint;
  available: bigint;
}

/** What a buyer holds unpaid at this moment; counted under a lock on the buyer. */
export type { HeldStock } from '@hazumi/policy';

export interface PlacedLine {
  lineNo: number;
  sku: SkuFacts;
  quantity: number;
  /** what coupons took off; gone from the goods */
  discountMinor: bigint;
  goodsMinor: bigint;
  freightMinor: bigint;
  goodsTaxMinor: bigint;
  freightTaxMinor: bigint;
  feePpm: number;
  feeReason: 'standard' | 'firstStore';
  feeMinor: bigint;
}

export interface PlacedOrder {
  id: string;
  number: string;
  storeId: string;
  lines: PlacedLine[];
  /** claims that it takes */
  claims: { id: string; discountMinor: bigint }[];
  discountMinor: bigint;
  goodsMinor: bigint;
  freightMinor: bigint;
  taxMinor: bigint;
  feeMinor: bigint;
  totalMinor: bigint;
  source: OrderSource;
}

export interface PlacedCheckout {
  id: string;
  orders: PlacedOrder[];
  totalMinor: bigint;
  expiresAt: Date;
}

/** Why a wish is refused: the problem's code with what the shopper should see. */
export interface Refusal {
  code: ProblemCode;
  details: ProblemDetails;
}

export type Decision = { placed: PlacedCheckout } | { refused: Refusal };
