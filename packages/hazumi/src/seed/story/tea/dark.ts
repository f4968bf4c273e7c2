import { readGoods } from '../catalogue-text.ts';
import { type StoreStory, say } from '../types.ts';
import { teaShelf } from './shared.ts';

const black = teaShelf(
  say(
    '红茶性温，用九十度左右的水，茶水比一比五十，出汤可略快。加奶、加柠檬都合适。',
    '紅茶は90℃前後のお湯で、やや早めに注ぎ切るのがおすすめ。ミルクにもレモンにも合います。',
    'Brew at about 90 °C and pour a little early. Takes milk, lemon, or nothing.',
  ),
);
const white = teaShelf(
  say(
    '一年茶，三年药，七年宝。白茶只萎凋、不炒不揉，可以泡也可以煮，越放越醇。',
    '白茶は萎凋と乾燥だけでつくる、いちばん素朴なお茶。年を重ねるほどまろやかになります。',
    'White tea is only withered and dried. It may be steeped or simmered, and grows rounder with the years.',
  ),
);
const puer = teaShelf(
  say(
    '原料来自云南勐海、临沧的合作社，每饼附内飞与仓储记录。干仓存放，请避开厨房与阳光。',
    '雲南・勐海と臨滄の生産者組合から。倉庫の記録を一枚ずつ添えています。直射日光と台所を避けて保存してください。',
    'From growers’ cooperatives in Menghai and Lincang, with a record of storage in each wrapper. Keep dry, away from kitchen and sun.',
  ),
);

export const darkStores: StoreStory[] = [
  {
    slug: 'yunqi-hongcha',
    texts: {
      'zh-CN': { name: '云栖红茶', description: '九曲红梅、祁门、滇红与正山小种。' },
      ja: { name: '雲栖 紅茶', description: '九曲紅梅、祁門、滇紅、正山小種。' },
      en: { name: 'Yunqi Black Tea', description: 'Jiuqu Hongmei, Keemun, Yunnan black and smoky Lapsang.' },
    },
    categorySlug: 'tea-coffee',
    freight: { yuan: 8, freeFrom: 99 },
    opensOn: 4,
    pull: 5,
    goods: readGoods(
      black,
      `
      = HC01 tin/tall #8c3b32 #e7c48a | 108 packs | 7 two
      zh 九曲红梅 特级 :: 西湖区唯一的红茶，与龙井同山。梅子香，甜润。
      ja 九曲紅梅 特級
      en Jiuqu Hongmei, first grade :: The only black tea of West Lake, from the hills of Longjing. Plum, and sweet.
      = HC02 tin/square #6e2f2a #d9b65c | 138<158 packs | 6
      zh 祁门红茶 毛峰 :: 祁门香，像苹果与玫瑰放在一起。
      ja 祁門紅茶 毛峰
      en Keemun Mao Feng :: Apples and roses, the scent that has its own name.
      = HC03 pouch/stand #a85a32 #f0d9a8 | 68 packs | 7
      zh 滇红 大叶金芽 :: 云南凤庆大叶种，蜜薯香，耐泡。
      ja 滇紅 大葉金芽
      en Dian Hong, golden buds :: Large leaves from Fengqing: honey and baked sweet potato.
      = HC04 pouch/gusset #3f2a24 #c07a4a | 88 packs | 5
      zh 正山小种 传统烟熏 :: 桐木关马尾松熏制，桂圆汤，松烟香。
      ja 正山小種 松煙薫
      en Lapsang Souchong, pine-smoked :: Smoked over pine in Tongmu. Longan and campfire.
      = HC05 tin/slim #b5713a #f2e0b8 | 128 small | 4
      zh 金骏眉 花果香 :: 全芽头，花果香明亮，茶汤金黄。
      ja 金駿眉
      en Jin Jun Mei, all buds :: Flowers and fruit, bright gold in the cup.
      = HC06 pouch/kraft #c39a6b #8c3b32 | 36 packs | 6
      zh 英德红茶 早餐茶 :: 浓强鲜爽，加奶不垮，适合早餐。
      ja 英徳紅茶 モーニング
      en Yingde breakfast black tea :: Brisk enough for milk and toast.
      = HC07 leaves/dish #4a2c20 #a5622f | 78 packs | 3
      zh 宜兴红茶 竹海 :: 汤色红亮，竹叶清气，本地人夏天也喝。
      ja 宜興紅茶 竹海
      en Yixing black tea from the bamboo sea :: Clear red liquor with a cool hint of bamboo.
      = HC08 tin/short #9c4a3c #f0e0d0 dots | 58 small | 3
      zh 荔枝红茶 果窨 :: 新鲜荔枝肉同窨，不加香精。
      ja 茘枝紅茶
      en Lychee black tea :: Scented with the fruit itself and nothing else.
      = HC09 sachets/pyramids #8c3b32 #e7c48a | 32 sachets | 5
      zh 滇红三角茶包 :: 出汤快，三分钟一杯好红茶。
      ja 滇紅 ティーバッグ
      en Yunnan black tea pyramids :: A good cup in three minutes.
      = HC10 tin/pair #7a3b30 #d8b98a | 148<166 | 3
      zh 红茶双罐 祁门与滇红 :: 一细腻一浓郁，下午茶的两种心情。
      ja 紅茶 2缶 祁門・滇紅
      en Two black teas, Keemun and Dian Hong :: One fine, one deep.
      = HC11 jar/honey #c9822f #f3dc9a | 66 | 2 in:snacks
      zh 桂花蜜 配红茶 280克 :: 秋桂花与百花蜜，红茶里加一勺。
      ja 桂花はちみつ 280g
      en Osmanthus honey for black tea, 280 g :: A spoonful turns black tea into dessert.
      = HC12 teapot/round #e9e0d0 #8c3b32 blossom | 168 | 2 in:kitchenware
      zh 描梅红茶壶 550ml :: 白瓷描红梅，两三人份。
      ja 梅絵 ティーポット 550ml
      en Teapot painted with plum blossom, 550 ml :: White porcelain, for two or three.
      `,
    ),
  },
  {
    slug: 'yunqi-baicha',
    texts: {
      'zh-CN': { name: '云栖白茶', description: '福鼎与政和白茶，从当年新芽到十年老寿眉。' },
      ja: { name: '雲栖 白茶', description: '福鼎・政和の白茶。新茶から十年熟成の寿眉まで。' },
      en: {
        name: 'Yunqi White Tea',
        description: 'Fuding and Zhenghe white teas, from this year’s buds to ten-year Shoumei.',
      },
    },
    categorySlug: 'tea-coffee',
    freight: { yuan: 8, freeFrom: 99 },
    opensOn: 9,
    pull: 4,
    goods: readGoods(
      white,
      `
      = BC01 tin/tall #e6e1d3 #8a9a78 | 168 packs | 6
      zh 白毫银针 头采 :: 福鼎磻溪头春单芽，毫香蜜韵。
      ja 白毫銀針 初摘み
      en Silver Needle, first picking :: Single buds from Panxi: down, honey, melon.
      = BC02 teacake/wrapped #8a9a78 #9c3d2e | 128 year | 6 two
      zh 白牡丹 小饼 100克 :: 一芽二叶，花香与枣香之间。
      ja 白牡丹 小餅 100g
      en White Peony cake, 100 g :: Between blossom and jujube.
      = BC03 teacake/bare #7a6a4a #5a7a4a | 198 year | 5
      zh 寿眉 老白茶饼 350克 :: 煮一壶，满屋枣香药香。
      ja 寿眉 餅茶 350g
      en Shoumei cake, 350 g :: Simmer it; the house smells of dates.
      = BC04 pouch/kraft #c39a6b #6f7f58 | 58 packs | 5
      zh 贡眉 散茶 口粮 :: 菜茶品种，草木香，冷热皆宜。
      ja 貢眉 普段づかい
      en Gongmei, loose :: Meadow and hay; hot or cold.
      = BC05 leaves/dish #a8ab8c #e0dcc6 | 98 packs | 4
      zh 政和白牡丹 高山 :: 大白茶品种，滋味更厚。
      ja 政和 白牡丹
      en Zhenghe White Peony :: A fuller cousin from the mountains.
      = BC06 tin/short #cfc4ac #a5622f | 188 small | 3
      zh 陈年白毫银针 2018 :: 银针放到第七年，蜜香转药香。
      ja 熟成 白毫銀針 2018
      en Aged Silver Needle 2018 :: Seven years on: honey turning to herbs.
      = BC07 teacake/minis #b9a27a #6f7f58 @linen | 66 | 4
      zh 陈皮白茶 小方片 :: 新会陈皮配老寿眉，一片一杯。
      ja 陳皮白茶 ひとくち茶
      en White tea with aged tangerine peel, squares :: One square a cup.
      = BC08 sachets/pyramids #b9b08a #8a9a78 | 35 sachets | 4
      zh 老白茶煮泡茶包 :: 可反复煮三次。
      ja 熟成白茶 ティーバッグ
      en Aged white tea sachets to simmer :: Each can be simmered three times.
      = BC09 tin/pair #dcd5c2 #9a8a66 | 156<178 | 2
      zh 新老白茶双罐 对比装 :: 新茶清鲜，老茶醇厚。
      ja 白茶 新旧飲み比べ
      en New and aged white tea, two tins :: Fresh beside mellow.
      = BC10 teapot/tall #b8b2a4 #8c6a44 speckle | 298 | 2 in:kitchenware
      zh 煮茶提梁壶 800ml 粗陶 :: 可明火与电陶炉，煮老白茶用。
      ja 煮茶 提梁壺 800ml
      en Stoneware kettle for simmered tea, 800 ml :: For flame or electric stove.
      = BC11 box/sleeve #d8d2c0 #7f8f68 | 128 | 2
      zh 白茶五年份 品鉴条 :: 2017至2021，五条各八克。
      ja 白茶 五年分 テイスティング
      en Five vintages of white tea, tasting strips :: 2017 to 2021, 8 g each.
      = BC12 jar/herbs #c9b98a #a8743a | 49 | 2
      zh 新会陈皮 三年陈 80克 :: 配白茶、配普洱、煲汤。
      ja 新会陳皮 三年物 80g
      en Tangerine peel from Xinhui, three years, 80 g :: For white tea, for pu’er, for soup.
      `,
    ),
  },
  {
    slug: 'yunqi-puer',
    texts: {
      'zh-CN': { name: '云栖普洱', description: '生普熟普，饼砖沱散，仓储透明。' },
      ja: { name: '雲栖 プーアル茶', description: '生茶・熟茶。餅茶、磚茶、沱茶、散茶。' },
      en: {
        name: 'Yunqi Pu’er',
        description: 'Raw and ripe pu’er in cakes, bricks and loose, with open storage records.',
      },
    },
    categorySlug: 'tea-coffee',
    freight: { yuan: 10, freeFrom: 128 },
    opensOn: 14,
    pull: 4,
    goods: readGoods(
      puer,
      `
      = PE01 teacake/wrapped #3a4a34 #9c3d2e | 188 year | 6 two
      zh 勐海古树生普 357克 饼 :: 布朗山古树春料，回甘快，有烟韵。
      ja 勐海 古樹生茶 餅 357g
      en Menghai old-tree raw pu’er, 357 g cake :: Spring leaf from Bulang: bitter, then suddenly sweet.
      = PE02 teacake/wrapped #5a3226 #b98a3a | 138 year | 7
      zh 勐海熟普 金芽 357克 饼 :: 渥堆干净，糯香，汤红浓。
      ja 勐海 熟茶 金芽 餅 357g
      en Menghai ripe pu’er, golden buds, 357 g cake :: Clean and glutinous, a deep red.
      = PE03 teacake/brick #4a3226 #9c3d2e | 98 | 4
      zh 老茶头砖 250克 :: 渥堆中结成的茶头，耐煮，果胶厚。
      ja 老茶頭 磚茶 250g
      en Lao Cha Tou brick, 250 g :: Nuggets from the ripening pile; made for simmering.
      = PE04 teacake/minis #54402e #6f7f3a | 78 | 6
      zh 小青柑普洱 8颗 :: 新会小青柑填入宫廷熟普。
      ja 小青柑プーアル 8個
      en Green tangerines filled with pu’er, 8 pieces :: Xinhui fruit, palace-grade ripe tea.
      = PE05 teacake/bamboo #5a4632 #8a6238 | 368<418 | 3
      zh 竹筒香普洱 一提七饼 :: 老竹壳整提，适合收藏。
      ja 竹皮包み 餅茶 七枚
      en Seven cakes in bamboo, to keep :: A whole tong in its husk.
      = PE06 leaves/heap #3f2c22 #6d4d34 | 66 packs | 4
      zh 宫廷熟普 散茶 :: 细嫩一级料，出汤顺滑。
      ja 宮廷熟茶 散茶
      en Palace ripe pu’er, loose :: The finest grade, smooth at once.
      = PE07 tin/round #4a3a30 #c9a24a | 88 | 4
      zh 糯米香小沱 50颗 :: 糯米香叶天然香，一颗一杯。
      ja もち米香 小沱茶 50粒
      en Sticky-rice tuocha, 50 pieces :: Scented by a leaf that smells of rice.
      = PE08 teacake/bare #5d6a44 #8a5a3a | 258 year | 3
      zh 冰岛山头 拼配生饼 200克 :: 冰糖甜，清凉感。
      ja 氷島 生茶 餅 200g
      en Bingdao blend, raw, 200 g cake :: Rock sugar, and a cool breath.
      = PE09 pouch/gusset #3c2a24 #b0743a | 52 packs | 3
      zh 普洱熟茶 办公室口粮 :: 大杯泡不苦，解油腻。
      ja プーアル熟茶 オフィス用
      en Ripe pu’er for the office :: Forgiving in a big mug.
      = PE10 tin/short #8a6a4c #c9a66b speckle | 128 | 2 in:kitchenware
      zh 茶刀与醒茶罐 两件套 :: 牛角茶刀，粗陶醒茶罐。
      ja 茶刀と茶罐 2点セット
      en Tea pick and rest jar, set of two :: For opening and resting a cake.
      = PE11 box/wrapped #3a3a34 #9c3d2e | 218<248 | 2
      zh 生熟双饼 布包礼装 :: 一生一熟，棉布打结。
      ja 生熟 2枚 風呂敷包み
      en Raw and ripe, two cakes in cloth :: Tied in cotton.
      = PE12 sachets/cup #5a3226 #c9a24a | 38 sachets | 3
      zh 陈皮普洱茶包 :: 三年陈皮，饭后一杯。
      ja 陳皮プーアル ティーバッグ
      en Pu’er and tangerine peel sachets :: After a meal.
      `,
    ),
  },
];
