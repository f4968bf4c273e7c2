import type { Text } from '../texts.ts';

/** Words that several kinds of charts use. */
export const medianName: Text = { 'zh-CN': '中位数', ja: '中央値', en: 'Median' };
export const lowName: Text = { 'zh-CN': '区间下限', ja: '区間の下限', en: 'Interval, low' };
export const highName: Text = { 'zh-CN': '区间上限', ja: '区間の上限', en: 'Interval, high' };
export const whatName: Text = { 'zh-CN': '项目', ja: '項目', en: 'What' };
export const pathName: Text = { 'zh-CN': '单次运行', ja: '個々の実行', en: 'Single runs' };
export const betterName: Text = { 'zh-CN': '更好的概率', ja: '良くなる確率', en: 'P(better)' };

export function bandName(share: string): Text {
  return { 'zh-CN': `${share} 的运行`, ja: `実行の ${share}`, en: `${share} of runs` };
}

/** The mark beside a value, for those who do not see its colour. */
export const toneMarks = { good: '✓', bad: '✗', warning: '!', plain: '' } as const;
