/** The gains of the loop, the merchant's and the platform's apart, always. */
import { fill, mean, type Section, type Text, units } from '@hazumi/report';
import { LINKS } from '../../scenario.ts';
import type { LevelGain, Side } from '../experiment.ts';
import { linkTexts, text } from '../scenario.names.ts';

const levelTexts: Record<LevelGain['level'], Text> = {
  merchant: text('商家增益', '出店者の利得', "The merchant's gain"),
  platform: text('平台增益', 'プラットフォームの利得', "The platform's gain"),
};

export function gainsSection(sides: readonly Side[]): Section {
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
