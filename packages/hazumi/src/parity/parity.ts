/** The same law on both sides: every decision of a live day, made again by the twin's way through the rules. */
import { digest, loadVersion, type PolicyDocument } from '@hazumi/policy';
import { decideAsTwin } from '@hazumi/twin';
import { allotmentOf } from './allotment.ts';
import { type Day, type DecisionRecord, type Pool, recordDay } from './records.ts';

export interface Replayed {
  kind: string;
  id: string;
  policyVersion: number;
  inputs: unknown;
  /** digests of the two decisions' canonical JSON */
  market: string;
  twin: string;
  /** the decisions themselves, where they differ */
  difference: { market: unknown; twin: unknown } | null;
}

export interface Parity {
  replayed: Replayed[];
  leftOut: Map<string, number>;
}

/** All versions of the policy by their number. Throws where one cannot be read. */
export async function policyVersions(pool: Pool): Promise<(number: number) => PolicyDocument> {
  const { rows } = await pool.query(
    `select number, document, digest, author, reason, created_at as "createdAt", starts_at as "startsAt" from policy_version`,
  );
  const documents = new Map<number, PolicyDocument>();
  for (const row of rows) {
    const loaded = loadVersion(row);
    if (!loaded.ok) throw new Error(`version ${row.number} of the policy cannot be read`);
    documents.set(row.number, loaded.version.document);
  }
  return (number) => {
    const document = documents.get(number);
    if (document === undefined) throw new Error(`there is no version ${number} of the policy`);
    return document;
  };
}

/**
 * Records these days and replays them.
 *
 * @param changed what the twin's policy is in place of the market's: a test that a changed rule shows
 */
export async function replayDays(
  pool: Pool,
  days: readonly Day[],
  changed: (document: PolicyDocument) => PolicyDocument = (document) => document,
): Promise<Parity> {
  const documentOf = await policyVersions(pool);
  const policyOf = (number: number): PolicyDocument => changed(documentOf(number));
  const replayed: Replayed[] = [];
  const leftOut = new Map<string, number>();
  for (const day of days) {
    const recorded = await recordDay(pool, day);
    for (const [reason, count] of recorded.leftOut) leftOut.set(reason, (leftOut.get(reason) ?? 0) + count);
    for (const record of recorded.records) replayed.push(replay(record, policyOf));
    for (const { market, twin, ...about } of await allotmentOf(pool, day, documentOf, policyOf)) {
      replayed.push(compared(about, market, twin));
    }
  }
  return { replayed, leftOut };
}

function replay(record: DecisionRecord, policyOf: (number: number) => PolicyDocument): Replayed {
  const { kind, id, policyVersion, inputs, decision } = record;
  return compared(
    { kind, id, policyVersion, inputs },
    decision,
    decideAsTwin(kind, inputs, policyOf(policyVersion)),
  );
}

function compared(
  about: Pick<Replayed, 'kind' | 'id' | 'policyVersion' | 'inputs'>,
  market: unknown,
  twin: unknown,
): Replayed {
  const [ofMarket, ofTwin] = [digest(market), digest(twin)];
  return {
    ...about,
    market: ofMarket,
    twin: ofTwin,
    difference: ofMarket === ofTwin ? null : { market, twin },
  };
}

/** What the command prints, its last line of JSON included. */
export function parityReport({ replayed, leftOut }: Parity, days: readonly Day[]): string {
  const byKind = [...Map.groupBy(replayed, ({ kind }) => kind)].sort(([a], [b]) => (a < b ? -1 : 1));
  const table = [
    ['decision', 'made', 'equal', 'versions'],
    ...byKind.map(([kind, all]) => [
      kind,
      String(all.length),
      String(all.filter(({ difference }) => difference === null).length),
      [...new Set(all.map(({ policyVersion }) => policyVersion))].sort((a, b) => a - b).join(', '),
    ]),
  ];
  const widths = table[0]?.map((_, at) => Math.max(...table.map((row) => row[at]?.length ?? 0))) ?? [];
  const lines = table.map((row) =>
    row
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  '),
  );
  const differing = replayed.filter(({ difference }) => difference !== null);
  const examples = differing
    .slice(0, 5)
    .map(
      ({ kind, id, difference }) =>
        `Differs: ${kind} ${id}: market ${JSON.stringify(difference?.market)}, twin ${JSON.stringify(difference?.twin)}`,
    );
  const names = days.map(({ name }) => name);
  const span = names.length < 2 ? names.join() : `${names[0]} to ${names.at(-1)}`;
  return [
    `Decisions of ${span || 'no day'}, by the market and by the twin:`,
    ...lines,
    ...[...leftOut].map(([reason, count]) => `Left out: ${count}, because ${reason}.`),
    ...examples,
    JSON.stringify({ decisions: replayed.length, equal: replayed.length - differing.length }),
  ].join('\n');
}

/** Whether there was something to compare, and all of it was equal. */
export const isEqual = ({ replayed }: Parity): boolean =>
  replayed.length > 0 && replayed.every(({ difference }) => difference === null);
