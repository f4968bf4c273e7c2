/** A scenario as a report, by itself or against another. */
import type { Part, Report, Section, Text } from '@hazumi/report';
import { fanSeries, fill, formatNumber, mean, same, units } from '@hazumi/report';
import { outsideCalibration, PARAMETERS } from '../parameters.ts';
import { LINKS, scenarioDigest, TWIN_VERSION } from '../scenario.ts';
import type { Experiment, LevelGain, Side } from './experiment.ts';
import { guardrailLimits } from './limits.ts';
import { permalink } from './permalink.ts';
import { drawnQuantities, guardrailTexts, linkTexts, quantityTexts, text } from './scenario.names.ts';
import { type QuantityName, quantityNames, type RunSummary } from './summary.ts';

const week = { name: text('周', '週', 'Week'), unit: units.count };
/** Runs drawn thin in a fan. */
const PATHS = 3;
/** Bars of a tornado; its table has all. */
const BARS = 15;

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

function values(runs: readonly RunSummary[], name: QuantityName): number[] {
  return runs.map(({ late }) => late[name]);
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

function comparisonSection(base: Side, other: Side): Section {
  const weeks = base.runs[0]?.weekly.effectiveWeight.map((_, index) => index + 1) ?? [];
  return {
    id: 'comparison',
    title: text('差异', '差', 'Difference'),
    parts: [
      {
        kind: 'paired',
        id: 'paired-difference',
        title: text('成对差异与更好的概率', '対の差と良くなる確率', 'Paired differences with P(better)'),
        note: text(
          'P：在多少比例的种子中更好。粗条为单个种子，点为均值。',
          'P は良くなったシードの割合。太い帯は個々のシード、点は平均です。',
          'P is the share of seeds in which it is better. The broad bar is single seeds, the dot their mean.',
        ),
        rows: quantityNames.map((name) => ({
          ...quantityTexts[name],
          base: values(base.runs, name),
          other: values(other.runs, name),
        })),
      },
      {
        kind: 'fan',
        id: 'difference-course',
        title: fill(text('{name}：差异的走势', '{name}：差の推移', '{name}: course of the difference'), {
          name: quantityTexts.effectiveWeight.name,
        }),
        x: week,
        y: quantityTexts.effectiveWeight,
        reference: 0,
        series: [
          fanSeries(
            same(other.scenario.name),
            weeks,
            other.runs.map(({ weekly }, run) =>
              weekly.effectiveWeight.map(
                (value, at) => value - (base.runs[run]?.weekly.effectiveWeight[at] ?? Number.NaN),
              ),
            ),
            PATHS,
          ),
        ],
      },
      {
        kind: 'deciles',
        id: 'winners-and-losers',
        title: text('谁得谁失', '誰が得て誰が失うか', 'Winners and losers'),
        note: text(
          '主体按能力分为十组（能力不因方案而变）；全程利润的均值，含开店成本。',
          '主体を力で十組に分けます（力はシナリオで変わりません）。出店費用を含む期間全体の利益の平均です。',
          'Principals in tenths by ability, which no scenario changes; mean profit over the whole run, the cost of opening included.',
        ),
        x: { name: text('每个主体的利润', '主体あたりの利益', 'Profit a principal'), unit: units.money },
        beforeName: same(base.scenario.name),
        afterName: same(other.scenario.name),
        rows: Array.from({ length: 10 }, (_, tenth) => ({
          decile: tenth + 1,
          before: mean(base.runs.map(({ decileProfits }) => decileProfits[tenth] ?? Number.NaN)),
          after: mean(other.runs.map(({ decileProfits }) => decileProfits[tenth] ?? Number.NaN)),
        })),
      },
    ],
  };
}

function courseSection(sides: readonly Side[]): Section {
  const weeks = sides[0]?.runs[0]?.weekly.effectiveWeight.map((_, index) => index + 1) ?? [];
  return {
    id: 'course',
    title: text('走势', '推移', 'Course'),
    lead: text(
      '每周均值；色带内为 50 %、80 %、95 % 的运行。',
      '週ごとの平均。帯には実行の 50 %、80 %、95 % が入ります。',
      'Means a week; 50, 80 and 95 % of runs lie within the bands.',
    ),
    parts: drawnQuantities.map((name) => ({
      kind: 'fan',
      id: name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
      title: quantityTexts[name].name,
      x: week,
      y: quantityTexts[name],
      series: sides.map(({ scenario, runs }) =>
        fanSeries(
          same(scenario.name),
          weeks,
          runs.map(({ weekly }) => weekly[name]),
          sides.length === 1 ? PATHS : 0,
        ),
      ),
    })),
  };
}

const levelTexts: Record<LevelGain['level'], Text> = {
  merchant: text('商家增益', '出店者の利得', "The merchant's gain"),
  platform: text('平台增益', 'プラットフォームの利得', "The platform's gain"),
};

function gainsSection(sides: readonly Side[]): Section {
  const unit = { ...units.number, significant: 2 };
  return {
    id: 'gains',
    title: text('飞轮的增益', 'フライホイールの利得', 'The gains of the loop'),
    lead: text(
      '每个环节多传 1 %、其余保持不变时的长期弹性；增益为五者之积。小于 1：冲击放大后消退；不小于 1：自我推动。',
      '各環が 1 % 多く伝え、ほかを固定したときの長期の弾力性。利得は五つの積です。1 未満なら衝撃は増幅されて消え、1 以上なら自ら回ります。',
      'Long-run elasticities when a link passes on 1 % more and all else is held; the gain is the product of the five. Below 1 a shock is amplified and fades; from 1 on it feeds itself.',
    ),
    parts: [
      {
        kind: 'figures',
        items: sides.flatMap(({ scenario, gains }) =>
          gains.map(({ level, gain, seeds }) => ({
            name:
              sides.length > 1
                ? fill(text('{level}（{name}）', '{level}（{name}）', '{level} ({name})'), {
                    level: levelTexts[level],
                    name: scenario.name,
                  })
                : levelTexts[level],
            value: gain,
            unit,
            note: fill(text('{seeds} 个种子', '{seeds} シード', '{seeds} seeds'), { seeds }),
          })),
        ),
      },
      {
        kind: 'table',
        id: 'gains-by-link',
        title: text('各环节的弹性', '各環の弾力性', 'Elasticities by link'),
        columns: [
          { key: 'link', name: text('环节', '環', 'Link') },
          ...sides.flatMap(({ scenario, gains }, side) =>
            gains.map(({ level }) => ({
              key: `${level}${side + 1}`,
              name: fill(text('{level}：{name}', '{level}：{name}', '{level}: {name}'), {
                level: levelTexts[level],
                name: scenario.name,
              }),
              unit,
            })),
          ),
        ],
        rows: [
          ...LINKS.map((link) => [
            linkTexts[link],
            ...sides.flatMap(({ gains }) => gains.map(({ elasticities }) => elasticities[link])),
          ]),
          [text('增益', '利得', 'Gain'), ...sides.flatMap(({ gains }) => gains.map(({ gain }) => gain))],
          [
            text('由一切途径返回', 'あらゆる道で戻るもの', 'What comes back by every way'),
            ...sides.flatMap(({ gains }) => gains.map(({ circles }) => mean(circles))),
          ],
        ],
      },
    ],
  };
}

function guardrailsSection(sides: readonly Side[]): Section {
  return {
    id: 'guardrails',
    title: text('护栏', 'ガードレール', 'Guardrails'),
    lead: text(
      '界限由规则文件事先登记；概率为突破界限的运行所占的比例。',
      '限度はルールの文書に事前に登録されています。確率は限度を超えた実行の割合です。',
      'Limits are those that the policy document registers; the probability is the share of runs that breach them.',
    ),
    parts: sides.map(({ scenario, runs }, side) => ({
      kind: 'guardrails',
      id: side === 0 ? 'guardrails-base' : 'guardrails-other',
      title: same(scenario.name),
      rows: guardrailLimits(scenario.policy).flatMap(({ guardrail, limit, breach }) => {
        const known = runs.map(({ guardrails }) => guardrails[guardrail]).filter(Number.isFinite);
        return known.length === 0 ? [] : [{ ...guardrailTexts[guardrail], limit, breach, values: known }];
      }),
    })),
  };
}

function tornadoSection({ tornado, other, options }: Experiment): Section {
  const { name, unit } = quantityTexts.effectiveWeight;
  const rows = tornado?.rows ?? [];
  const base = tornado?.base ?? Number.NaN;
  const spread = ({ low, high }: (typeof rows)[number]): number =>
    Math.max(low.outcome, high.outcome, base) - Math.min(low.outcome, high.outcome, base);
  const widest = rows.toSorted((a, b) => spread(b) - spread(a));
  return {
    id: 'tornado',
    title: text('取决于哪些假设', 'どの仮定に依るか', 'On which assumptions it hangs'),
    lead: fill(
      text(
        '每次只改一个参数，取其校准范围的两端；每端 {seeds} 个种子。',
        '母数を一つずつ、較正の範囲の両端に変えます。片端につき {seeds} シード。',
        'One parameter at a time takes both ends of its calibrated range; {seeds} seeds an end.',
      ),
      { seeds: options.tornadoSeeds },
    ),
    parts: [
      {
        kind: 'tornado',
        id: 'sensitivity',
        title: other
          ? fill(
              text(
                '{name}：方案间的差异',
                '{name}：シナリオ間の差',
                '{name}: difference between the scenarios',
              ),
              { name },
            )
          : name,
        x: { name, unit },
        base,
        rows: widest.slice(0, BARS).map(({ parameter, low, high }) => ({
          name: PARAMETERS[parameter].label,
          low: { setting: short(low.value), outcome: low.outcome },
          high: { setting: short(high.value), outcome: high.outcome },
        })),
      },
      {
        kind: 'table',
        id: 'sensitivity-all',
        title: text('全部参数', 'すべての母数', 'All parameters'),
        folded: true,
        columns: [
          { key: 'parameter', name: text('参数', '母数', 'Parameter') },
          { key: 'name', name: text('名称', '名前', 'Name') },
          { key: 'low', name: text('低值', '低い値', 'Low') },
          { key: 'outcomeAtLow', name: text('低值时', '低い値で', 'At low'), unit },
          { key: 'high', name: text('高值', '高い値', 'High') },
          { key: 'outcomeAtHigh', name: text('高值时', '高い値で', 'At high'), unit },
        ],
        rows: widest.map(({ parameter, low, high }) => [
          PARAMETERS[parameter].label,
          parameter,
          low.value,
          low.outcome,
          high.value,
          high.outcome,
        ]),
      },
    ],
  };
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
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
