/** What a scenario does to another: paired differences, their course, and who wins and loses. */
import { fanSeries, fill, mean, type Section, same, units } from '@hazumi/report';
import type { Side } from '../experiment.ts';
import { quantityTexts, text } from '../scenario.names.ts';
import { quantityNames } from '../summary.ts';
import { PATHS, values, week } from './shared.ts';

export function comparisonSection(base: Side, other: Side): Section {
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
