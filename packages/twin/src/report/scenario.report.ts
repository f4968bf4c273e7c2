/** A scenario as a report, by itself or against another. */
import type { Part, Report, Section, Text } from '@hazumi/report';
import { fill, formatNumber, mean, same, units } from '@hazumi/report';
import { outsideCalibration } from '../parameters.ts';
import { scenarioDigest, TWIN_VERSION } from '../scenario.ts';
import type { Experiment, Side } from './experiment.ts';
import { permalink } from './permalink.ts';
import { quantityTexts, text } from './scenario.names.ts';
import { comparisonSection } from './sections/comparison.ts';
import { courseSection } from './sections/course.ts';
import { gainsSection } from './sections/gains.ts';
import { guardrailsSection } from './sections/guardrails.ts';
import { values } from './sections/shared.ts';
import { tornadoSection } from './sections/tornado.ts';
import type { QuantityName } from './summary.ts';

/** @param command what repeats the run, for a person to copy. */
export function scenarioReport(experiment: Experiment, command: string): Report {
  const { base, other, options } = experiment;
  const sides = other ? [base, other] : [base];
  const names = { base: base.scenario.name, other: other?.scenario.name ?? '' };
  return {
    name: 'twin',
    title: other
      ? fill(text('“{other}”对“{base}”', '「{other}」対「{base}」', '{other} against {base}'), names)
      : same(base.scenario.name),
    lead: fill(
      other
        ? text(
            '两个方案各运行 {seeds} 次，每一对用同样的随机数：差异只来自方案本身。',
            '二つのシナリオを {seeds} 回ずつ実行し、組ごとに同じ乱数を使います。差はシナリオだけから生じます。',
            'Both scenarios run {seeds} times, each pair under the same chance: what differs is what the scenarios do.',
          )
        : text(
            '在数字孪生中运行 {seeds} 次，每次随机数不同。',
            'デジタルツインで {seeds} 回、それぞれ異なる乱数で実行しました。',
            'Run {seeds} times in the digital twin, each under a chance of its own.',
          ),
      { seeds: options.seeds },
    ),
    data: experimentData(experiment),
    sections: [
      summarySection(experiment),
      ...(other ? [comparisonSection(base, other)] : []),
      courseSection(sides),
      ...(base.gains.length > 0 ? [gainsSection(sides)] : []),
      guardrailsSection(sides),
      ...(experiment.tornado ? [tornadoSection(experiment)] : []),
      originSection(experiment, command),
    ],
  };
}

/** For programs: outcomes of every seed, gains, sensitivities and where all of it came from. */
export function experimentData({ base, other, tornado, options }: Experiment) {
  const sideData = ({ scenario, runs, gains }: Side) => ({
    name: scenario.name,
    permalink: permalink(scenario, options.seeds),
    scenarioDigest: scenarioDigest(scenario),
    policyDigest: runs[0]?.policyDigest,
    outsideCalibratedRange: outsideCalibration(scenario.parameters).map(({ name, value, range }) => ({
      name,
      value,
      range,
    })),
    gains,
    runs: runs.map(({ seed, digest, late, guardrails }) => ({ seed, digest, late, guardrails })),
  });
  return {
    version: TWIN_VERSION,
    ...options,
    base: sideData(base),
    other: other && sideData(other),
    tornado,
  };
}

function summarySection({ base, other }: Experiment): Section {
  const last = other ?? base;
  const figures: QuantityName[] = ['effectiveWeight', 'privateGmv', 'merchantProfit', 'platformIncome'];
  return {
    id: 'summary',
    title: text('概要', '概要', 'Summary'),
    parts: [
      ...outsideNotes(other ? [base, other] : [base]),
      {
        kind: 'figures',
        items: figures.map((name) => ({
          name: quantityTexts[name].name,
          value: mean(values(last.runs, name)),
          unit: quantityTexts[name].unit,
          ...(other && { note: against(name, base, other) }),
        })),
      },
      {
        kind: 'note',
        tone: 'plain',
        text: text(
          '最后四周的均值。商家与平台始终分开列出：若曝光供给不变，一家所得即他家所失，平台并无所得。',
          '最後の 4 週間の平均です。出店者とプラットフォームは常に分けて示します。表示の供給が一定なら、一方の得は他方の損で、プラットフォームは得をしません。',
          'Means of the last four weeks. Merchants and platform stand apart, always: where the supply of exposure is fixed, what one merchant wins another loses, and the platform wins nothing.',
        ),
      },
    ],
  };
}

function against(name: QuantityName, base: Side, other: Side): Text {
  const before = mean(values(base.runs, name));
  const change = (mean(values(other.runs, name)) - before) / Math.abs(before);
  const shown = (locale: keyof Text): string => formatNumber(change, units.share, locale, { signed: true });
  return fill(text('相对“{base}”{change}', '「{base}」に対して {change}', '{change} against {base}'), {
    base: base.scenario.name,
    change: { 'zh-CN': shown('zh-CN'), ja: shown('ja'), en: shown('en') },
  });
}

function outsideNotes(sides: readonly Side[]): Part[] {
  return sides.flatMap(({ scenario }): Part[] => {
    const outside = outsideCalibration(scenario.parameters);
    if (outside.length === 0) return [];
    const listed = (locale: keyof Text): string =>
      outside
        .map(({ label, value, range }) => `${label[locale]} ${value} (${range[0]} – ${range[1]})`)
        .join('; ');
    return [
      {
        kind: 'note',
        tone: 'warning',
        text: fill(
          text(
            '“{name}”超出校准范围，其数字只依赖模型的形式：{listed}。',
            '「{name}」は較正の範囲を外れており、数値はモデルの形だけに依ります：{listed}。',
            '{name} leaves the calibrated range; its figures lean on the form of the model alone: {listed}.',
          ),
          { name: scenario.name, listed: { 'zh-CN': listed('zh-CN'), ja: listed('ja'), en: listed('en') } },
        ),
      },
    ];
  });
}

function originSection({ base, other, options }: Experiment, command: string): Section {
  const sides = other ? [base, other] : [base];
  return {
    id: 'origin',
    title: text('来源与重复', '出所と再実行', 'Origin, and how to repeat it'),
    parts: [
      ...sides.flatMap(({ scenario, runs }): Part[] => [
        {
          kind: 'facts',
          items: [
            { name: text('方案', 'シナリオ', 'Scenario'), value: scenario.name },
            {
              name: text('规则摘要', 'ルールのダイジェスト', 'Policy digest'),
              value: runs[0]?.policyDigest ?? null,
            },
            {
              name: text('种子', 'シード', 'Seeds'),
              value: `${scenario.seed} – ${scenario.seed + options.seeds - 1}`,
            },
            { name: text('天数', '日数', 'Days'), value: scenario.days, unit: units.days },
            {
              name: text('主体数', '主体数', 'Principals'),
              value: scenario.size.principals,
              unit: units.count,
            },
            { name: text('引擎版本', 'エンジンの版', 'Version of the engine'), value: TWIN_VERSION },
            {
              name: text(
                '首个种子的状态摘要',
                '最初のシードの状態のダイジェスト',
                'Digest of the first seed’s state',
              ),
              value: runs[0]?.digest ?? null,
            },
          ],
        },
        {
          kind: 'code',
          title: fill(text('永久链接：{name}', 'パーマリンク：{name}', 'Permalink: {name}'), {
            name: scenario.name,
          }),
          code: permalink(scenario, options.seeds),
        },
      ]),
      { kind: 'code', title: text('重复', '再実行', 'Repeat'), code: command },
    ],
  };
}
