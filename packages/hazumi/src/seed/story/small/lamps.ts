import { readGoods, type Shelf } from '../catalogue-text.ts';
import { type Business, type StoreStory, say } from '../types.ts';

const shelf = (categorySlug: string): Shelf => ({
  categorySlug,
  house: say(
    '灯屿在中山古镇打样、组装，灯珠显色指数九十五以上，无可视频闪。附安装说明，国内可预约师傅上门。',
    '灯嶼は中山・古鎮でつくる照明です。演色性Ra95以上、ちらつきなし。取付説明書つき。',
    'Made in Guzhen, Zhongshan, the town of lamps. Colour rendering above 95, no flicker. Fitting instructions enclosed.',
  ),
  options: {
    light: {
      name: say('色温', '光の色', 'Light'),
      values: [
        { texts: say('暖光 2700K', '電球色 2700K', 'Warm, 2700 K'), factor: 1, mark: '27' },
        { texts: say('自然光 3500K', '温白色 3500K', 'Neutral, 3500 K'), factor: 1, mark: '35' },
      ],
    },
  },
  endings: [8, 9],
});

const table: StoreStory = {
  slug: 'dengyu-table',
  texts: {
    'zh-CN': { name: '灯屿 台灯', description: '台灯、落地灯与夜灯，一人一盏。' },
    ja: { name: '灯嶼 テーブルランプ', description: '机と枕元とソファのためのあかり。' },
    en: {
      name: 'Dengyu Table Lamps',
      description: 'Lamps for the desk, the bed and the corner of the sofa.',
    },
  },
  categorySlug: 'decoration',
  freight: { yuan: 15, freeFrom: 299 },
  opensOn: 0,
  pull: 5,
  goods: readGoods(
    shelf('decoration'),
    `
    = DT01 lamp/mushroom #d8683a #e6ddcc | 268 light | 8 two
    zh 蘑菇灯 柿橙 :: 钢板一体冲压，按一下灯顶三档调光。
    ja きのこランプ 柿
    en Mushroom lamp, persimmon :: Pressed steel; tap the cap to dim.
    = DT02 lamp/mushroom #efe9de #c9a24a | 268 light | 6
    zh 蘑菇灯 米白 :: 同款米白，最百搭。
    ja きのこランプ 生成り
    en Mushroom lamp, cream :: It goes with everything.
    = DT03 lamp/mushroom #3f5f4f #c9a24a | 268 light | 5
    zh 蘑菇灯 墨绿 :: 复古绿，配胡桃木。
    ja きのこランプ 深緑
    en Mushroom lamp, bottle green :: For walnut tables.
    = DT04 lamp/cone #e6dcc8 #8a6238 stripes | 328 light | 4
    zh 布罩台灯 细条 :: 棉麻罩，光很软。
    ja 布シェードランプ 縞
    en Fabric lamp, fine stripes :: Cotton-linen; a soft light.
    = DT05 lamp/cone #a8b88a #6a4a30 leaves | 348 light | 3
    zh 布罩台灯 叶影 :: 亮起来能看到叶子。
    ja 布シェードランプ 葉影
    en Fabric lamp, leaves :: They appear when it is lit.
    = DT06 lamp/globe #efe6d2 #3b3936 | 298 light | 5
    zh 月球台灯 黑座 :: 乳白玻璃，手工吹制。
    ja ムーンランプ 黒
    en Globe lamp, black foot :: Opal glass, blown by hand.
    = DT07 lamp/globe #f0d9b0 #c9a24a | 318 light | 4
    zh 月球台灯 黄铜座 :: 铜座会慢慢变深。
    ja ムーンランプ 真鍮
    en Globe lamp, brass foot :: It darkens with the years.
    = DT08 lamp/arc #3b3d42 #c9a24a | 398 light | 4
    zh 弧臂落桌灯 :: 臂展六十厘米，越过书堆。
    ja アームランプ
    en Arc lamp :: Reaches over a pile of books.
    = DT09 lamp/clip #4f7358 #b9bdc0 | 168 light | 4
    zh 床头夹灯 绿 :: 硅胶夹口，不伤床板。
    ja クリップランプ 緑
    en Clip lamp, green :: For the head of the bed.
    = DT10 lamp/clip #c9605a #b9bdc0 | 168 light | 3
    zh 床头夹灯 红 :: 小孩也喜欢。
    ja クリップランプ 赤
    en Clip lamp, red :: Children like it, too.
    = DT11 lamp/cube #e8dcc4 #6a4a30 | 238 light | 4
    zh 和纸格灯 :: 榉木格，和纸罩。
    ja 和紙の格子あかり
    en Paper lattice lamp :: Beech and washi.
    = DT12 lamp/floor #e6dcc8 #8a6238 | 598+40 light | 3
    zh 三脚落地灯 榉木 :: 高一米五，沙发旁。
    ja 三脚フロアランプ
    en Tripod floor lamp, beech :: A metre and a half tall.
    = DT13 lamp/floor #4a5a6a #d8b060 check | 628+40 light | 2
    zh 三脚落地灯 格纹 :: 客厅的主角。
    ja 三脚フロアランプ 格子
    en Tripod floor lamp, check :: The one they ask about.
    = DT14 lamp/paper #f2e6cc #3b3936 | 198 light | 5
    zh 落地纸灯 卵形 :: 楮皮纸，竹骨。
    ja 和紙スタンド 卵
    en Paper lantern on a stand :: Mulberry paper over bamboo.
    = DT15 care/candle #d8683a #5a4632 | 98 | 3
    zh 熔蜡灯用香薰杯 :: 配蘑菇灯香味。
    ja アロマキャンドル
    en Scented glass for a lamp-lit evening :: Cedar and orange.
    `,
  ),
};

const pendants: StoreStory = {
  slug: 'dengyu-pendant',
  texts: {
    'zh-CN': { name: '灯屿 吊灯', description: '餐厅与玄关的吊灯。' },
    ja: { name: '灯嶼 ペンダント', description: '食卓と玄関のペンダントライト。' },
    en: { name: 'Dengyu Pendants', description: 'Pendant lamps for the table and the hall.' },
  },
  categorySlug: 'decoration',
  freight: { yuan: 20, freeFrom: 399 },
  opensOn: 15,
  pull: 3,
  goods: readGoods(
    shelf('decoration'),
    `
    = DP01 lamp/pendant #3f5f4f #c9a24a | 298 light | 5
    zh 餐吊灯 钟形 墨绿 :: 铝罩哑光，内白。
    ja ペンダント 鐘 深緑
    en Bell pendant, bottle green :: Matt aluminium, white inside.
    = DP02 lamp/pendant #efe9de #b58a58 | 298 light | 5
    zh 餐吊灯 钟形 米白 :: 灯线可剪。
    ja ペンダント 鐘 生成り
    en Bell pendant, cream :: The flex can be cut.
    = DP03 lamp/pendant #b5573c #c9a24a | 298 light | 4
    zh 餐吊灯 钟形 砖红 :: 暖光更显胃口。
    ja ペンダント 鐘 煉瓦
    en Bell pendant, brick :: Kind to soup.
    = DP04 lamp/pendant #34507a #e0c89a bands | 328 light | 3
    zh 珐琅吊灯 蓝圈 :: 老工厂的样子。
    ja ホーローペンダント 青
    en Enamel pendant, blue ring :: As in old workshops.
    = DP05 lamp/pendant #f0ece0 #8fa87a leaves | 368 light | 3
    zh 陶瓷吊灯 叶 :: 手绘，每只不同。
    ja 陶製ペンダント 葉
    en Ceramic pendant, leaves :: Painted by hand.
    = DP06 lamp/cluster #d8c9a8 #c9a24a | 568 light | 3 two
    zh 三头玻璃吊灯 茶 :: 手吹玻璃，高低可调。
    ja ガラス三灯 茶
    en Three glass globes, tea :: Hang them as you like.
    = DP07 lamp/cluster #a8c0c8 #3b3936 | 568 light | 2
    zh 三头玻璃吊灯 湖 :: 像水里的光。
    ja ガラス三灯 湖
    en Three glass globes, lake :: Light under water.
    = DP08 lamp/cluster #d9a8a0 #c9a24a | 588 light | 2
    zh 三头玻璃吊灯 樱 :: 卧室也行。
    ja ガラス三灯 桜
    en Three glass globes, cherry :: For bedrooms, too.
    = DP09 lamp/paper #f2e6cc #8a6238 | 168 light | 4
    zh 纸吊灯 卵形 小 :: 轻，三百克。
    ja 和紙ペンダント 小
    en Paper pendant, small :: Three hundred grams.
    = DP10 lamp/paper #efe0c8 #b4463c blossom | 198 light | 3
    zh 纸吊灯 梅 :: 手染和纸。
    ja 和紙ペンダント 梅
    en Paper pendant, plum :: Hand-dyed.
    = DP11 lamp/pendant #c9a86a #5a4632 stripes | 358 light | 2
    zh 竹编吊灯 :: 光影落满一桌。
    ja 竹編みペンダント
    en Bamboo pendant :: Shadows all over the table.
    = DP12 lamp/pendant #8a8f94 #c9704a | 428 light | 2
    zh 镀铬吊灯 球罩 :: 适合不锈钢厨房。
    ja クロームペンダント
    en Chrome pendant :: For steel kitchens.
    = DP13 lamp/globe #f4ead2 #b5573c | 228 light | 3
    zh 玄关壁灯 乳白 :: 回家的第一盏。
    ja 玄関ブラケット
    en Wall globe for the hall :: The first light home.
    = DP14 cable/straight #3b3936 #c9a24a | 58 | 2
    zh 编织灯线 三米 黄铜灯头 :: 自己组一盏。
    ja 編組コード 3m 真鍮ソケット
    en Braided flex, 3 m, brass holder :: Build your own.
    `,
  ),
};

/** A maker of lamps in Zhongshan. Its pendants were advertised with a brightness they did not have. */
export const lamps: Business = {
  key: 'lamps',
  licence: {
    legalName: '中山市灯屿照明有限公司',
    country: 'CN',
    registrationNumber: '91442000MA54PN8C3L',
    address: { region: '广东', city: '中山', street: '古镇镇同兴路 60 号', postalCode: '528421' },
  },
  locale: 'zh-CN',
  owner: { key: 'ou.yangfan', name: '欧阳帆', locale: 'zh-CN' },
  staff: [{ key: 'feng.lei', name: '冯磊', locale: 'zh-CN', role: 'clerk' }],
  carriers: ['德邦快递', '顺丰速运'],
  pace: { ship: 1.5, deliver: 3 },
  walls: ['#d9d2c6', '#cfd0cc', '#e2d9ca', '#c9ccd0', '#d8cbb8'],
  stores: [table, pendants],
};
