import { readGoods, type Shelf } from '../catalogue-text.ts';
import { type Business, type StoreStory, say } from '../types.ts';

const shelf = (categorySlug: string): Shelf => ({
  categorySlug,
  house: say(
    'Harbour & Wick 在布里斯托尔港边手工灌制，大豆蜡与棉芯，不含石蜡。首次点燃请烧满整面。',
    'Harbour & Wick はブリストルの港町の工房。大豆ワックスと綿芯、パラフィン不使用。初回は表面全体が溶けるまで。',
    'Poured by hand beside the harbour in Bristol: soy wax, cotton wick, no paraffin. Let the whole surface melt the first time.',
  ),
  options: {
    grams: {
      name: say('规格', 'サイズ', 'Size'),
      values: [
        { texts: say('180克', '180g', '180 g'), factor: 1, mark: 'S' },
        { texts: say('320克', '320g', '320 g'), factor: 1.6, mark: 'L' },
      ],
    },
  },
  endings: [0, 5, 9],
});

const candles: StoreStory = {
  slug: 'harbour-and-wick',
  texts: {
    'zh-CN': { name: 'Harbour & Wick 蜡烛', description: '布里斯托尔港边的手工蜡烛。' },
    ja: { name: 'Harbour & Wick キャンドル', description: 'ブリストルの港から、手づくりのキャンドル。' },
    en: { name: 'Harbour & Wick', description: 'Candles poured by hand beside the harbour in Bristol.' },
  },
  categorySlug: 'decoration',
  freight: { yuan: 32, freeFrom: 350 },
  opensOn: 0,
  pull: 5,
  goods: readGoods(
    shelf('decoration'),
    `
    = HW01 care/candle #4a6f8c #efe6d2 waves | 168 grams | 8 two
    zh 香薰蜡烛「港湾」
    ja キャンドル「港」
    en Candle "Harbour" :: Sea salt, driftwood, a rope in the sun.
    = HW02 care/candle #7d8f5f #f0e3b2 leaves | 168 grams | 6
    zh 香薰蜡烛「果园」
    ja キャンドル「果樹園」
    en Candle "Orchard" :: Windfall apples and wet grass.
    = HW03 care/candle #8a4a3a #e6c48a | 168 grams | 6
    zh 香薰蜡烛「炉火」
    ja キャンドル「暖炉」
    en Candle "Hearth" :: Smoke, clove, orange peel.
    = HW04 care/candle #b8a0c0 #5d5678 blossom | 168 grams | 5
    zh 香薰蜡烛「薰衣草坡」
    ja キャンドル「ラベンダーの丘」
    en Candle "Lavender Hill" :: Lavender with its leaves.
    = HW05 care/candle #3b3d42 #c9a24a stars | 178 grams | 5
    zh 香薰蜡烛「午夜图书馆」
    ja キャンドル「真夜中の図書館」
    en Candle "Midnight Library" :: Old paper, leather, black tea.
    = HW06 care/candle #efe0c0 #c98a3a | 168 grams | 4
    zh 香薰蜡烛「蜂蜡与蜜」
    ja キャンドル「蜜蝋」
    en Candle "Beeswax and Honey" :: Warm and simple.
    = HW07 care/candletin #6f8f7a #e6ddcc | 78 | 5
    zh 旅行锡罐烛「苔」
    ja トラベルキャンドル「苔」
    en Travel tin "Moss" :: Three wicks, for a bath.
    = HW08 care/candletin #c9704a #efe2c8 | 78 | 4
    zh 旅行锡罐烛「陶土」
    ja トラベルキャンドル「土」
    en Travel tin "Clay" :: Warm earth after rain.
    = HW09 care/pillars #d8a98a #8a4a3a | 128 | 4
    zh 柱形烛 三支 晚霞
    ja ピラーキャンドル 夕映え
    en Three pillars, sunset :: They burn forty hours each.
    = HW10 care/pillars #7d8f7a #3f5f4f | 128 | 3
    zh 柱形烛 三支 森林
    ja ピラーキャンドル 森
    en Three pillars, forest :: Dyed through.
    = HW11 care/diffuser #4a6f8c #efe6d2 | 188 | 4
    zh 藤条香薰「港湾」
    ja リードディフューザー「港」
    en Reed diffuser "Harbour" :: Three months on a shelf.
    = HW12 care/diffuser #8a4a3a #e6c48a | 188 | 3
    zh 藤条香薰「炉火」
    ja リードディフューザー「暖炉」
    en Reed diffuser "Hearth" :: For rooms without a fireplace.
    = HW13 box/open #d8cdb8 #8a4a3a | 258<298 | 4 in:gifts
    zh 六支小烛礼盒
    ja ミニキャンドル 6個
    en Six small candles in a box :: All our scents at once.
    = HW14 desk/scissors #3b3d42 #c9a24a | 98 | 2
    zh 烛芯剪
    ja 芯切りばさみ
    en Wick trimmer :: A trimmed wick does not smoke.
    = HW15 camp/lantern #8a8f94 #c9a24a | 328 | 2
    zh 港口风灯
    ja ハリケーンランタン
    en Harbour lantern :: Takes our small pillar.
    `,
  ),
};

const soaps: StoreStory = {
  slug: 'harbour-soap',
  texts: {
    'zh-CN': { name: 'Harbour & Wick 皂', description: '冷制皂、手霜与浴盐。' },
    ja: {
      name: 'Harbour & Wick ソープ',
      description: 'コールドプロセス石けん、ハンドクリーム、バスソルト。',
    },
    en: { name: 'Harbour Soap', description: 'Cold-process soap, balms and bath salts.' },
  },
  categorySlug: 'personal-care',
  freight: { yuan: 32, freeFrom: 350 },
  opensOn: 26,
  pull: 1,
  goods: readGoods(
    shelf('personal-care'),
    `
    = HS01 care/soap #e6dcc8 #8a9a78 speckle | 48 | 5
    zh 冷制皂 燕麦与蜂蜜
    ja 石けん オートミールと蜂蜜
    en Soap, oatmeal and honey :: Gentle, a little rough.
    = HS02 care/soap #7d9a8a #efe6d2 | 48 | 4
    zh 冷制皂 海藻
    ja 石けん 海藻
    en Soap, seaweed :: From the Gower.
    = HS03 care/soap #3b3d3f #c9a24a | 52 | 4
    zh 冷制皂 竹炭
    ja 石けん 竹炭
    en Soap, charcoal :: For gardeners.
    = HS04 care/soap #d9b8bc #96596b speckle | 52 | 4
    zh 冷制皂 玫瑰陶土
    ja 石けん ローズクレイ
    en Soap, rose clay :: Pink, and smells of it.
    = HS05 care/soaps #e6c48a #7d8f5f | 128<144 | 4 two
    zh 三块装 果园
    ja 石けん3個 果樹園
    en Three bars, orchard :: Apple, pear, plum.
    = HS06 care/soaps #a8b8c4 #d8cdb8 | 128<144 | 3
    zh 三块装 海岸
    ja 石けん3個 海岸
    en Three bars, coast :: Salt, kelp, chalk.
    = HS07 care/pump #6f8f7a #3f5f4f | 98 | 4
    zh 洗手液 迷迭香
    ja ハンドソープ ローズマリー
    en Hand wash, rosemary :: 300 ml; refills by post.
    = HS08 care/pump #c9a27a #6a4632 | 98 | 3
    zh 身体乳 杏仁
    ja ボディミルク アーモンド
    en Body milk, almond :: Sinks in at once.
    = HS09 care/dropper #d8a24a #6a4632 | 138 | 3 in:skincare
    zh 面部油 玫瑰果
    ja フェイスオイル ローズヒップ
    en Face oil, rosehip :: Three drops.
    = HS10 care/salts #8fb0c0 #4a6f8c | 88 | 4
    zh 浴盐 海与桉
    ja バスソルト 海とユーカリ
    en Bath salts, sea and eucalyptus :: After long walks.
    = HS11 care/salts #d9a8b0 #96596b | 88 | 3
    zh 浴盐 玫瑰
    ja バスソルト ローズ
    en Bath salts, rose :: With petals.
    = HS12 care/balm #8a9a78 #c9a24a | 68 | 4
    zh 护手膏 双盒
    ja ハンドバーム 2個
    en Hand balm, two tins :: One for the car.
    = HS13 care/balm #d9b8bc #c9704a | 58 | 3 in:skincare
    zh 润唇膏 双盒
    ja リップバーム 2個
    en Lip balm, two tins :: Beeswax and orange.
    = HS14 textile/towels #d8d2c4 #7d8f7a | 168 | 2 in:bedding
    zh 华夫格毛巾
    ja ワッフルタオル
    en Waffle towels :: Dry fast on a radiator.
    = HS15 plate/oval #efe6d2 #8a6238 | 38 | 2
    zh 橄榄木皂盒
    ja オリーブの石けん皿
    en Olive-wood soap dish :: Drains well.
    `,
  ),
};

/** A maker of candles and soap in Bristol. */
export const candleMaker: Business = {
  key: 'candles',
  licence: {
    legalName: 'Harbour & Wick Ltd',
    country: 'GB',
    registrationNumber: 'GB 11482093',
    address: { region: 'Bristol', city: 'Bristol', street: '7 Spike Island Yard', postalCode: 'BS1 6UX' },
  },
  locale: 'en',
  owner: { key: 'isla.morgan', name: 'Isla Morgan', locale: 'en' },
  staff: [{ key: 'tom.adeyemi', name: 'Tom Adeyemi', locale: 'en', role: 'clerk' }],
  carriers: ['Royal Mail', 'DHL'],
  pace: { ship: 1.8, deliver: 8 },
  walls: ['#e6dfd4', '#d9dbd8', '#ebe3d9', '#cfd4d6', '#e3d6c8'],
  stores: [candles, soaps],
};
