import { readGoods, type Shelf } from '../catalogue-text.ts';
import { type Business, type StoreStory, say } from '../types.ts';

const shelf: Shelf = {
  categorySlug: 'snacks',
  house: say(
    '松文堂在长崎丸山，明治三十四年开业。当日烘烤，次日发出；常温十天，切开后三天内食用。含蛋、乳、小麦。',
    '長崎・丸山の松文堂、明治三十四年創業。焼いた翌日に発送します。常温で10日、切り分け後は3日以内に。卵・乳・小麦を含みます。',
    'Matsubundo of Maruyama, Nagasaki, since 1901. Baked one day, sent the next; keeps ten days, three once cut. Contains egg, milk and wheat.',
  ),
  options: {
    cut: {
      name: say('规格', '切れ数', 'Size'),
      values: [
        { texts: say('五切', '5切', '5 slices'), factor: 1, mark: '5' },
        { texts: say('十切', '10切', '10 slices'), factor: 1.85, mark: '10' },
      ],
    },
    pieces: {
      name: say('数量', '個数', 'Pieces'),
      values: [
        { texts: say('六枚', '6個', '6'), factor: 1, mark: '6' },
        { texts: say('十二枚', '12個', '12'), factor: 1.9, mark: '12' },
      ],
    },
  },
  endings: [0, 5],
};

const cakes: StoreStory = {
  slug: 'matsubun-castella',
  texts: {
    'zh-CN': { name: '松文堂 长崎蛋糕', description: '粗糖垫底、口感湿润的长崎蛋糕。' },
    ja: { name: '松文堂 カステラ', description: 'ざらめを敷いた、しっとり長崎カステラ。' },
    en: { name: 'Matsubundo Castella', description: 'Moist Nagasaki castella on coarse sugar.' },
  },
  categorySlug: 'snacks',
  freight: { yuan: 25, freeFrom: 250 },
  opensOn: 0,
  pull: 6,
  goods: readGoods(
    shelf,
    `
    = MB01 loaf/sliced #e6b84a #6b3a1c | 78 cut | 9 two
    zh 长崎蛋糕 原味 :: 鸡蛋、砂糖、麦芽糖，与四十分钟。
    ja 長崎カステラ :: 卵と砂糖と水飴、そして四十分。
    en Nagasaki castella :: Eggs, sugar, malt, and forty minutes.
    = MB02 loaf/sliced #8aa04a #4f3a1c | 88 cut | 6
    zh 长崎蛋糕 抹茶 :: 八女抹茶。
    ja 抹茶カステラ :: 八女の抹茶を。
    en Matcha castella :: With matcha from Yame.
    = MB03 loaf/sliced #6a4028 #3a2014 | 88 cut | 5
    zh 长崎蛋糕 可可 :: 微苦，配牛奶。
    ja ココアカステラ :: ほろ苦く、牛乳と。
    en Cocoa castella :: A little bitter; have milk.
    = MB04 loaf/whole #eac25a #7a4420 | 168<180 | 4
    zh 五三烧 特制整条 :: 蛋黄多、粉少，只有老师傅烤。
    ja 五三焼 一本 :: 卵黄を増やし、職人ひとりが焼きます。
    en Gosan-yaki, whole :: More yolk, less flour; one baker makes it.
    = MB05 loaf/whole #d8a86a #6b3a1c | 98 | 3
    zh 黑糖蛋糕 :: 波照间岛黑糖。
    ja 黒糖カステラ :: 波照間島の黒糖で。
    en Brown sugar castella :: Sugar from Hateruma.
    = MB06 loaf/cubes #e6c46a #6b3a1c | 58 pieces | 6
    zh 一口蛋糕 :: 边角也好吃。
    ja ひとくちカステラ :: 切れ端もおいしい。
    en Castella cubes :: The ends are the best part.
    = MB07 loaf/roll #e8c878 #6b3a1c | 98 | 5
    zh 蛋糕卷 奶油 :: 云仙牛奶。
    ja カステラロール :: 雲仙の牛乳で。
    en Castella roll with cream :: Milk from Unzen.
    = MB08 loaf/roll #d89a8a #7a3b30 | 108 | 4
    zh 草莓蛋糕卷 冬季 :: 岛原草莓。
    ja 苺ロール 冬季 :: 島原の苺。
    en Strawberry roll, in winter :: Shimabara berries.
    = MB09 loaf/cheesecake #f0d890 #8a3a4a | 128 | 4
    zh 烤芝士 莓果 :: 表面微焦。
    ja 焼きチーズケーキ :: 焦げ目をつけて。
    en Baked cheesecake with berries :: Scorched on top.
    = MB10 biscuits/stack #d8a860 #6b3a1c | 48 | 4
    zh 蛋糕脆饼 :: 切片再烤一次。
    ja カステララスク :: 切って、もう一度。
    en Castella rusks :: Sliced and baked again.
    = MB11 box/wrapped #7a3b30 #e7c48a waves | 188 cut | 4 in:gifts
    zh 双味礼盒 布包 :: 原味与抹茶，风吕敷包。
    ja 二種 風呂敷包み :: 贈り物に。
    en Two flavours in a wrapping cloth :: To bring when you visit.
    = MB12 box/drawer #efe6d2 #7a3b30 | 228 | 2 in:gifts
    zh 桐木盒 五三烧 :: 年节礼。
    ja 五三焼 桐箱 :: お歳暮、お中元に。
    en Gosan-yaki in a paulownia box :: For the year's end.
    = MB13 biscuits/plate #e6c48a #a85a2a | 42 | 4
    zh 鸡蛋松饼 八枚 :: 小时候的味道。
    ja 丸ぼうろ 8枚 :: 子どもの頃の味。
    en Maruboro, eight :: What one had as a child.
    = MB14 pouch/kraft #c39a6b #7a4420 | 36 | 3
    zh 粗糖 蛋糕底 200克 :: 客人问得多了，就单卖。
    ja ざらめ 200g :: ご要望にお応えして。
    en Coarse sugar, 200 g :: So many asked for it.
    `,
  ),
};

const wagashi: StoreStory = {
  slug: 'matsubun-wagashi',
  texts: {
    'zh-CN': { name: '松文堂 和果子', description: '按节气做的生果子与最中。' },
    ja: { name: '松文堂 和菓子', description: '二十四節気にあわせた生菓子と最中。' },
    en: { name: 'Matsubundo Wagashi', description: 'Sweets that follow the seasons, and monaka that keep.' },
  },
  categorySlug: 'snacks',
  freight: { yuan: 25, freeFrom: 250 },
  opensOn: 19,
  pull: 4,
  goods: readGoods(
    shelf,
    `
    = MW01 sweets/blossoms #e6b0bc #f3e2a8 | 88 pieces | 6 two
    zh 上生果子 花 :: 练切，当日捏。
    ja 上生菓子「花」 :: その日に練りあげます。
    en Fresh sweets "Blossom" :: Shaped the same morning.
    = MW02 sweets/blossoms #b06a4a #e0b04a | 88 pieces | 4
    zh 上生果子 红叶 :: 秋天限定。
    ja 上生菓子「紅葉」 :: 秋だけの色。
    en Fresh sweets "Maple" :: In autumn only.
    = MW03 sweets/blossoms #9ab8c8 #ffffff | 88 pieces | 3
    zh 上生果子 初雪 :: 冬天限定。
    ja 上生菓子「初雪」 :: 冬の朝に。
    en Fresh sweets "First Snow" :: On winter mornings.
    = MW04 sweets/dorayaki #b8743a #5a2f24 | 56 pieces | 7
    zh 铜锣烧 红豆 :: 十胜红豆，蜂蜜皮。
    ja どら焼き 小豆 :: 十勝の小豆と蜂蜜の皮。
    en Dorayaki, red bean :: Tokachi beans, honey batter.
    = MW05 sweets/dorayaki #a86a34 #d8a24a | 60 pieces | 4
    zh 铜锣烧 栗子 :: 整颗甘露栗。
    ja どら焼き 栗 :: 甘露栗をまるごと。
    en Dorayaki, chestnut :: A whole one inside.
    = MW06 sweets/dango #9ab86a #e6b0bc | 46 | 5
    zh 三色团子 三串 :: 春天的颜色。
    ja 花見団子 3本 :: 春の三色。
    en Three-colour dango, three skewers :: For under the cherry trees.
    = MW07 sweets/monaka #d8b070 #5a2f24 | 66 pieces | 5
    zh 最中 自己夹馅 :: 皮脆馅润。
    ja 手づくり最中 :: 皮はさくっと、餡はしっとり。
    en Monaka to fill yourself :: Crisp shells, soft beans.
    = MW08 sweets/monaka #8a6a44 #9ab86a | 66 pieces | 3
    zh 最中 抹茶馅 :: 微苦。
    ja 抹茶最中 :: ほろ苦い抹茶餡。
    en Matcha monaka :: Gently bitter.
    = MW09 sweets/mochi #e6c0c0 #ffffff | 72 pieces | 6
    zh 草莓大福 冬春 :: 冷藏发货。
    ja 苺大福 冬春 :: 冷蔵でお届け。
    en Strawberry daifuku, winter and spring :: Sent cold.
    = MW10 sweets/mochi #c9d0a0 #8aa04a | 68 pieces | 4
    zh 蓬草大福 :: 春天摘的艾草。
    ja よもぎ大福 :: 春摘みのよもぎ。
    en Mugwort daifuku :: Picked in spring.
    = MW11 sweets/cubes #3a2420 #8a4a3a | 58 | 4
    zh 夜之梅 小羊羹 :: 切开像夜里的梅。
    ja 小型羊羹「夜の梅」 :: 切り口に浮かぶ梅。
    en Small yokan "Plum at Night" :: Beans like blossom in the dark.
    = MW12 sweets/cubes #6f8a3a #e6dca0 | 58 | 3
    zh 抹茶与白豆羊羹 :: 两层。
    ja 二層羊羹 抹茶 :: 白餡と抹茶。
    en Two-layer yokan, matcha :: White bean below.
    = MW13 box/open #efe2d0 #e6b0bc | 148 | 4 in:gifts
    zh 十二月 和果子礼盒 :: 按月换。
    ja 月替わり 和菓子箱 :: その月の九種。
    en Box of the month :: What the calendar says.
    = MW14 cup/yunomi #efe6d2 #7a3b30 blossom | 68 | 2 in:kitchenware
    zh 松文堂 番茶杯 :: 有田烧。
    ja 番茶碗 :: 有田焼。
    en Cup for bancha :: Arita ware.
    `,
  ),
};

/** A confectioner in Nagasaki. */
export const castella: Business = {
  key: 'castella',
  licence: {
    legalName: '合資会社松文堂',
    country: 'JP',
    registrationNumber: '3100-03-001190',
    address: { region: '長崎県', city: '長崎市', street: '丸山町 3-17', postalCode: '850-0902' },
  },
  locale: 'ja',
  owner: { key: 'matsuo.fumi', name: '松尾 文', locale: 'ja' },
  staff: [{ key: 'oda.shota', name: '小田 翔太', locale: 'ja', role: 'clerk' }],
  carriers: ['ヤマト運輸'],
  pace: { ship: 0.9, deliver: 2.6 },
  walls: ['#ece0cc', '#e4ddd2', '#efe7da', '#dcdad2', '#ead9c6'],
  stores: [cakes, wagashi],
};
