import { fanSeries } from '../charts/fan.ts';
import type { Report } from '../parts.ts';
import { same, type Text } from '../texts.ts';
import { units } from '../units.ts';

/** Numbers that look as if by chance and are the same each time. */
function numbers(count: number, seed: number): number[] {
  let state = seed;
  return Array.from({ length: count }, () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  });
}

const days = Array.from({ length: 66 }, (_, day) => day);
const runs = (from: number): number[][] =>
  Array.from({ length: 40 }, (_, run) => {
    const steps = numbers(days.length, run + from);
    let level = 400;
    return days.map((day) => {
      level += (steps[day] ?? 0) * 6 - 2.2 + from / 100;
      return level;
    });
  });

const name = (zh: string, ja: string, en: string): Text => ({ 'zh-CN': zh, ja, en });
const day = { name: name('天', '日', 'Day'), unit: units.count };
const stores = { name: name('有效店铺', '有効店舗', 'Effective stores'), unit: units.stores };
const base = numbers(60, 3).map((value) => 900_000 + value * 200_000);

/** A report with every kind of part, for tests and for looking at. */
export const exampleReport: Report = {
  name: 'example',
  title: name(
    '报告示例：<激励> & 押金',
    'レポートの例：<特典> & 保証金',
    'An example of a report: <incentive> & deposit',
  ),
  lead: name(
    '同一套样式，三种语言，一个文件。',
    '一つの装い、三つの言語、一つのファイル。',
    'One dress, three languages, one file.',
  ),
  data: { answer: 42, nothing: Number.NaN },
  sections: [
    {
      id: 'course',
      title: name('走势', '推移', 'Course'),
      lead: name(
        '颜色越深，落在其中的运行越集中。',
        '色が濃いほど実行が集まっています。',
        'The darker, the more runs lie there.',
      ),
      parts: [
        {
          kind: 'figures',
          items: [
            { name: stores.name, value: 412, unit: units.stores },
            {
              name: name('商家增益', '出店者の利得', "Merchants' gain"),
              value: 0.127,
              unit: units.share,
              signed: true,
              note: name('80 颗种子', 'シード 80', '80 seeds'),
            },
            {
              name: name('平台增益', 'プラットフォームの利得', "Platform's gain"),
              value: -0.004,
              unit: units.share,
              signed: true,
            },
          ],
        },
        {
          kind: 'fan',
          id: 'effective-stores',
          title: stores.name,
          x: day,
          y: stores,
          series: [fanSeries(name('基准', '基準', 'Base'), days, runs(1), 3)],
        },
        {
          kind: 'fan',
          id: 'two-fans',
          title: name('两个方案', '二つのシナリオ', 'Two scenarios'),
          note: name('同一批种子。', '同じシードを使用。', 'The same seeds in both.'),
          x: day,
          y: stores,
          series: [
            fanSeries(name('基准', '基準', 'Base'), days, runs(1)),
            fanSeries(name('激励 1 %', '特典 1 %', 'Incentive of 1 %'), days, runs(60)),
          ],
          reference: 400,
        },
        {
          kind: 'lines',
          id: 'lines',
          title: name('成交额', '流通総額', 'Turnover'),
          x: day,
          y: { name: name('成交额', '流通総額', 'Turnover'), unit: units.money },
          series: [
            {
              name: name('私域', 'プライベート', 'Private'),
              points: days.map((x) => ({ x, y: 4e7 + x * 3e5 })),
            },
            {
              name: name('公域', 'パブリック', 'Public'),
              points: days.map((x) => ({ x, y: 7e7 - x * 1e5 })),
            },
            {
              name: name('外部', '外部', 'External'),
              points: days.map((x) => ({ x, y: 2e7 + x * x * 1e3 })),
            },
          ],
        },
      ],
    },
    {
      id: 'comparison',
      title: name('比较', '比較', 'Comparison'),
      parts: [
        {
          kind: 'note',
          tone: 'warning',
          text: name(
            '该方案超出校准范围。',
            '較正の範囲を外れています。',
            'The scenario leaves the calibrated range.',
          ),
        },
        {
          kind: 'paired',
          id: 'paired',
          title: name('成对差异', '対の差', 'Paired difference'),
          rows: [
            {
              name: name('私域成交额', 'プライベートの売上', 'Private sales'),
              unit: units.money,
              base,
              other: base.map((value, index) => value * (1.04 + 0.0005 * (index % 20))),
              better: 'more',
            },
            {
              name: name('退款率', '返金率', 'Refund rate'),
              unit: units.share,
              base: base.map(() => 0.04),
              other: numbers(60, 9).map((value) => 0.036 + value * 0.01),
              better: 'less',
            },
            {
              name: name('曝光总量', '総表示回数', 'Total impressions'),
              unit: units.visits,
              base,
              other: base,
              better: 'none',
            },
          ],
        },
        {
          kind: 'tornado',
          id: 'tornado',
          title: name('敏感性', '感度', 'Sensitivity'),
          x: stores,
          base: 412,
          rows: [
            {
              name: name('入驻率', '出店率', 'Rate at which prospects look at the market'),
              low: { setting: '0.01', outcome: 350 },
              high: { setting: '0.03', outcome: 470 },
            },
            {
              name: name('外部流量弹性', '外部流入の弾力性', 'Elasticity of external visits to investment'),
              low: { setting: '0.4', outcome: 405 },
              high: { setting: '0.8', outcome: 431 },
            },
          ],
        },
        {
          kind: 'deciles',
          id: 'deciles',
          title: name('谁得谁失', '誰が得て誰が失うか', 'Winners and losers'),
          x: { name: name('店均成交额', '店舗あたりの売上', 'Turnover a store'), unit: units.money },
          beforeName: name('基准', '基準', 'Base'),
          afterName: name('激励', '特典', 'Incentive'),
          rows: Array.from({ length: 10 }, (_, index) => ({
            decile: index + 1,
            before: index ** 2 * 9000,
            after: index ** 2 * 9000 + (index - 4) * 30_000,
          })),
        },
        {
          kind: 'guardrails',
          id: 'guardrails',
          title: name('护栏', 'ガードレール', 'Guardrails'),
          rows: [
            {
              name: name('刷单占比', '架空注文の割合', 'Share of fake sales'),
              unit: units.share,
              limit: 0.05,
              breach: 'above',
              values: numbers(50, 5).map((value) => value * 0.06),
            },
            {
              name: name('新店首单率', '新規店の初受注率', "Newcomers' first-order rate"),
              unit: units.share,
              limit: 0.3,
              breach: 'below',
              values: numbers(50, 6).map((value) => 0.4 + value * 0.1),
            },
          ],
        },
      ],
    },
    {
      id: 'estimates',
      title: name('估计', '推定', 'Estimates'),
      parts: [
        {
          kind: 'intervals',
          id: 'intervals',
          title: name('增益', '利得', 'Gain'),
          x: { name: name('增益', '利得', 'Gain'), unit: units.number },
          reference: 0,
          rows: [
            {
              name: name('估计器', '推定器', 'The estimator'),
              estimate: 0.142,
              low: 0.09,
              high: 0.2,
              truth: 0.14,
              tone: 'good',
            },
            {
              name: name('朴素的固定效应模型', '素朴な固定効果モデル', 'The naive model with fixed effects'),
              estimate: 0.6,
              low: 0.52,
              high: 0.68,
              truth: 0.14,
              tone: 'bad',
            },
            {
              name: name('工具太弱', '操作変数が弱い', 'Instruments too weak'),
              estimate: 0.3,
              low: Number.NEGATIVE_INFINITY,
              high: Number.POSITIVE_INFINITY,
              tone: 'warning',
            },
          ],
        },
        {
          kind: 'scatter',
          id: 'scatter',
          title: name('偏差与覆盖率', '偏りと被覆率', 'Bias and coverage'),
          x: { name: name('偏差', '偏り', 'Bias'), unit: units.share },
          y: { name: name('覆盖率', '被覆率', 'Coverage'), unit: units.share },
          xBand: [-0.1, 0.1],
          yBand: [0.85, 0.95],
          points: [
            { name: name('基准', '基準', 'Base'), x: 0.01, y: 0.9, tone: 'good' },
            { name: name('季节性', '季節性', 'Seasonality'), x: -0.06, y: 0.87, tone: 'good' },
            { name: name('滞后阶错误', 'ラグ次数の誤り', 'Wrong lag order'), x: 0.18, y: 0.7, tone: 'bad' },
          ],
        },
        {
          kind: 'bars',
          id: 'bars',
          title: name('校准', '較正', 'Calibration'),
          x: { name: name('十二个月存活率', '12 か月生存率', 'Twelve-month survival'), unit: units.share },
          targetName: name('目标', '目標', 'Target'),
          rows: [
            {
              name: name('首 90 天 1 单', '最初の 90 日に 1 件', '1 order in the first 90 days'),
              value: 0.22,
              target: 0.205,
            },
            { name: name('2 至 5 单', '2 ～ 5 件', '2 to 5 orders'), value: 0.33, target: 0.348 },
            {
              name: name('6 至 15 单', '6 ～ 15 件', '6 to 15 orders'),
              value: 0.5,
              target: 0.607,
              tone: 'bad',
            },
          ],
        },
        {
          kind: 'table',
          id: 'gates',
          title: name('关口', '関門', 'Gates'),
          columns: [
            { key: 'gate', name: name('关口', '関門', 'Gate') },
            { key: 'bias', name: name('偏差', '偏り', 'Bias'), unit: units.share },
            { key: 'passed', name: name('通过', '合格', 'Passed') },
          ],
          rows: [
            [name('基准', '基準', 'Base'), 0.012, true],
            ['=HYPERLINK("x")', null, false],
          ],
        },
        {
          kind: 'facts',
          items: [
            {
              name: name('规则摘要', 'ルールのダイジェスト', 'Policy digest'),
              value: 'a3f1c0ffee'.repeat(6),
            },
            { name: name('种子', 'シード', 'Seed'), value: 7, unit: units.count },
          ],
        },
        { kind: 'note', tone: 'plain', text: same('plain') },
        { kind: 'note', tone: 'good', text: name('成立。', '成立します。', 'It holds.') },
        { kind: 'note', tone: 'bad', text: name('不成立。', '成立しません。', 'It does not hold.') },
        {
          kind: 'code',
          title: name('重复运行', '再実行', 'Repeat this run'),
          code: 'npm run twin -- run docs/scenarios/base.json',
        },
      ],
    },
  ],
};
