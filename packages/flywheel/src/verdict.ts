/**
 * Whether a policy ships: only if E* rises, the lower bound of the gain does not fall, and no guardrail breaks the limit that was
 * registered before anybody could see the outcome.
 */
import { breaksGuardrail, type Guardrail, type GuardrailName } from '@hazumi/policy';
import { fill, type Text } from '@hazumi/report';
import type { Interval } from './interval.ts';

/** The limits, written down before the trial; the new policy's own limits do not count for itself. */
export interface Registration {
  readonly registeredAt: Date;
  readonly guardrails: readonly Guardrail[];
}

export interface PolicyTrial {
  readonly startedAt: Date;
  /** Difference of E* with the policy less without, with its interval. */
  readonly weightDifference: Interval;
  /** Intervals of the platform's gain. */
  readonly gainBefore: Interval;
  readonly gainAfter: Interval;
  readonly measures: Readonly<Partial<Record<GuardrailName, number>>>;
}

export interface Verdict {
  /** `undecided`: nothing speaks against it, but something could not be shown or was not measured. It does not ship. */
  readonly verdict: 'ships' | 'refused' | 'undecided';
  readonly reasons: readonly Text[];
}

const TEXTS = {
  late: {
    'zh-CN': '护栏界限未在试验开始之前登记。',
    ja: 'ガードレールの限度が試行の開始前に登録されていません。',
    en: 'The limits of the guardrails were not registered before the trial began.',
  },
  falls: {
    'zh-CN': '有效店铺的加权数 E* 下降。',
    ja: '有効店舗の加重数 E* が下がりました。',
    en: 'E*, the weight of effective stores, falls.',
  },
  unclear: {
    'zh-CN': '无法确定有效店铺的加权数 E* 是否上升：区间包含 0。',
    ja: '有効店舗の加重数 E* が上がったとは言えません。区間が 0 を含みます。',
    en: 'It is not certain that E*, the weight of effective stores, rises: the interval includes 0.',
  },
  gainFalls: {
    'zh-CN': '增益的下限从 {before} 降到 {after}。',
    ja: '利得の下限が {before} から {after} に下がりました。',
    en: 'The lower bound of the gain falls from {before} to {after}.',
  },
  gainUnknown: {
    'zh-CN': '增益的下限未知。',
    ja: '利得の下限がわかりません。',
    en: 'The lower bound of the gain is not known.',
  },
  broken: {
    'zh-CN': '护栏 {name} 超出界限 {limit}：实测 {measure}。',
    ja: 'ガードレール {name} が限度 {limit} を外れました（実測 {measure}）。',
    en: 'The guardrail {name} breaks its limit of {limit}: {measure} was measured.',
  },
  notMeasured: {
    'zh-CN': '护栏 {name} 没有测量值。',
    ja: 'ガードレール {name} が測定されていません。',
    en: 'The guardrail {name} was not measured.',
  },
} as const satisfies Record<string, Text>;

/** Judges a trial. `reasons` is empty exactly when the policy ships. */
export function judgePolicy(registration: Registration, trial: PolicyTrial): Verdict {
  const against: Text[] = [];
  const open: Text[] = [];
  if (!(registration.registeredAt < trial.startedAt)) against.push(TEXTS.late);

  const { low, high } = trial.weightDifference;
  if (high < 0) against.push(TEXTS.falls);
  else if (!(low > 0)) open.push(TEXTS.unclear);

  const [before, after] = [trial.gainBefore.low, trial.gainAfter.low];
  // An unbounded interval does not say that the gain fell; it says nothing.
  if (!Number.isFinite(before) || !Number.isFinite(after)) open.push(TEXTS.gainUnknown);
  else if (after < before)
    against.push(fill(TEXTS.gainFalls, { before: before.toFixed(3), after: after.toFixed(3) }));

  for (const guardrail of registration.guardrails) {
    const { name, limit } = guardrail;
    const measure = trial.measures[name];
    if (measure === undefined || Number.isNaN(measure)) open.push(fill(TEXTS.notMeasured, { name }));
    else if (breaksGuardrail(measure, guardrail))
      against.push(fill(TEXTS.broken, { name, limit: String(limit), measure: measure.toPrecision(4) }));
  }
  const verdict = against.length > 0 ? 'refused' : open.length > 0 ? 'undecided' : 'ships';
  return { verdict, reasons: [...against, ...open] };
}
