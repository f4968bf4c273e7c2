import { units } from '@hazumi/report';
import { change, defineClaim, text } from '../claim.ts';

/** A fifth of a small market runs several stores: thirty stores each are many rows, most of them without a store. */
const split = (splitStores: number) => ({ splitShare: 0.2, splitStores, splitIsDistinct: 0 });
const size = { principals: 300, keywords: 30, creators: 15 };
/** A platform that takes every store for a principal of its own and every copy for other goods. */
const naive = { principalsAreKnown: 0, duplicatesAreKnown: 0 };

export const storesPerLicence = defineClaim({
  id: 'stores-per-licence',
  claim: text(
    '一证 30 店带来更多曝光',
    '一つの営業許可で 30 店舗を持つと表示が増える',
    'Thirty stores a licence win more exposure',
  ),
  pair: text(
    '同一主体的同款商品分在 1、5、30 家店；平台识别关联与否。',
    '同じ主体が同じ商品を 1・5・30 店舗に分ける。プラットフォームが関連を見分けるか否か。',
    'The same goods in 1, 5 and 30 stores of a principal; with and without principals being recognised.',
  ),
  assumption: text(
    '同款商品能被识别：认不出时，每个副本各占一个席位。',
    '重複商品が見分けられること。見分けられなければ、複製ごとに席を得る。',
    'Duplicate goods are recognised: where they are not, each copy wins a seat of its own.',
  ),
  arms: {
    one: { size, parameters: split(1) },
    five: { size, parameters: split(5) },
    thirty: { size, parameters: split(30) },
    naiveOne: { size, parameters: { ...split(1), ...naive } },
    naiveFive: { size, parameters: { ...split(5), ...naive } },
    naiveThirty: { size, parameters: { ...split(30), ...naive } },
  },
  effects: [
    {
      id: 'linked-thirty',
      name: text(
        '识别关联，30 店：该主体的曝光',
        '関連を識別、30 店舗：主体の表示回数',
        "Linked, 30 stores: a principal's exposure",
      ),
      unit: units.share,
      expected: '0',
      margin: 0.05,
      ...change('one', 'thirty', 'impressionsOfSplit'),
    },
    {
      id: 'linked-five',
      name: text(
        '识别关联，5 店：该主体的曝光',
        '関連を識別、5 店舗：主体の表示回数',
        "Linked, 5 stores: a principal's exposure",
      ),
      unit: units.share,
      expected: '0',
      margin: 0.05,
      ...change('one', 'five', 'impressionsOfSplit'),
    },
    {
      id: 'naive-five',
      name: text(
        '不识别，5 店：该主体的曝光',
        '識別なし、5 店舗：主体の表示回数',
        "Under a naive rule, 5 stores: a principal's exposure",
      ),
      unit: units.share,
      expected: '+',
      ...change('naiveOne', 'naiveFive', 'impressionsOfSplit'),
    },
    {
      id: 'naive-thirty',
      name: text(
        '不识别，30 店：该主体的曝光',
        '識別なし、30 店舗：主体の表示回数',
        "Under a naive rule, 30 stores: a principal's exposure",
      ),
      unit: units.share,
      expected: '+',
      ...change('naiveOne', 'naiveThirty', 'impressionsOfSplit'),
    },
  ],
  sensitivity: { parameter: 'duplicatesAreKnown' },
});
