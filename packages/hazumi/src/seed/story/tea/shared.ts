import type { Shelf } from '../catalogue-text.ts';
import { say } from '../types.ts';

const weight = (grams: number, factor: number) => ({
  texts: say(`${grams}克`, `${grams}g`, `${grams} g`),
  factor,
  mark: String(grams),
});
const count = (pieces: number, factor: number) => ({
  texts: say(`${pieces}包`, `${pieces}包`, `${pieces} sachets`),
  factor,
  mark: String(pieces),
});

export const teaOptions = {
  packs: { name: say('规格', '内容量', 'Size'), values: [weight(50, 1), weight(100, 1.9), weight(250, 4.4)] },
  small: { name: say('规格', '内容量', 'Size'), values: [weight(30, 1), weight(60, 1.85)] },
  sachets: { name: say('规格', '内容量', 'Size'), values: [count(10, 1), count(30, 2.7)] },
  year: {
    name: say('年份', '年', 'Year'),
    values: [
      { texts: say('2021年', '2021年', '2021'), factor: 1, mark: '21' },
      { texts: say('2018年', '2018年', '2018'), factor: 1.6, mark: '18' },
    ],
  },
} satisfies Shelf['options'];

export const teaShelf = (house: ReturnType<typeof say>, categorySlug = 'tea-coffee'): Shelf => ({
  categorySlug,
  house,
  options: teaOptions,
  endings: [8, 9],
});
