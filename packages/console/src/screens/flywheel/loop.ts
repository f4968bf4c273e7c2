import type { endpoints } from '@hazumi/contracts';
import type { ValueOf } from '../../api/read.ts';

export type Estimate = NonNullable<ValueOf<typeof endpoints.getFlywheel>['latest']>;
type Result = NonNullable<Estimate['result']>;
export type Measured = Result['links'][number];

/** The six nodes, clockwise from the top. */
export const nodes = [
  'effectiveStores',
  'privateSales',
  'exposure',
  'visitors',
  'investment',
  'externalVisits',
] as const;
export type NodeName = (typeof nodes)[number];

/** How sure a link's elasticity is: measured without and with 0 in its interval, or only assumed. */
export type Kind = 'clear' | 'unclear' | 'assumed';

export interface WheelLink {
  from: NodeName;
  to: NodeName;
  kind: Kind;
  elasticity: number;
  measured: Measured | null;
  source: 'market' | 'twin' | 'definition';
}

/**
 * What is assumed of a link that the market's records cannot tell: the elasticity that the digital twin has under its default
 * parameters (docs/loop.md, the twin's rows of the table of gates). Visitors are no variable of their own: by definition a view is
 * worth the visits that its position brings, and the measured link from exposure to investment leads through them.
 */
const ring: readonly {
  from: NodeName;
  to: NodeName;
  name: Measured['name'] | null;
  assumed: number;
}[] = [
  { from: 'effectiveStores', to: 'privateSales', name: 'effectiveToPrivate', assumed: 0.265 },
  { from: 'privateSales', to: 'exposure', name: 'privateToExposure', assumed: 0.012 },
  { from: 'exposure', to: 'visitors', name: null, assumed: 1 },
  { from: 'visitors', to: 'investment', name: 'exposureToInvestment', assumed: 0.106 },
  { from: 'investment', to: 'externalVisits', name: 'investmentToExternal', assumed: 0.6 },
  { from: 'externalVisits', to: 'effectiveStores', name: 'externalToEffective', assumed: 0.019 },
];

/** The links of the ring as far as this result knows them; assumptions for the others, and for all without a result. */
export function linksOf(result: Result | null): WheelLink[] {
  return ring.map(({ from, to, name, assumed }) => {
    const measured = result?.links.find((link) => link.name === name) ?? null;
    if (measured === null)
      return {
        from,
        to,
        kind: 'assumed',
        elasticity: assumed,
        measured,
        source: name === null ? 'definition' : 'twin',
      };
    return {
      from,
      to,
      kind: holdsZero(measured) ? 'unclear' : 'clear',
      elasticity: measured.elasticity,
      measured,
      source: 'market',
    };
  });
}

/** An end that is missing lies beyond everything. */
export function holdsZero({ low, high }: { low: number | null; high: number | null }): boolean {
  return (low ?? Number.NEGATIVE_INFINITY) <= 0 && (high ?? Number.POSITIVE_INFINITY) >= 0;
}

/** Loops that hold the wheel back, from theory alone: their size is open. */
export const balances = [
  { name: 'supply', from: 'effectiveStores', to: 'exposure' },
  { name: 'overload', from: 'privateSales', to: 'effectiveStores' },
  { name: 'returns', from: 'externalVisits', to: 'investment' },
] as const satisfies readonly { name: string; from: NodeName; to: NodeName }[];
