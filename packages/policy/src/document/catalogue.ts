import { field, group } from '../fields/field.ts';
import { characters, count, minutes, money } from '../fields/shape.ts';
import { text } from '../fields/text.ts';
import { yuan } from './yuan.ts';

export const catalogue = group(
  text('商品目录', '商品カタログ', 'Catalogue'),
  text(
    '商品、规格、图片与批量导入的数量限制。',
    '商品、バリエーション、画像、一括登録の数の制限。',
    'How many goods, variants and pictures there may be, and how much one import brings.',
  ),
  {
    goodsPerStore: field(count(1, 10_000_000), {
      default: 50_000,
      source: 'hazumi',
      confidence: 'D',
      label: text('每店商品数', '店舗あたりの商品数', 'Goods per store'),
      description: text(
        '一家店铺最多可以有多少个商品。',
        '一つの店舗が持てる商品数の上限です。',
        'The most goods that one store may have.',
      ),
    }),
    skusPerGoods: field(count(1, 10_000), {
      default: 200,
      source: 'hazumi',
      confidence: 'D',
      label: text('每个商品的SKU数', '商品あたりのSKU数', 'SKUs per goods'),
      description: text(
        '一个商品最多可以有多少个SKU。',
        '一つの商品が持てるSKU数の上限です。',
        'The most variants of one item.',
      ),
    }),
    optionsPerGoods: field(count(1, 10), {
      default: 3,
      source: 'hazumi',
      confidence: 'D',
      label: text('规格维度数', 'オプションの種類', 'Options per goods'),
      description: text(
        '一个商品最多可以有多少种规格，例如颜色与尺码。',
        '一つの商品が持てるオプションの種類（色、サイズなど）の上限です。',
        'In how many ways, such as colour and size, variants may differ.',
      ),
    }),
    picturesPerGoods: field(count(1, 100), {
      default: 9,
      source: 'wechat',
      confidence: 'P',
      label: text('每个商品的图片数', '商品あたりの画像数', 'Pictures per goods'),
      description: text(
        '一个商品最多可以有多少张图片。',
        '一つの商品が持てる画像の数の上限です。',
        'The most pictures of one item.',
      ),
    }),
    titleMaxCharacters: field(characters(1, 500), {
      default: 120,
      source: 'hazumi',
      confidence: 'D',
      label: text('标题最长字数', '商品名の最長の長さ', 'Longest title'),
      description: text(
        '商品标题最多可以有多少个字符。',
        '商品名の文字数の上限です。',
        'The most characters of a title.',
      ),
    }),
    descriptionMaxCharacters: field(characters(1, 100_000), {
      default: 10_000,
      source: 'hazumi',
      confidence: 'D',
      label: text('描述最长字数', '説明の最長の長さ', 'Longest description'),
      description: text(
        '商品描述最多可以有多少个字符。',
        '商品説明の文字数の上限です。',
        'The most characters of a description.',
      ),
    }),
    priceMax: field(money(), {
      default: yuan(10_000_000),
      source: 'hazumi',
      confidence: 'D',
      label: text('最高单价', '最高の単価', 'Highest price'),
      description: text(
        '一件商品的价格不得超过的金额。',
        '商品一点の価格の上限です。',
        'The highest price of one piece.',
      ),
    }),
    importRows: field(count(1, 10_000_000), {
      default: 20_000,
      source: 'hazumi',
      confidence: 'D',
      label: text('每次导入行数', '1回の取り込みの行数', 'Rows per import'),
      description: text(
        '一个CSV文件最多可以包含多少行。',
        '一つのCSVファイルの行数の上限です。',
        'The most rows of one CSV file.',
      ),
    }),
    batchItems: field(count(1, 10_000), {
      default: 500,
      source: 'hazumi',
      confidence: 'D',
      label: text('每批条目数', '一括処理の件数', 'Items per batch'),
      description: text(
        '批量接口一次最多可以处理多少条。',
        '一括APIが一度に受け付ける件数の上限です。',
        'The most items of one call to a batch endpoint.',
      ),
    }),
    undoMinutes: field(minutes(0, 1_440), {
      default: 10,
      source: 'hazumi',
      confidence: 'D',
      label: text('批量操作可撤销', '一括操作の取り消し', 'Bulk undo'),
      description: text(
        '批量操作完成后多久内可以撤销。',
        '一括操作のあと取り消せる時間です。',
        'How long after a bulk action it can be undone.',
      ),
    }),
  },
);
