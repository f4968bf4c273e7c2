import { readGoods } from '../catalogue-text.ts';
import { type StoreStory, say } from '../types.ts';
import { teaShelf } from './shared.ts';

const ware = teaShelf(
  say(
    '器物由景德镇、宜兴、大理的小作坊制作，手工痕迹属正常。陶器首次使用请先用温水浸泡。',
    '景徳鎮・宜興・大理の小さな工房の手仕事です。ひとつずつ表情が異なります。',
    'Made in small workshops in Jingdezhen, Yixing and Dali; traces of the hand are part of each piece. Soak earthenware before first use.',
  ),
  'kitchenware',
);
const gifts = teaShelf(
  say(
    '礼盒附手提袋与空白贺卡，可代写。下单备注写上收礼人称呼，我们随盒放一张手写卡片。',
    '手提げ袋とカードを添えてお届けします。宛名は備考欄にお書きください。',
    'Comes with a carrier bag and a blank card; tell us a name in the note and we write it by hand.',
  ),
  'gifts',
);

export const wareStores: StoreStory[] = [
  {
    slug: 'yunqi-chaqi',
    texts: {
      'zh-CN': { name: '云栖茶器', description: '盖碗、公道、主人杯，喝茶用得上的器物。' },
      ja: { name: '雲栖 茶器', description: '蓋碗、茶海、茶杯。お茶の時間のための道具。' },
      en: {
        name: 'Yunqi Teaware',
        description: 'Gaiwans, pitchers and cups: what one needs for tea, and no more.',
      },
    },
    categorySlug: 'kitchenware',
    freight: { yuan: 12, freeFrom: 168 },
    opensOn: 6,
    pull: 5,
    goods: readGoods(
      ware,
      `
      = CQ01 cup/gaiwan #f6f3ec #3f6f8a bands | 98 | 7
      zh 青花弦纹盖碗 150ml :: 三道弦纹，翻边不烫手。
      ja 青花 線文 蓋碗 150ml
      en Gaiwan with blue bands, 150 ml :: A turned rim that does not burn.
      = CQ02 teapot/gongfu #7a4a3a #c98a5a | 368<398 | 5 two
      zh 宜兴紫砂 西施壶 180ml :: 原矿清水泥，全手工。
      ja 宜興紫砂 西施壺 180ml
      en Yixing Xishi teapot, 180 ml :: Purple clay from the old seam, built by hand.
      = CQ03 teapot/gongfu #4a4a3c #8a7a4a | 428 | 3
      zh 宜兴段泥 石瓢壶 200ml :: 出水利落，配岩茶。
      ja 宜興段泥 石瓢壺 200ml
      en Yixing Shipiao teapot in duanni clay, 200 ml :: A clean pour, for rock teas.
      = CQ04 cup/guinomi #b7c4b0 #6f8f7a crackle | 58 | 6
      zh 汝窑开片 主人杯 :: 天青釉，用久了开片会养出金丝铁线。
      ja 汝窯 貫入 茶杯
      en Ru-style tea cup with crackle :: Sky-green glaze whose lines darken as you use it.
      = CQ05 cup/pair #e9e2d6 #8a5a44 speckle | 108 | 4
      zh 柴烧对杯 落灰 :: 大理柴窑，每只落灰不同。
      ja 薪窯 夫婦杯
      en Two wood-fired cups :: No two catch the ash alike.
      = CQ06 brew/server #c9d4d4 #b58a58 | 69 | 5
      zh 高硼硅公道杯 350ml :: 加厚耐热，鹰嘴断水好。
      ja 耐熱ガラス 茶海 350ml
      en Glass pitcher, 350 ml :: Thick, with a beak that does not drip.
      = CQ07 desk/slats #7a5a3c #3f2c20 @wood | 158 | 4
      zh 黑胡桃干泡茶盘 :: 一人份大小，实木手工打油。
      ja 黒胡桃 茶盤 一人用
      en Walnut tea tray for one :: Solid wood, oiled by hand.
      = CQ08 plate/stack #dfe4df #7f9c8a | 88 | 3
      zh 影青杯托 四只 :: 薄胎影青，叠起来像荷叶。
      ja 影青 茶托 4枚
      en Four saucers in shadow-green :: They stack like lotus leaves.
      = CQ09 bowl/chawan #2c2a28 #8a6a3a drip | 188 | 3
      zh 建盏 兔毫 品茗盏 :: 铁胎兔毫，盛红茶最好看。
      ja 天目 兎毫盞
      en Hare’s-fur Jian bowl :: Iron clay; black tea glows in it.
      = CQ10 vase/bud #c9bfae #9c4a3c | 76 | 2 in:decoration
      zh 茶席小花插 粗陶 :: 一枝就够。
      ja 茶席の一輪挿し
      en Small vase for the tea table :: One branch is enough.
      = CQ11 tin/slim #b8a27a #5a4632 | 86 | 3
      zh 锡茶仓 便携 50克装 :: 双层密封，防潮避光。
      ja 錫の茶入れ 携帯用
      en Pewter travel caddy :: Two lids; light and damp stay out.
      = CQ12 textile/folded #8a9a86 #e4dccb | 39 | 3
      zh 草木染茶巾 三条 :: 蓝染、茶染、栀子染。
      ja 草木染め 茶巾 3枚
      en Three plant-dyed tea cloths :: Indigo, tea and gardenia.
      `,
    ),
  },
  {
    slug: 'yunqi-lihe',
    texts: {
      'zh-CN': { name: '云栖茶礼', description: '送长辈、送客户、送自己的茶礼盒。' },
      ja: { name: '雲栖 贈り物', description: '目上の方へ、大切な方へ。お茶の贈り物。' },
      en: { name: 'Yunqi Gifts', description: 'Boxes of tea for parents, for guests, for oneself.' },
    },
    categorySlug: 'gifts',
    freight: { yuan: 0, freeFrom: null },
    opensOn: 11,
    pull: 5,
    goods: readGoods(
      gifts,
      `
      = LH01 box/drawer #35523f #d9b65c hills | 298<358 | 7 two
      zh 山水 龙井礼盒 两罐 200克 :: 抽屉木盒，明前特级。
      ja 山水 龍井 木箱 2缶 200g
      en "Hills" Longjing in a drawer box, 200 g :: Wooden drawer, first grade.
      = LH02 box/ribbon #9c3d2e #e7c48a | 188<218 | 7
      zh 喜柿 红茶伴手礼 :: 九曲红梅与柿饼，婚礼回礼可定制。
      ja 喜柿 紅茶ギフト
      en "Persimmon" black tea and dried fruit :: For weddings, with your names on request.
      = LH03 box/open #e0d6bf #8a9a5b | 228 | 5
      zh 六安 六味小罐 :: 绿、白、黄、青、红、黑各一罐。
      ja 六色のお茶 小缶6種
      en Six colours of tea, six small tins :: Green, white, yellow, oolong, black, dark.
      = LH04 box/wrapped #4a5a7a #e4dccb waves | 268 | 4
      zh 听雨 盖碗与乌龙 :: 一只盖碗，两款乌龙，蓝染布包。
      ja 聴雨 蓋碗と烏龍茶
      en "Listening to Rain": a gaiwan and two oolongs :: Wrapped in indigo cloth.
      = LH05 box/stack #c9b98a #6f8f58 leaves | 388<458 | 4
      zh 三叠 长辈礼盒 :: 龙井、老白茶、熟普，三层叠盒。
      ja 三段重ね 敬老の贈り物
      en Three tiers for one’s elders :: Longjing, aged white, ripe pu’er.
      = LH06 box/sleeve #e6d2d6 #96596b blossom | 138 | 5
      zh 花信 花茶礼盒 :: 茉莉、玫瑰、桂花，配一张花笺。
      ja 花信 花茶ギフト
      en "News of Flowers" :: Jasmine, rose and osmanthus with a letter card.
      = LH07 box/drawer #2c3a4a #c8a860 | 688 | 2
      zh 大家 商务礼盒 头采 :: 狮峰头采与牛栏坑肉桂。
      ja 極上 龍井と岩茶
      en The great box: Lion Peak and Niulankeng :: First picking, few each year.
      = LH08 tin/pair #7f9c8a #e9dfc4 | 118 | 4
      zh 山间 小双罐 伴手礼 :: 一红一绿，出差带走正好。
      ja 山あい 2缶 手みやげ
      en A small pair to bring along :: One green, one black.
      = LH09 box/ribbon #d9c9a8 #7a3b30 | 158 | 4
      zh 冬藏 围炉煮茶礼盒 :: 老白茶、陈皮、桂圆、烤橘。
      ja 冬蔵 囲炉裏茶セット
      en "Winter Store" for simmering by the fire :: White tea, peel, longan and dried orange.
      = LH10 box/open #b8c79a #f0d9a8 | 99 | 4
      zh 尝新 试饮礼盒 十二泡 :: 先尝再买，十二款各一泡。
      ja お試し 12種セット
      en First tastes, twelve servings :: One of each, before you choose.
      = LH11 letters/seal #e9e0cc #9c3d2e | 128 | 2
      zh 茶卡 全年四季 提货券 :: 四季各寄一次应季新茶。
      ja 四季のお茶 定期便券
      en A card for four seasons :: New tea by post, four times a year.
      = LH12 box/wrapped #9c3d2e #e7c48a | 218<258 | 3
      zh 年味 春节茶点礼盒 :: 红茶、桂花糕、松子糖。
      ja 春節 茶菓ギフト
      en New Year tea and sweets :: Black tea, osmanthus cake, pine-nut candy.
      `,
    ),
  },
];
