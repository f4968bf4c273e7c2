import { type Address, type bookAddress, endpoints, fromPublicId } from '@hazumi/contracts';
import { type Fields, readPost } from '../http/form.ts';
import { badForm, notFoundPage, PageProblem } from '../http/problem.ts';
import { redirect, sendPage } from '../http/respond.ts';
import type { App, PageContext, Shop } from '../http/shop.ts';
import { isNonce, newNonce } from '../http/tokens.ts';
import { createView, type View } from '../http/view.ts';
import type { Visitor } from '../http/visitor.ts';
import { addressValues } from '../ui/address.tsx';
import type { Faults, Values } from '../ui/form.tsx';
import { readOrderForm, valuesOf } from './checkout.form.ts';
import { type Change, changesOf, limitsOf, type Plan, readPlan, type Source } from './checkout.plan.ts';
import { CheckoutPage, NothingToBuy } from './checkout.view.tsx';
import { startPayments } from './payment.start.ts';

type BookAddress = (typeof bookAddress)['_output'];

/** Who buys, as far as the form needs to know. */
export interface Buyer {
  /** undefined: a guest */
  name: string | undefined;
  addresses: readonly BookAddress[];
  balances: ReadonlyMap<string, number>;
}

/** All that the one page of the checkout shows. */
export interface CheckoutForm {
  plan: Plan;
  buyer: Buyer;
  values: Values;
  faults: Faults;
  /** what changed since the shopper looked; the button then says that it takes the changes */
  changes: readonly Change[];
  /** why it was not ordered, in a sentence */
  message: string | undefined;
  /** the key under which a second click is the first */
  key: string;
}

/** `/checkout`: address, payment and review on one page; signed in or as a guest. */
export function registerCheckout(app: App, shop: Shop): void {
  app.get('/checkout', async (c) => {
    const visitor = c.get('visitor');
    const source = sourceOf(visitor.url.searchParams);
    const [plan, buyer] = await Promise.all([readPlan(visitor, source), readBuyer(visitor)]);
    if (plan === undefined) return nothing(shop, visitor, source);
    const known = buyer.addresses.find((entry) => entry.isDefault) ?? buyer.addresses[0];
    const values = known === undefined ? { addressId: 'new' } : { addressId: known.id };
    return show(shop, visitor, {
      plan,
      buyer,
      values,
      faults: {},
      changes: [],
      message: undefined,
      key: newNonce(),
    });
  });
  app.post('/checkout', (c) => placeOrder(c, shop));
}

/**
 * Places the orders and begins to pay them. Everything that can be wrong is shown beside its field with what was typed kept; what
 * changed meanwhile is shown beside its line, and one click takes it as it is now.
 */
async function placeOrder(c: PageContext, shop: Shop): Promise<Response> {
  const visitor = c.get('visitor');
  const fields = await readPost(c, shop);
  const source = sourceOf(new URLSearchParams(fields.text('source')));
  const key = fields.text('key');
  if (!isNonce(key)) throw badForm();
  const buyer = await readBuyer(visitor);
  const view = viewOf(shop, visitor, source);
  const form = readOrderForm(view, fields, buyer);
  const again = async (changed: Partial<CheckoutForm>, refusal?: unknown) => {
    const wanted = new Map(form.seen.map((line) => [line.skuId, line.quantity]));
    const plan = await readPlan(visitor, source, { wanted, limits: limitsOf(refusal) });
    if (plan === undefined) return nothing(shop, visitor, source);
    const changes = changesOf(plan, form.seen);
    const shown = { plan, buyer, values: valuesOf(fields), faults: {}, message: undefined, key: newNonce() };
    return show(shop, visitor, { ...shown, changes, ...changed }, 422);
  };
  if (Object.keys(form.faults).length > 0) return again({ faults: form.faults });

  const placed = await visitor.api(endpoints.placeCheckout, {
    body: form.body,
    idempotencyKey: `place-${key}`,
  });
  if (!placed.ok) {
    const { problem } = placed;
    switch (problem.code) {
      case 'price_changed':
      case 'total_changed':
      case 'out_of_stock':
      case 'not_purchasable':
        return again({ message: view.t('checkout.changed') }, problem.data);
      case 'coupon_refused':
        return again({ message: view.t('coupon.changed') });
      case 'cart_empty':
      case 'currency_mixed':
      case 'hoarding_limit':
        return again({ message: problem.title });
      case 'invalid_request':
        return again({ faults: faultsOf(view, problem.errors ?? []), message: view.t('checkout.refused') });
      default:
        throw new PageProblem(placed.status, problem, placed.headers.get('retry-after'));
    }
  }
  // The cart has fewer lines now; the next page asks how many.
  visitor.remove('hint');
  await keepAddress(visitor, fields, buyer, form.body.address);
  return startPayments(shop, visitor, placed.value.id, form.payments, `pay-${key}`);
}

function viewOf(shop: Shop, visitor: Visitor, source: Source): View {
  return createView(shop, visitor.locale, `/checkout?${sourceQuery(source)}`);
}

function show(shop: Shop, visitor: Visitor, form: CheckoutForm, status = 200): Promise<Response> {
  const view = viewOf(shop, visitor, form.plan.source);
  return sendPage(shop, visitor, <CheckoutPage view={view} form={form} />, status);
}

function nothing(shop: Shop, visitor: Visitor, source: Source): Response | Promise<Response> {
  // The cart says what stands in the way of each of its lines; an item has no such place.
  if (source.kind === 'cart') return redirect(visitor, '/cart');
  const view = viewOf(shop, visitor, source);
  return sendPage(shop, visitor, <NothingToBuy view={view} productId={source.productId} />, 409);
}

/** What is bought, from the query: `currency=CNY`, or `product=...&sku=...&quantity=2`. */
function sourceOf(query: URLSearchParams): Source {
  const productId = query.get('product');
  const skuId = query.get('sku');
  if (productId !== null && skuId !== null) {
    const quantity = Number(query.get('quantity') ?? '1');
    const known =
      fromPublicId('product', productId) !== undefined && fromPublicId('sku', skuId) !== undefined;
    if (!known || !Number.isInteger(quantity) || quantity < 1 || quantity > 9999) throw notFoundPage();
    return { kind: 'item', productId, skuId, quantity };
  }
  const currency = query.get('currency') ?? '';
  if (!/^[A-Z]{3}$/.test(currency)) throw notFoundPage();
  return { kind: 'cart', currency };
}

export function sourceQuery(source: Source): string {
  const query: Record<string, string> =
    source.kind === 'cart'
      ? { currency: source.currency }
      : { product: source.productId, sku: source.skuId, quantity: String(source.quantity) };
  return new URLSearchParams(query).toString();
}

async function readBuyer(visitor: Visitor): Promise<Buyer> {
  const nobody = { name: undefined, addresses: [], balances: new Map<string, number>() };
  if (visitor.session === undefined) return nobody;
  const [me, addresses, balance] = await Promise.all([
    visitor.api(endpoints.getMe),
    visitor.api(endpoints.listAddresses),
    visitor.api(endpoints.getBalance),
  ]);
  // A session that has ended is a guest's visit.
  if (!me.ok) return nobody;
  return {
    name: me.value.name,
    addresses: addresses.ok ? addresses.value.data : [],
    balances: new Map(
      balance.ok ? balance.value.balances.map((one) => [one.currency, one.amountMinor] as const) : [],
    ),
  };
}

/** Keeps a new address in the book if the shopper wants so. The order stands already: if this fails, nothing is lost. */
async function keepAddress(visitor: Visitor, fields: Fields, buyer: Buyer, address: Address): Promise<void> {
  if (buyer.name === undefined || fields.text('addressId') !== 'new' || !fields.has('keepAddress')) return;
  await visitor.api(endpoints.addAddress, { body: { address, isDefault: false } }).catch(() => undefined);
}

/** Faults that only the API found, at the fields that they point to. */
function faultsOf(view: View, errors: readonly { pointer: string }[]): Faults {
  const faults: Record<string, string> = {};
  for (const { pointer } of errors) {
    const name = /^\/body\/(?:address\/)?(\w+)$/.exec(pointer)?.[1];
    if (name !== undefined && (name in addressValues(emptyAddress) || name === 'email' || name === 'note')) {
      faults[name] = view.t('form.fieldFault');
    }
  }
  return faults;
}

const emptyAddress: Address = {
  recipient: '',
  phone: '',
  country: '',
  region: '',
  city: '',
  street: '',
  postalCode: '',
};
