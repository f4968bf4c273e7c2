/** Compares what the market has in the end with what it acknowledged, and with what its payment provider has. */
import { fromPublicId } from '@hazumi/contracts';
import { auditMarket, type DatabaseHandle, openDatabase, trialBalance } from '@hazumi/market';
import type { Acknowledged } from './acknowledged.ts';
import { insist } from './patience.ts';
import type { Json, Place } from './place.ts';

export interface Verdict {
  /** checkouts, shipments and refunds that were answered as done */
  acknowledged: number;
  /** of these, the ones that are not there */
  lost: number;
  /** checkouts that nobody knows of, and payments that the provider has twice */
  doubled: number;
  faults: string[];
  /** debits less credits of the whole ledger, over all currencies */
  trialBalance: number;
}

export async function judge(place: Place, acknowledged: Acknowledged): Promise<Verdict> {
  const handle = openDatabase(place.databaseUrl, { connections: 2 });
  try {
    const lost = await findLost(handle, acknowledged);
    const { rows } = await handle.pool.query<{ id: string }>('select id::text from checkout');
    const known = new Set([...acknowledged.checkouts.keys()].map((id) => fromPublicId('checkout', id)));
    const doubled = rows.filter(({ id }) => !known.has(id)).map(({ id }) => `checkout ${id} is nobody's`);
    const provider = await compareWithProvider(handle, place);
    const accounts = await trialBalance(handle.db);
    const difference = accounts.reduce(
      (sum, { debitMinor, creditMinor }) => sum + debitMinor - creditMinor,
      0n,
    );
    return {
      acknowledged:
        acknowledged.checkouts.size + acknowledged.shipments.size + acknowledged.refundedMinor.size,
      lost: lost.length,
      doubled: doubled.length + provider.doubled.length,
      faults: [
        ...place.faults,
        ...acknowledged.faults,
        ...lost,
        ...doubled,
        ...provider.doubled,
        ...provider.different,
        ...(await auditMarket(handle.db)),
      ],
      trialBalance: Number(difference),
    };
  } finally {
    await handle.close();
  }
}

async function findLost(
  { pool }: DatabaseHandle,
  { checkouts, shipments, refundedMinor, ended }: Acknowledged,
): Promise<string[]> {
  const lost: string[] = [];
  const states = new Map(
    (await pool.query<{ id: string; state: string }>('select id::text, state from checkout')).rows.map(
      (row) => [row.id, row.state],
    ),
  );
  for (const [id, { isPaid }] of checkouts) {
    const state = states.get(fromPublicId('checkout', id) as string);
    if (state === undefined || (isPaid && state !== 'paid')) {
      lost.push(
        `checkout ${id} was answered as ${isPaid ? 'paid' : 'placed'} and is ${state ?? 'not there'}`,
      );
    }
  }
  const orders = new Map(
    (
      await pool.query<{ id: string; state: string; back: bigint }>(
        'select id::text, state, refunded_minor as back from orders',
      )
    ).rows.map((row) => [row.id, row]),
  );
  for (const [id, minor] of refundedMinor) {
    const order = orders.get(fromPublicId('order', id) as string);
    if (order === undefined || order.back < BigInt(minor))
      lost.push(`of order ${id}, ${minor} were answered as given back`);
  }
  for (const [id, state] of ended) {
    const order = orders.get(fromPublicId('order', id) as string);
    if (order?.state !== state)
      lost.push(`order ${id} was answered as ${state} and is ${order?.state ?? 'not there'}`);
  }
  const sent = new Set(
    (await pool.query<{ id: string }>('select id::text from shipment')).rows.map((row) => row.id),
  );
  for (const id of shipments)
    if (!sent.has(fromPublicId('shipment', id) as string)) lost.push(`shipment ${id} is not there`);
  return lost;
}

/** Each of our payments is there at most once, captured and refunded to the amounts that our books say. */
async function compareWithProvider(
  { pool }: DatabaseHandle,
  place: Place,
): Promise<{ doubled: string[]; different: string[] }> {
  const { rows } = await pool.query<{ id: string; captured: bigint | null; refunded: bigint }>(
    `select p.id::text, p.captured_minor as captured, coalesce((
       select sum(r.amount_minor) from refund r where r.payment_id = p.id and r.state = 'succeeded')::bigint, 0) as refunded
     from payment p where p.provider <> 'balance'`,
  );
  const [doubled, different]: [string[], string[]] = [[], []];
  for (const { id, captured, refunded } of rows) {
    const answer = await insist(() => place.callSandbox('GET', `/api/payments?reference=${id}`));
    const [theirs, ...more] = answer.body.data as Json[];
    if (more.length > 0) doubled.push(`the provider has payment ${id} ${more.length + 1} times`);
    const theirCaptured = Number(theirs?.capturedAmountMinor ?? 0);
    const theirRefunded = Number(theirs?.refundedAmountMinor ?? 0);
    if (theirCaptured !== Number(captured ?? 0) || theirRefunded !== Number(refunded)) {
      different.push(
        `payment ${id}: the provider took ${theirCaptured} and gave back ${theirRefunded}, our books say ${captured ?? 0} and ${refunded} (${theirs?.status})`,
      );
    }
  }
  return { doubled, different };
}
