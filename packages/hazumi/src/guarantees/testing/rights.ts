/**
 * Who may do what, written down a second time: from the contract's words (`access`, `permission`, `scope`), and not from the code that
 * decides it.
 */
import type { Endpoint, Permission, ProblemCode } from '@hazumi/contracts';
import type { Credential } from './people.ts';
import { idIn, isAboutDraft, missing, parametersOf } from './requests.ts';
import type { Shop, Things } from './things.ts';
import type { World } from './world.ts';

type Licence = 'A' | 'B';
type Role = 'owner' | 'manager' | 'clerk' | 'finance';

export interface Actor {
  name: string;
  as: Credential;
  /** whose things are theirs; undefined: nobody's */
  person?: string;
  /** what they are in which licence, perhaps only in its first store */
  staff?: { of: Licence; role: Role; onlyFirstStore?: true };
  operator?: 'operator' | 'auditor';
  /** of an API key */
  scopes?: readonly string[];
}

const everythingButLicenceAndKeys: readonly Permission[] = [
  'licence.read',
  'staff.manage',
  'store.open',
  'store.read',
  'store.edit',
  'store.close',
  'links.edit',
  'catalogue.read',
  'catalogue.edit',
  'orders.read',
  'orders.handle',
  'money.read',
  'money.refund',
];
const permissions: Record<Role, readonly Permission[]> = {
  owner: [...everythingButLicenceAndKeys, 'licence.manage', 'keys.manage'],
  manager: everythingButLicenceAndKeys,
  clerk: [
    'licence.read',
    'store.read',
    'links.edit',
    'catalogue.read',
    'catalogue.edit',
    'orders.read',
    'orders.handle',
  ],
  finance: ['licence.read', 'store.read', 'catalogue.read', 'orders.read', 'money.read', 'money.refund'],
};

export function actorsOf({ people, guest, otherGuest, keys }: World): Actor[] {
  const staff = (role: Role): Actor => ({
    name: `${role} of A`,
    as: people[role].as,
    person: role,
    staff: { of: 'A', role },
  });
  return [
    { name: 'nobody', as: {} },
    { name: 'guest', as: guest, person: 'guest' },
    { name: 'another guest', as: otherGuest, person: 'otherGuest' },
    { name: 'shopper', as: people.shopper.as, person: 'shopper' },
    { name: 'another shopper', as: people.otherShopper.as, person: 'otherShopper' },
    staff('owner'),
    staff('manager'),
    staff('clerk'),
    staff('finance'),
    {
      name: 'clerk of one store of A',
      as: people.storeClerk.as,
      person: 'storeClerk',
      staff: { of: 'A', role: 'clerk', onlyFirstStore: true },
    },
    { name: 'owner of B', as: people.ownerOfB.as, person: 'ownerOfB', staff: { of: 'B', role: 'owner' } },
    { name: 'creator', as: people.creator.as, person: 'creator' },
    { name: 'operator', as: people.operator.as, person: 'operator', operator: 'operator' },
    { name: 'auditor', as: people.auditor.as, person: 'auditor', operator: 'auditor' },
    { name: 'operator without a second factor', as: people.plainOperator.as, person: 'plainOperator' },
    {
      name: 'key of the owner of A',
      as: keys.owner,
      person: 'owner',
      staff: { of: 'A', role: 'owner' },
      scopes: ['cart', 'checkout', 'catalogue', 'stores', 'orders', 'money', 'licences'],
    },
    {
      name: 'key of the owner of A for carts',
      as: keys.narrow,
      person: 'owner',
      staff: { of: 'A', role: 'owner' },
      scopes: ['cart'],
    },
    { name: 'key of the shopper', as: keys.shopper, person: 'shopper', scopes: ['cart', 'checkout'] },
    {
      name: 'key of the operator',
      as: keys.operator,
      person: 'operator',
      operator: 'operator',
      scopes: ['operator'],
    },
  ];
}

/** What a request is about, and whose that is. */
export interface Target {
  name: string;
  params: Record<string, string>;
  /** the licence that the path begins in; undefined: there is none such */
  licence?: Licence;
  /** whether the path leads to a thing at all */
  exists: boolean;
  /** the person whose own it is */
  owner?: string;
}

/** The things that a request to this endpoint is tried with: one's own, others', mixed ones, and some that nobody has. */
export function targetsOf(world: World, endpoint: Endpoint): Target[] {
  const names = parametersOf(endpoint);
  if (names.length === 0) return [{ name: 'nothing in particular', params: {}, exists: true }];
  const { a1, a2, b1, draft, shoppers, guests, categoryId, clerksMembership } = world;
  const more = (shop: Shop): Things => ({
    ...shop.things,
    slug: shop.slug,
    categoryId,
    number: '1',
    provider: 'sandbox',
  });
  const [first, second, rival] = [more(a1), more(a2), more(b1)];
  const own = isAboutDraft(endpoint) ? { ...first, ...draft } : first;
  /** Parameters in the order of the path, each taken from the things at its place; the last ones serve for the rest. */
  const path = (...from: (Things | 'missing')[]): Record<string, string> =>
    Object.fromEntries(
      names.map((name, at) => {
        const things = from[Math.min(at, from.length - 1)] ?? 'missing';
        const value = things === 'missing' ? undefined : idIn(endpoint, name, things);
        return [name, value ?? missing(name, idIn(endpoint, name, own) ?? '')];
      }),
    );
  if (endpoint.access === 'person' || endpoint.access === 'shopper') {
    const name = names[0] as string;
    const mine: Things = endpoint.id === 'leaveStaff' ? { membershipId: clerksMembership } : shoppers;
    const value = idIn(endpoint, name, mine) as string;
    const ofGuest = idIn(endpoint, name, guests);
    return [
      {
        name: 'a thing of one person',
        params: { [name]: value },
        exists: true,
        owner: endpoint.id === 'leaveStaff' ? 'clerk' : 'shopper',
      },
      ...(ofGuest === undefined
        ? []
        : [{ name: 'a thing of a guest', params: { [name]: ofGuest }, exists: true, owner: 'guest' }]),
      { name: 'no such thing', params: { [name]: missing(name, value) }, exists: false },
    ];
  }
  const targets: Target[] = [
    { name: 'things of A', params: path(own), licence: 'A', exists: true },
    { name: 'no such things', params: path('missing'), exists: false },
  ];
  if (endpoint.access !== 'licence') return targets;
  targets.push({ name: 'things of B', params: path(rival), licence: 'B', exists: true });
  if (names.length === 1) return targets;
  const sibling = names[0] === 'storeId' ? second : isAboutDraft(endpoint) ? first : draft;
  const inA = (name: string, params: Record<string, string>) =>
    targets.push({ name, params, licence: 'A', exists: false });
  inA('a thing of B under A', path(own, rival));
  inA('a thing of the next under A', path(own, sibling));
  inA('no such thing under A', path(own, 'missing'));
  if (names.length > 2) {
    inA('a part of a thing of B under A', path(own, own, rival));
    inA('no such part of a thing of A', path(own, own, 'missing'));
  }
  return targets;
}

export type Verdict = 'may' | Extract<ProblemCode, 'unauthenticated' | 'forbidden' | 'not_found'>;

/** What the contract says of this actor, this endpoint and this thing. */
export function verdictOf(endpoint: Endpoint, actor: Actor, target: Target): Verdict {
  // A key is for what its scopes name, and for what is everybody's; an endpoint that names no scope is not for keys.
  const isEverybodys = endpoint.access === 'public' && endpoint.scope === undefined;
  if (actor.scopes !== undefined && !isEverybodys && !actor.scopes.includes(endpoint.scope ?? ''))
    return 'forbidden';
  const isPerson = actor.person !== undefined && !/guest/i.test(actor.person);
  switch (endpoint.access) {
    case 'public':
      return target.exists ? 'may' : 'not_found';
    case 'provider':
      // Who a provider is, its signature says: nobody here has one.
      return target.exists ? 'unauthenticated' : 'not_found';
    case 'shopper':
    case 'person':
      if (actor.person === undefined || (endpoint.access === 'person' && !isPerson)) return 'unauthenticated';
      if (!target.exists) return 'not_found';
      return target.owner === undefined || target.owner === actor.person ? 'may' : 'not_found';
    case 'operator':
      if (!isPerson) return 'unauthenticated';
      if (actor.operator === undefined) return 'not_found';
      if (actor.operator === 'auditor' && endpoint.method !== 'get') return 'forbidden';
      return target.exists ? 'may' : 'not_found';
    case 'licence': {
      if (!isPerson) return 'unauthenticated';
      const { staff } = actor;
      if (staff === undefined || staff.of !== target.licence) return 'not_found';
      if (staff.onlyFirstStore && !('storeId' in target.params) && endpoint.storeStaff !== true)
        return 'not_found';
      if (!permissions[staff.role].includes(endpoint.permission as Permission)) return 'forbidden';
      return target.exists ? 'may' : 'not_found';
    }
  }
}
