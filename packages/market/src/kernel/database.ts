import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import type { AllotmentTables } from '../allotment/allotment.tables.ts';
import type { CatalogueTables } from '../catalogue/catalogue.tables.ts';
import type { CouponTables } from '../coupons/coupons.tables.ts';
import type { ExperimentTables } from '../experiments/experiments.tables.ts';
import type { FraudTables } from '../fraud/fraud.tables.ts';
import type { IncentiveTables } from '../incentive/incentive.tables.ts';
import type { LabTables } from '../lab/lab.tables.ts';
import type { LedgerTables } from '../ledger/ledger.tables.ts';
import type { LicenceTables } from '../licences/licences.tables.ts';
import type { LinkTables } from '../links/links.tables.ts';
import type { MeasureTables } from '../measures/measures.tables.ts';
import type { OrderTables } from '../orders/orders.tables.ts';
import type { PaymentTables } from '../payments/payments.tables.ts';
import type { PeopleTables } from '../people/people.tables.ts';
import type { PolicyTables } from '../policy/policy.tables.ts';
import type { PrincipalTables } from '../principals/principals.tables.ts';
import type { StoreTables } from '../stores/stores.tables.ts';
import type { TouchTables } from '../touches/touches.tables.ts';
import type { KernelTables } from './kernel.tables.ts';

/** Every table of the market; each area declares its own beside its repository. */
export interface Tables
  extends KernelTables,
    PolicyTables,
    LabTables,
    PeopleTables,
    LicenceTables,
    StoreTables,
    CatalogueTables,
    OrderTables,
    PaymentTables,
    LedgerTables,
    LinkTables,
    MeasureTables,
    CouponTables,
    PrincipalTables,
    FraudTables,
    IncentiveTables,
    ExperimentTables,
    TouchTables,
    AllotmentTables {}

export type Db = Kysely<Tables>;
export type Tx = Transaction<Tables>;

// bigint columns are money and counts: exact. numeric is used for sums only, which are whole numbers.
const parsers = new Map<number, (text: string) => unknown>([
  [pg.types.builtins.INT8, BigInt],
  [pg.types.builtins.NUMERIC, (text) => (text.includes('.') ? Number(text) : BigInt(text))],
]);
/** How columns become values; every connection of the market reads alike. */
export const databaseTypes = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && parsers.get(oid)) || pg.types.getTypeParser(oid, format as 'text'),
} as pg.CustomTypesConfig;

export interface DatabaseHandle {
  db: Db;
  pool: pg.Pool;
  close(): Promise<void>;
}

/**
 * Opens a pool. `onIdleError` hears of connections that broke while idle (PostgreSQL was stopped): the pool replaces them, so it
 * is news, not a failure.
 */
export function openDatabase(
  url: string,
  options: { connections?: number; onIdleError?: (error: Error) => void } = {},
): DatabaseHandle {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.connections ?? 10,
    types: databaseTypes,
    connectionTimeoutMillis: 10_000,
    // A statement that waits longer than this waits for a lock that nobody will give.
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 60_000,
  });
  pool.on('error', (error) => options.onIdleError?.(error));
  // While a connection is lent out the pool does not listen to it. One that breaks between two queries of a transaction would end the
  // process; the next query on it fails anyhow, and says so to whoever needs to know.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return { db, pool, close: () => db.destroy() };
}

const retryable = new Set(['40001', '40P01']);

/**
 * Runs `work` in one transaction. A deadlock or a serialization failure undoes everything and is tried again, so `work` must not
 * have effects outside the transaction.
 */
export async function inTransaction<T>(db: Db, work: (tx: Tx) => Promise<T>, attempts = 5): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.transaction().execute(work);
    } catch (error) {
      const code = (error as { code?: string }).code;
      if (attempt >= attempts || code === undefined || !retryable.has(code)) throw error;
    }
  }
}

/** Whether this is PostgreSQL's refusal of a second row under the named unique constraint or index. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  const fault = error as { code?: string; constraint?: string };
  return fault?.code === '23505' && (constraint === undefined || fault.constraint === constraint);
}
