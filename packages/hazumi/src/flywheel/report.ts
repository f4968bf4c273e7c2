/** What a run showed, as text for a terminal and as one line of JSON. */
import type { loopPanel } from '@hazumi/market';
import { LINKS, type Link } from '@hazumi/twin';
import type { measureLoop } from '../measures/measure-loop.ts';
import type { DayTotals } from './days.ts';
import type { FlywheelOptions } from './options.ts';
import type { NorthStarDay } from './records.ts';
import type { Truth } from './truth.ts';

type Measurement = ReturnType<typeof measureLoop>;
type Variable = Awaited<ReturnType<typeof loopPanel>>['variables'][number];

export interface Measured {
  merchants: number;
  weeks: number;
  /** of the intervals */
  level: number;
  variables: Pick<Variable, 'name' | 'isNudged' | 'isRecorded'>[];
  links: Measurement['links'];
  gain: Measurement['merchant'];
}

export interface Story {
  options: FlywheelOptions;
  days: readonly DayTotals[];
  northStar: readonly NorthStarDay[];
  ordersByClass: Record<string, number>;
  /** by the market's ledger of impressions; the days say what the shoppers' pages showed */
  exposureCounted: number;
  /** what the market said no to, by its code */
  refusals: Record<string, number>;
  measured: Measured;
  truth: Truth;
}

export function storyText(story: Story): string {
  return [trade(story), '', ...loop(story), '', ...untold(story)].join('\n');
}

/** Whether the market counted what its pages showed, to a rounding of the sums. */
export const isExposureCounted = ({ days, exposureCounted }: Story): boolean =>
  Math.abs(exposureCounted - sumOf(days, 'exposure')) <= 1e-6 * Math.max(1, exposureCounted);

function trade(story: Story): string {
  const { days, options, northStar, ordersByClass, refusals } = story;
  const first = northStar[0];
  const last = northStar.at(-1);
  const orders = Object.entries(ordersByClass)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ');
  const no = Object.entries(refusals).map(([code, count]) => `${code} ${count}`);
  return [
    `${days.length} days, seed ${options.seed}: ${options.stores} merchants and prospects, ${options.shoppers} shoppers.`,
    `Opened ${sumOf(days, 'opened')} more stores, closed ${sumOf(days, 'closed')}. Orders by what they were frozen as: ${orders}.`,
    `Pages ${sumOf(days, 'pages')}, clicks ${sumOf(days, 'clicks')}, visits from outside ${sumOf(days, 'visits')}, tools ${sumOf(days, 'tools')}.`,
    first === undefined || last === undefined
      ? 'No day was judged.'
      : `Effective stores: ${first.effective} of ${first.opened} on ${first.day}, ${last.effective} of ${last.opened} on ${last.day}; E* ${fixed(first.weight, 1)} and ${fixed(last.weight, 1)}.`,
    `Exposure: pages showed ${fixed(sumOf(days, 'exposure'), 0)}, the market counted ${fixed(story.exposureCounted, 0)}${isExposureCounted(story) ? '' : ' (they differ)'}.`,
    `Refused: ${no.length === 0 ? 'nothing' : no.join(', ')}.`,
  ].join('\n');
}

function loop({ measured, truth }: Story): string[] {
  const percent = Math.round(measured.level * 100);
  const rows = LINKS.map((name) => {
    const link = measured.links.find((one) => one.name === name);
    return row([
      name,
      link === undefined ? 'not measurable' : fixed(link.elasticity),
      link === undefined ? '' : interval(link),
      link === undefined ? '' : fixed(link.firstStageF, 1),
      fixed(truth.elasticities[name]),
      link === undefined ? '' : holds(link, truth.elasticities[name]) ? 'yes' : 'no',
    ]);
  });
  const { gain } = measured;
  return [
    `The loop by the market's own records: ${measured.merchants} merchants x ${measured.weeks} weeks.`,
    row(['link', 'elasticity', `${percent} % interval`, 'F', 'twin', 'holds it']),
    ...rows,
    row([
      'gain (merchant)',
      gain === null ? 'unknown' : fixed(gain.gain),
      gain === null ? '' : interval(gain),
      '',
      truth.gain.toPrecision(2),
      gain === null ? '' : holds(gain, truth.gain) ? 'yes' : 'no',
    ]),
  ];
}

/** What the data can't tell, each with its reason. */
function untold({ measured }: Story): string[] {
  const found: string[] = [];
  for (const name of LINKS) {
    const link = measured.links.find((one) => one.name === name);
    if (link === undefined) found.push(`${name}: ${reasonAgainst(measured, name)}`);
    else if (link.isWeak)
      found.push(
        `${name}: the nudge is weak (F ${fixed(link.firstStageF, 1)}); the interval is what Anderson and Rubin's test does not refuse.`,
      );
    else if ((link.low ?? -1) <= 0 && (link.high ?? 1) >= 0)
      found.push(`${name}: the interval holds 0, so not even its sign is known.`);
  }
  if (measured.gain === null) found.push('gain: a product of all links, and one of them is unknown.');
  else found.push(`gain: ${measured.gain.reading.en}`);
  return ['What the data cannot tell:', ...found.map((line) => `  ${line}`)];
}

function reasonAgainst({ variables, merchants, weeks }: Measured, name: Link): string {
  const at = LINKS.indexOf(name);
  const cause = variables[at];
  const effect = variables[(at + 1) % LINKS.length];
  if (cause?.isNudged !== true) return `nothing nudged ${cause?.name ?? 'its cause'} in these weeks.`;
  if (!cause.isRecorded) return `the market recorded nothing of ${cause.name}.`;
  if (effect?.isRecorded !== true) return `the market recorded nothing of ${effect?.name ?? 'its effect'}.`;
  return `${merchants} merchants in ${weeks} weeks are too few to tell anything.`;
}

export function storyJson(story: Story): string {
  const { options, days, ordersByClass, measured, truth, northStar } = story;
  return JSON.stringify({
    days: days.length,
    seed: options.seed,
    stores: options.stores,
    orders: Object.values(ordersByClass).reduce((sum, count) => sum + count, 0),
    ordersByClass,
    effective: northStar.at(-1)?.effective ?? 0,
    merchants: measured.merchants,
    weeks: measured.weeks,
    exposureIsCounted: isExposureCounted(story),
    links: Object.fromEntries(
      LINKS.map((name) => {
        const link = measured.links.find((one) => one.name === name);
        return [
          name,
          {
            elasticity: link?.elasticity ?? null,
            low: link?.low ?? null,
            high: link?.high ?? null,
            firstStageF: link?.firstStageF ?? null,
            twin: truth.elasticities[name],
          },
        ];
      }),
    ),
    gain: measured.gain?.gain ?? null,
    low: measured.gain?.low ?? null,
    high: measured.gain?.high ?? null,
    twinGain: truth.gain,
  });
}

export function sumOf(days: readonly DayTotals[], what: keyof DayTotals): number {
  return days.reduce((sum, day) => sum + day[what], 0);
}

interface Ends {
  readonly low: number | null;
  readonly high: number | null;
}

/** An end that is null is none: the interval goes on for ever. */
const holds = ({ low, high }: Ends, truth: number): boolean =>
  (low ?? Number.NEGATIVE_INFINITY) <= truth && truth <= (high ?? Number.POSITIVE_INFINITY);

const interval = ({ low, high }: Ends): string =>
  `${low === null ? 'no end' : fixed(low)} to ${high === null ? 'no end' : fixed(high)}`;

function fixed(value: number, digits = 3): string {
  return value.toFixed(digits);
}

const widths = [24, 16, 22, 10, 10, 10];
const row = (cells: readonly string[]): string =>
  cells
    .map((cell, at) => cell.padEnd(widths[at] ?? 10))
    .join('')
    .trimEnd();
