/** Sound requests to every endpoint of the contract: what they say, about which things, and what must be so beforehand. */
import { type Endpoint, fromPublicId, pathOf } from '@hazumi/contracts';
import { bodySchemaOf, exampleOf } from './examples.ts';
import { type Credential, freshKey } from './people.ts';
import { png } from './pictures.ts';
import { linesOf, type Things } from './things.ts';
import { baseUrl, type World } from './world.ts';

/** An id of the same kind that nothing has. */
export function missing(name: string, own: string): string {
  if (name === 'number') return '999';
  if (name === 'slug') return 'no-such-store';
  if (name === 'provider') return 'nobody';
  return `${own.slice(0, 4)}01${'z'.repeat(24)}`;
}

/** The names of a path's parameters in order. */
export const parametersOf = (endpoint: Endpoint): string[] =>
  [...endpoint.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] as string);

/** These are about an order on its way; the others about one that is paid, or with a shopper's own, not yet. */
const aboutShipped = new Set(['confirmReceipt', 'deliverShipment']);
/** These are about a licence that is a draft. */
const aboutDraft = new Set([
  'addLicenceDocument',
  'getLicenceDocument',
  'removeLicenceDocument',
  'submitLicence',
  'decideLicence',
  'operatorGetLicenceDocument',
]);

export const isAboutDraft = (endpoint: Endpoint): boolean => aboutDraft.has(endpoint.id);

/** The value of a path parameter for the thing of this kind among `things`. */
export function idIn(endpoint: Endpoint, name: string, things: Things): string | undefined {
  return things[name === 'orderId' && aboutShipped.has(endpoint.id) ? 'shippedOrderId' : name];
}

export interface Sound {
  params: Record<string, string>;
  body: unknown;
  headers: Credential;
}

/** A sound request of this actor about these path parameters; forms and raw bodies come as such. */
export async function soundRequest(
  world: World,
  endpoint: Endpoint,
  params: Record<string, string>,
  as: Credential,
): Promise<Sound> {
  const headers: Credential = { ...as, 'accept-language': 'en' };
  if (endpoint.idempotent) headers['idempotency-key'] = freshKey();
  if (endpoint.etag === 'required') headers['if-match'] = `"v${await versionOf(world, endpoint, params)}"`;
  return { params, headers, body: bodyFor(world, endpoint) };
}

export function toRequest(endpoint: Endpoint, { params, body, headers }: Sound): Request {
  const isJson = body !== undefined && !(body instanceof FormData) && !(body instanceof Uint8Array);
  return new Request(new URL(pathOf(endpoint, params, undefined), baseUrl), {
    method: endpoint.method.toUpperCase(),
    headers: isJson ? { ...headers, 'content-type': 'application/json' } : headers,
    body: body === undefined ? null : isJson ? JSON.stringify(body) : (body as FormData),
  });
}

function bodyFor(world: World, endpoint: Endpoint): unknown {
  const { a1, composition } = world;
  const { skuId = '', pictureId } = a1.things;
  const bodies: Record<string, () => unknown> = {
    setClock: () => ({ now: composition.market.clock.now().toISOString() }),
    signIn: () => ({ email: world.people.shopper.email, password: 'not the right one' }),
    changeMe: () => ({ name: 'New name' }),
    previewInvitation: () => ({ token: world.invitationToken }),
    acceptInvitation: () => ({ token: world.invitationToken }),
    changeStaff: () => ({ role: 'finance' }),
    inviteStaff: () => ({ email: 'invited@example.test', role: 'clerk' }),
    editLicence: () => ({ contactEmail: 'new@example.test' }),
    decideLicence: () => ({ decision: 'verified' }),
    editStore: () => ({ texts: { en: { name: 'New name' } } }),
    editProduct: () => ({ code: 'NEW' }),
    orderPictures: () => ({ pictureIds: [pictureId] }),
    quoteCheckout: () => ({ lines: [{ skuId, quantity: 1 }] }),
    placeCheckout: () => ({ ...linesOf(skuId), email: 'guest@example.test' }),
    buyNow: () => linesOf(skuId),
    payCheckout: () => ({ payments: [{ method: 'card' }] }),
    topUpBalance: () => ({ amountMinor: 100, currency: 'CNY', method: 'card' }),
    createPolicyVersion: () => ({
      changes: [{ path: '/orders/unpaidExpiryMinutes', value: 20 }],
      reason: 'a test',
    }),
    createPolicyDraft: () => ({ name: 'Draft', reason: 'a test', from: { version: 1 } }),
    checkPolicyChanges: () => ({ base: 1, changes: [{ path: '/stores/youngStoreDays', value: 9 }] }),
    editPolicyDraft: () => ({
      name: 'Draft',
      reason: 'a test',
      base: 1,
      changes: [{ path: '/stores/youngStoreDays', value: 9 }],
    }),
    createLinks: () => ({ channel: 'group', target: { kind: 'store' }, labels: ['Group 1', 'Group 2'] }),
    createCoupon: () => ({
      names: { en: 'One off' },
      visibility: 'hidden',
      shape: { kind: 'percentOff', sharePpm: 100_000 },
      validity: { kind: 'fromClaim', days: 7 },
      total: 10,
    }),
    previewCoupon: () => ({ token: a1.things.couponToken }),
    claimCoupon: () => ({ couponId: a1.things.couponId }),
    tryAllotment: () => ({ kind: 'merit', moreMinor: 1_000 }),
    followLink: () => ({ token: a1.things.linkToken }),
    receiveWebhook: () => new TextEncoder().encode('{"id": "evt_1"}'),
    addLicenceDocument: () => form({ kind: 'other' }),
    setStoreLogo: () => form({}),
    addPicture: () => form({}),
    createImport: () => form({}, new File([world.goodsFile], 'goods.csv')),
  };
  const schema = bodySchemaOf(endpoint);
  if (endpoint.body === undefined || schema === undefined) return undefined;
  return bodies[endpoint.id]?.() ?? exampleOf(schema, (prefix) => idOf(world, prefix));
}

function form(fields: Record<string, string>, file = new File([png(201)], 'picture.png')): FormData {
  const made = new FormData();
  for (const [name, value] of Object.entries(fields)) made.set(name, value);
  made.set('file', file);
  return made;
}

/** The id in a body: of the first store's things. */
function idOf({ a1, shoppers, categoryId }: World, prefix: string): string {
  const known: Record<string, string | undefined> = {
    cat: categoryId,
    sto: a1.storeId,
    lic: a1.licenceId,
    prd: a1.things.productId,
    sku: a1.things.skuId,
    pic: a1.things.pictureId,
    cln: shoppers.lineId,
  };
  const id = known[prefix];
  if (id === undefined) throw new Error(`no example of an id that begins with ${prefix}_`);
  return id;
}

const versioned = {
  changeMe: ['person', undefined],
  changeAddress: ['address', 'person_address'],
  editLicence: ['licence', 'licence'],
  editStore: ['store', 'store'],
  editCategory: ['category', 'category'],
  editProduct: ['product', 'product'],
  editPolicyDraft: ['policyDraft', 'policy_draft'],
  proposePolicyDraft: ['policyDraft', 'policy_draft'],
  approvePolicyDraft: ['policyDraft', 'policy_draft'],
  returnPolicyDraft: ['policyDraft', 'policy_draft'],
  discardPolicyDraft: ['policyDraft', 'policy_draft'],
} as const;

/** The version that the thing has now; 1 where there is no such thing. */
async function versionOf(world: World, endpoint: Endpoint, params: Record<string, string>): Promise<number> {
  const [kind, table] = versioned[endpoint.id as keyof typeof versioned];
  if (table === undefined) return 1;
  const id = fromPublicId(kind, Object.values(params).at(-1) as string);
  const { rows } = await world.composition.handle.pool.query<{ version: number }>(
    `select version from ${table} where id = $1`,
    [id],
  );
  return rows[0]?.version ?? 1;
}

/**
 * Brings things into the state in which the endpoint can do its work. What it changes is logged like all else, and taken back with it.
 */
export async function prepare(world: World, endpoint: Endpoint): Promise<void> {
  const { a1, draft, composition } = world;
  const store = fromPublicId('store', a1.storeId);
  const licence = fromPublicId('licence', a1.licenceId);
  const importId = fromPublicId('import', a1.things.importId ?? '');
  const sql: Record<string, [string, unknown[]]> = {
    reopenStore: ["update store set state = 'closing', closing_at = now() where id = $1", [store]],
    reinstateStore: ["update store set state = 'suspended', state_reason = 'other' where id = $1", [store]],
    reinstateLicence: [
      "update licence set state = 'suspended', state_reason = 'other' where id = $1",
      [licence],
    ],
    undoImport: [
      "update catalogue_import set state = 'applied', applied_at = now(), undo_until = now() + interval '1 day' where id = $1",
      [importId],
    ],
  };
  const proposed: [string, unknown[]] = [
    "update policy_draft set state = 'proposed', proposed_by = author, proposed_by_id = author_id, proposed_at = now()",
    [],
  ];
  Object.assign(sql, {
    approvePolicyDraft: proposed,
    returnPolicyDraft: proposed,
    cancelLabRun: ["update lab_run set state = 'queued', outcome = null, ended_at = null", []],
  });
  const statement = sql[endpoint.id];
  if (statement !== undefined) await composition.handle.pool.query(...statement);
  if (endpoint.id === 'decideLicence') {
    const submit = new Request(new URL(`/v1/licences/${draft.licenceId}:submit`, baseUrl), {
      method: 'POST',
      headers: world.people.owner.as,
    });
    const answer = await world.fetch(submit);
    if (!answer.ok) throw new Error(`the draft could not be submitted: ${await answer.text()}`);
  }
}
