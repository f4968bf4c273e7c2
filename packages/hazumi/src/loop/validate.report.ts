/** The validation as a page that somebody can be sent. */
import type { GateResult } from '@hazumi/flywheel';
import { fill, type Report, same, type Text, units } from '@hazumi/report';
import { gateLimits } from './gates.ts';

const TEXTS = {
  title: {
    'zh-CN': '飞轮估计方法的验证',
    ja: 'ループ推定法の検証',
    en: 'Validation of the loop estimator',
  },
  lead: {
    'zh-CN': '每道关卡用 {runs} 份真值已知的数据检验估计方法，并列出普通面板回归在同样数据上会得出的结论。',
    ja: '各ゲートでは真値のわかるデータ {runs} 件で推定法を試し、通常のパネル回帰が同じデータで出す結論を並べます。',
    en: 'Each gate tries the estimator on {runs} data sets whose truth is known, and shows what an ordinary panel regression would have claimed on the same data.',
  },
  passed: {
    'zh-CN': '全部 {gates} 道关卡均通过。',
    ja: '{gates} 個のゲートすべてに合格しました。',
    en: 'All {gates} gates passed.',
  },
  failed: {
    'zh-CN': '{gates} 道关卡中有 {failed} 道未通过：{names}。',
    ja: '{gates} 個のゲートのうち {failed} 個が不合格でした（{names}）。',
    en: '{failed} of {gates} gates failed: {names}.',
  },
  rule: {
    'zh-CN':
      '要求：偏差不超过真值的 {bias} %，90 % 区间包含真值的比例在 {low} % 到 {high} % 之间。扰动很弱时只要求包含率的下限。',
    ja: '条件：偏りが真値の {bias} % 以内で、90 % 区間が真値を含む割合が {low} % から {high} %。ゆらぎが弱い場合は割合の下限だけを求めます。',
    en: 'Asked: a bias within {bias} % of the truth, and 90 % intervals that hold the truth in {low} to {high} % of runs. With weak nudges only the lower of these is asked.',
  },
  gates: { 'zh-CN': '各关卡', ja: '各ゲート', en: 'Gates' },
  chart: {
    'zh-CN': '估计与真值',
    ja: '推定と真値',
    en: 'Estimate and truth',
  },
  chartNote: {
    'zh-CN': '平均估计，以及以它为中心、取区间长度中位数的区间；圆环为真值。',
    ja: '推定の平均と、それを中心に区間の長さの中央値をとった区間。輪は真値です。',
    en: 'The mean estimate, and around it an interval of the median length; the ring is the truth.',
  },
  table: { 'zh-CN': '逐项结果', ja: '項目ごとの結果', en: 'Results by gate' },
  gate: { 'zh-CN': '关卡', ja: 'ゲート', en: 'Gate' },
  truth: { 'zh-CN': '真值', ja: '真値', en: 'Truth' },
  mean: { 'zh-CN': '平均估计', ja: '推定の平均', en: 'Mean estimate' },
  bias: { 'zh-CN': '偏差', ja: '偏り', en: 'Bias' },
  coverage: { 'zh-CN': '包含率', ja: '被覆率', en: 'Coverage' },
  width: { 'zh-CN': '区间长度', ja: '区間の長さ', en: 'Length of interval' },
  naive: { 'zh-CN': '普通回归', ja: '通常の回帰', en: 'Ordinary regression' },
  isPassed: { 'zh-CN': '通过', ja: '合格', en: 'Passed' },
} as const satisfies Record<string, Text>;

export function validationReport(results: readonly GateResult[], runs: number): Report {
  const failed = results.filter(({ passed }) => !passed);
  return {
    name: 'loop-validation',
    title: TEXTS.title,
    lead: fill(TEXTS.lead, { runs }),
    data: { runs, results },
    sections: [
      {
        id: 'gates',
        title: TEXTS.gates,
        parts: [
          failed.length === 0
            ? { kind: 'note', tone: 'good', text: fill(TEXTS.passed, { gates: results.length }) }
            : {
                kind: 'note',
                tone: 'bad',
                text: fill(TEXTS.failed, {
                  gates: results.length,
                  failed: failed.length,
                  names: failed.map(({ name }) => name).join('; '),
                }),
              },
          {
            kind: 'note',
            tone: 'plain',
            text: fill(TEXTS.rule, {
              bias: gateLimits.bias * 100,
              low: gateLimits.coverageMin * 100,
              high: gateLimits.coverageMax * 100,
            }),
          },
          {
            kind: 'intervals',
            id: 'estimates',
            title: TEXTS.chart,
            note: TEXTS.chartNote,
            x: { name: TEXTS.mean, unit: units.number },
            reference: 0,
            rows: results.map(({ name, mean, width, truth, passed }) => ({
              name: same(name),
              estimate: mean,
              low: mean - width / 2,
              high: mean + width / 2,
              truth,
              tone: passed ? 'plain' : 'bad',
            })),
          },
          {
            kind: 'table',
            id: 'by-gate',
            title: TEXTS.table,
            columns: [
              { key: 'gate', name: TEXTS.gate },
              { key: 'truth', name: TEXTS.truth, unit: units.number },
              { key: 'mean', name: TEXTS.mean, unit: units.number },
              { key: 'bias', name: TEXTS.bias, unit: units.number },
              { key: 'coverage', name: TEXTS.coverage, unit: units.share },
              { key: 'length', name: TEXTS.width, unit: units.number },
              { key: 'naive', name: TEXTS.naive, unit: units.number },
              { key: 'passed', name: TEXTS.isPassed },
            ],
            rows: results.map((gate) => [
              same(gate.name),
              gate.truth,
              gate.mean,
              gate.kind === 'weak' ? null : gate.bias,
              gate.coverage,
              Number.isFinite(gate.width) ? gate.width : null,
              Number.isFinite(gate.naive) ? gate.naive : null,
              gate.passed,
            ]),
          },
        ],
      },
    ],
  };
}
