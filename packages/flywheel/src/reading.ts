/** What an interval of the gain means, in words that do not claim more than it holds. */
import { fill, type Text } from '@hazumi/report';
import type { Interval } from './interval.ts';

const TEXTS = {
  selfFeeding: {
    'zh-CN': '飞轮会自行加速：增益在 {low} 到 {high} 之间，整个区间都大于 1。',
    ja: 'ループは自力で加速します。利得は {low} から {high} で、区間全体が 1 を上回ります。',
    en: 'The loop feeds itself: its gain lies between {low} and {high}, all of it above 1.',
  },
  amplifies: {
    'zh-CN':
      '飞轮放大推动力，但不会自行加速：增益在 {low} 到 {high} 之间，持续的推动最终变为 {least} 到 {most} 倍。',
    ja: 'ループは押す力を増幅しますが、自力では加速しません。利得は {low} から {high} で、続けて押す力は最終的に {least} から {most} 倍になります。',
    en: 'The loop amplifies a push but does not feed itself: its gain lies between {low} and {high}, so a lasting push ends {least} to {most} times as large.',
  },
  undecidedAboutOne: {
    'zh-CN': '数据不足以判断飞轮能否自行加速：增益在 {low} 到 {high} 之间，区间包含 1。',
    ja: 'ループが自力で加速するかどうか、このデータでは判断できません。利得は {low} から {high} で、区間が 1 を含みます。',
    en: 'The data cannot tell whether the loop feeds itself: its gain lies between {low} and {high}, which includes 1.',
  },
  notSeen: {
    'zh-CN': '数据中看不到飞轮：增益在 {low} 到 {high} 之间，包含 0。如果存在，也不会超过 {high}。',
    ja: 'このデータにループは認められません。利得は {low} から {high} で、0 を含みます。あるとしても {high} を超えません。',
    en: 'No loop can be seen in the data: its gain lies between {low} and {high}, which includes 0. If there is one, it is no stronger than {high}.',
  },
  nothing: {
    'zh-CN':
      '数据什么也说明不了：增益在 {low} 到 {high} 之间，同时包含 0 和 1。需要更大的扰动、更多商家或更长的时间。',
    ja: 'このデータからは何も言えません。利得は {low} から {high} で、0 も 1 も含みます。より大きなゆらぎ、より多くの店舗、またはより長い期間が必要です。',
    en: 'The data cannot tell anything: the gain lies between {low} and {high}, which includes both 0 and 1. Larger nudges, more merchants or more weeks are needed.',
  },
  dampens: {
    'zh-CN': '飞轮削弱推动力：增益在 {low} 到 {high} 之间，整个区间都小于 0。',
    ja: 'ループは押す力を打ち消します。利得は {low} から {high} で、区間全体が 0 を下回ります。',
    en: 'The loop works against a push: its gain lies between {low} and {high}, all of it below 0.',
  },
  unbounded: {
    'zh-CN': '数据无法判断：随机扰动太弱，增益没有有限的区间。',
    ja: 'このデータでは判断できません。ゆらぎが弱すぎて、利得の区間が有限になりません。',
    en: 'The data cannot tell: the random nudges are too weak for the gain to have a finite interval.',
  },
  weak: {
    'zh-CN': '部分扰动偏弱，区间由 Anderson-Rubin 检验反演得到，较宽但可信。',
    ja: '一部のゆらぎが弱いため、区間は Anderson-Rubin 検定の反転で求めました。広めですが信頼できます。',
    en: 'Some nudges are weak; the interval was found by inverting the Anderson-Rubin test: wide, but valid.',
  },
} as const satisfies Record<string, Text>;

/** One sentence, two where the nudges were weak. */
export function readGain({ low, high }: Interval, isStrong: boolean): Text {
  const sentence = fill(TEXTS[caseOf(low, high)], {
    low: low.toFixed(2),
    high: high.toFixed(2),
    least: (1 / (1 - low)).toFixed(2),
    most: (1 / (1 - high)).toFixed(2),
  });
  if (isStrong || !Number.isFinite(high - low)) return sentence;
  return {
    'zh-CN': `${sentence['zh-CN']}${TEXTS.weak['zh-CN']}`,
    ja: `${sentence.ja}${TEXTS.weak.ja}`,
    en: `${sentence.en} ${TEXTS.weak.en}`,
  };
}

function caseOf(low: number, high: number): keyof typeof TEXTS {
  if (!Number.isFinite(low) || !Number.isFinite(high)) return 'unbounded';
  if (low > 1) return 'selfFeeding';
  if (high < 0) return 'dampens';
  if (low > 0) return high < 1 ? 'amplifies' : 'undecidedAboutOne';
  return high < 1 ? 'notSeen' : 'nothing';
}
