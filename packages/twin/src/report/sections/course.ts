/** The course of the market's quantities, as fans. */
import { fanSeries, type Section, same } from '@hazumi/report';
import type { Side } from '../experiment.ts';
import { drawnQuantities, quantityTexts, text } from '../scenario.names.ts';
import { PATHS, week } from './shared.ts';

export function courseSection(sides: readonly Side[]): Section {
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
