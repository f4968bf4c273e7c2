import { readGoods } from '../catalogue-text.ts';
import { type StoreStory, say } from '../types.ts';
import { teaShelf } from './shared.ts';

const longjing = teaShelf(
  say(
    '云栖茶场位于杭州西湖区梅家坞，三代人守着一百二十亩茶山。茶叶当日采、当日炒，密封避光可存放十八个月，建议冷藏。',
    '雲栖茶場は杭州・梅家塢で三代続く茶農家です。摘んだその日に釜で炒り上げています。密封し、冷蔵で18か月保存できます。',
    'Yunqi is a family tea farm in Meijiawu, Hangzhou, in its third generation. Leaves are picked and fired the same day. Keep sealed and cool; best within eighteen months.',
  ),
);

const jasmine = teaShelf(
  say(
    '窨花用的茉莉来自广西横州，傍晚采摘将开未开的花蕾，连夜窨制。干茶里不留花渣，香气都在汤里。',
    '広西・横州の茉莉花を夕方に摘み、夜のうちに茶葉へ香りを移します。花は取り除いてあり、香りはお茶の中に残ります。',
    'Scented with jasmine buds from Hengzhou, picked at dusk and laid on the tea overnight. The spent flowers are sifted out; the fragrance stays in the cup.',
  ),
);

const oolong = teaShelf(
  say(
    '与福建安溪、武夷山和台湾的茶农直接合作，每批茶都标注产地与焙火日期。建议用沸水、紫砂壶或盖碗冲泡。',
    '安渓・武夷山・台湾の茶農家と直接取引し、産地と焙煎日を記しています。熱湯で、蓋碗か急須でどうぞ。',
    'Bought directly from growers in Anxi, Wuyi and Taiwan; every batch names its garden and roasting date. Brew with boiling water.',
  ),
);

export const greenStores: StoreStory[] = [
  {
    slug: 'yunqi-longjing',
    texts: {
      'zh-CN': { name: '云栖龙井', description: '梅家坞茶场直送的西湖龙井与各地名优绿茶。' },
      ja: { name: '雲栖 龍井茶', description: '杭州・梅家塢の茶場からお届けする西湖龍井と中国緑茶。' },
      en: {
        name: 'Yunqi Longjing',
        description: 'West Lake Longjing and other green teas, straight from our farm in Hangzhou.',
      },
    },
    categorySlug: 'tea-coffee',
    freight: { yuan: 8, freeFrom: 99 },
    opensOn: -1,
    pull: 10,
    goods: readGoods(
      longjing,
      `
      = LJ01 tin/tall #5d7f4e #e8dcae leaves | 168<198 packs | 9 two
      zh 西湖龙井 明前特级 :: 群体种老茶树，清明前一芽一叶，手工辉锅。豆花香，汤色嫩绿，回甘绵长。
      ja 西湖龍井 明前特級 :: 清明節の前に摘んだ一芽一葉を手炒りした、香ばしく甘い龍井です。
      en West Lake Longjing, before Qingming :: One bud, one leaf from old bushes, hand-fired in the wok. Soybean blossom, chestnut, a long sweet finish.
      = LJ02 pouch/stand #8aa86b #f1e7c6 | 88 packs | 8
      zh 西湖龙井 雨前一级 口粮装 :: 谷雨前采制，滋味更足，耐泡，适合每天喝。
      ja 西湖龍井 雨前 一級
      en West Lake Longjing, before Guyu, everyday grade :: Picked a little later, with more body. The one we drink ourselves.
      = LJ03 tin/square #3f5f43 #d9b65c hills | 268<298 | 5
      zh 狮峰龙井 头采礼罐 100克 :: 狮峰山核心产区，每年只做三百罐，罐底有手写编号。
      ja 獅峰龍井 初摘み 缶入り 100g
      en Lion Peak Longjing, first day's picking, 100 g tin :: From the heart of Lion Peak. Three hundred tins a year, numbered by hand.
      = LJ04 leaves/dish #7d9a4f #b9c27a | 128 packs | 5
      zh 龙井43号 嫩芽 :: 早芽品种，芽叶匀整，清香鲜爽，适合初次喝龙井的人。
      ja 龍井43号 早生種
      en Longjing No. 43, early buds :: An early cultivar, even leaves, fresh and light. A kind first Longjing.
      = LJ05 tin/slim #a7b98a #4c6b47 | 78 packs | 4
      zh 安吉白茶 明前 :: 叶白脉绿，氨基酸高，鲜味像清鸡汤。
      ja 安吉白茶 明前
      en Anji Bai Cha, before Qingming :: Pale leaves with green veins; remarkably savoury, almost like broth.
      = LJ06 pouch/small #6f8f58 #f0e3b2 dots | 58 packs | 4
      zh 碧螺春 太湖东山 :: 茶果间作，带一丝枇杷花香。卷曲如螺，白毫显露。
      ja 碧螺春 太湖東山
      en Biluochun from Dongting, Lake Tai :: Grown between loquat trees, whose blossom you can taste. Tightly curled and downy.
      = LJ07 teacake/minis #6d7f4a #9c3d2e @wood | 46 | 3
      zh 龙珠绿茶 手工搓制 20颗 :: 一杯一颗，热水里慢慢舒展。
      ja 手もみ 龍珠緑茶 20粒
      en Dragon pearl green tea, 20 hand-rolled pearls :: One pearl a cup; watch it open.
      = LJ08 pouch/kraft #c39a6b #5a7a4a | 39 packs | 5
      zh 炒青绿茶 农家口粮 :: 夏秋茶，浓厚解腻，办公室大杯泡也不涩。
      ja 炒青緑茶 普段づかい
      en Farmhouse chaoqing green tea :: Late-season leaf, brisk and forgiving. Good in a big office mug.
      = LJ09 tin/short #4f7a5c #efe4c4 waves | 96 packs | 3
      zh 黄山毛峰 高山云雾 :: 海拔八百米以上的云雾茶，兰花香清幽。
      ja 黄山毛峰 高山
      en Huangshan Maofeng from above the clouds :: High-grown above 800 metres; a quiet orchid scent.
      = LJ10 leaves/scoop #66803f #a9b56a | 66 packs | 3
      zh 径山茶 蒸青 :: 余杭径山寺的老法子，蒸汽杀青，颜色翠绿，海苔香。
      ja 径山茶 蒸し製
      en Jingshan tea, steamed the old way :: Steamed as the monks of Jingshan did, jade green with a note of nori.
      = LJ11 tin/pair #5c8a66 #e9dfc4 | 156<178 | 3
      zh 龙井双罐 明前与雨前 各50克 :: 同一片茶山，相隔二十天的两种味道。
      ja 龍井 飲み比べ 2缶 各50g
      en Two Longjings, twenty days apart, 2 × 50 g :: The same hill before Qingming and before Guyu, side by side.
      = LJ12 cup/gaiwan #f4f1e8 #5d7f4e leaves | 79 | 2 in:kitchenware
      zh 品茗白瓷盖碗 120ml 描叶 :: 薄胎白瓷，外壁手绘龙井叶，配龙井刚好。
      ja 白磁 蓋碗 茶葉文 120ml
      en White gaiwan painted with tea leaves, 120 ml :: Thin porcelain that lets the green of the tea show.
      `,
    ),
  },
  {
    slug: 'yunqi-moli',
    texts: {
      'zh-CN': { name: '云栖茉莉', description: '传统九窨工艺的茉莉花茶与花香茶。' },
      ja: { name: '雲栖 茉莉花茶', description: '伝統の窨製で香りを移したジャスミン茶と花茶。' },
      en: {
        name: 'Yunqi Jasmine',
        description: 'Jasmine and flower-scented teas, laid with fresh blossom up to nine nights.',
      },
    },
    categorySlug: 'tea-coffee',
    freight: { yuan: 8, freeFrom: 88 },
    opensOn: 0,
    pull: 7,
    goods: readGoods(
      jasmine,
      `
      = ML01 tin/tall #e9e4d2 #7f9c62 blossom | 118<138 packs | 9 two
      zh 茉莉银针 九窨 :: 福鼎芽头，九窨一提，鲜灵持久，七八泡还有花香。
      ja 茉莉銀針 九窨
      en Jasmine silver needle, nine nights :: Fuding buds scented nine times. Still fragrant at the eighth infusion.
      = ML02 teacake/minis #cfd6b6 #8a9a5b @linen | 68 | 7
      zh 茉莉龙珠 七窨 100克 :: 一颗颗手揉成珠，投杯即开，香气清甜。
      ja 茉莉龍珠 七窨 100g
      en Jasmine dragon pearls, seven nights, 100 g :: Rolled by hand. They open in the cup and fill the room.
      = ML03 pouch/stand #dfe3cf #5f8a5f blossom | 48 packs | 8
      zh 茉莉飘雪 五窨 :: 川味茉莉，汤面飘几朵干花，好看也好喝。
      ja 碧潭飄雪 五窨
      en Bitan Piaoxue, snow on the pond :: Sichuan style: a few dried blossoms float on the cup.
      = ML04 leaves/flowers #8ea06b #f6f0df | 88 packs | 5
      zh 茉莉毛尖 三窨 :: 烘青茶坯，花香与豆香平衡，清爽日常。
      ja 茉莉毛尖 三窨
      en Jasmine maojian, three nights :: An even balance of blossom and green leaf for every day.
      = ML05 tin/short #efe6da #c98a8a blossom | 98 small | 4
      zh 桂花龙井 金秋窨制 :: 满觉陇桂花开的那一周窨制，一年一次。
      ja 桂花龍井 秋限定
      en Osmanthus Longjing, made one week a year :: Scented in the week when the osmanthus of Manjuelong blooms.
      = ML06 pouch/small #f0d9a8 #a8743a | 56 small | 4
      zh 桂花乌龙 蜜香 :: 高山乌龙配桂花，冷泡有蜜糖味。
      ja 桂花烏龍 蜜の香り
      en Osmanthus oolong :: High-mountain oolong and osmanthus; honeyed when brewed cold.
      = ML07 tin/slim #e6d2d6 #96596b | 72 packs | 3
      zh 玫瑰红茶 平阴重瓣 :: 山东平阴玫瑰的花瓣与滇红同窨，温润不燥。
      ja 玫瑰紅茶 平陰産
      en Rose black tea with Pingyin petals :: Shandong rose and Yunnan black tea, warm and round.
      = ML08 sachets/envelopes #dfe6cf #6f9060 blossom | 29 sachets | 6
      zh 茉莉绿茶 冷热两用茶包 :: 玉米纤维三角包，热泡三分钟，冷泡两小时。
      ja 茉莉緑茶 ティーバッグ
      en Jasmine green tea sachets, hot or cold :: Plant-fibre pyramids: three minutes hot, two hours cold.
      = ML09 box/open #b8c79a #f3ecd6 | 188<218 | 3
      zh 四季花茶 品鉴盒 六味 :: 茉莉、桂花、玫瑰、栀子、珠兰、白兰，每味十五克。
      ja 四季の花茶 6種セット
      en Six flower teas of the year, tasting box :: Jasmine, osmanthus, rose, gardenia, chloranthus, magnolia, 15 g each.
      = ML10 tin/round #f2ede0 #88a070 | 84 small | 2
      zh 栀子花绿茶 古法 :: 初夏栀子窨制，甜而不腻。
      ja 梔子緑茶
      en Gardenia green tea :: An early-summer scent, sweet without weight.
      = ML11 jar/herbs #d9dcb8 #f0e2b0 | 52 | 3
      zh 干茉莉花 花蕾 60克 :: 横州茉莉冻干，可配任何茶，也可入甜品。
      ja 乾燥ジャスミン 60g
      en Dried jasmine buds, 60 g :: To mix with any tea, or with rice pudding.
      = ML12 cup/yunomi #f5f2ea #7f9c62 blossom | 45 | 2 in:kitchenware
      zh 茉莉釉里青 品茗杯 :: 手绘茉莉，青花小杯。
      ja 茉莉絵付け 湯呑み
      en Tea cup painted with jasmine :: A small underglaze cup, painted by hand.
      `,
    ),
  },
  {
    slug: 'yunqi-wulong',
    texts: {
      'zh-CN': { name: '云栖乌龙', description: '铁观音、武夷岩茶与台湾高山茶，按焙火分级。' },
      ja: { name: '雲栖 烏龍茶', description: '鉄観音、武夷岩茶、台湾高山茶を焙煎度で選べます。' },
      en: {
        name: 'Yunqi Oolong',
        description: 'Tieguanyin, Wuyi rock teas and Taiwan high-mountain oolongs, by degree of roast.',
      },
    },
    categorySlug: 'tea-coffee',
    freight: { yuan: 8, freeFrom: 99 },
    opensOn: 0,
    pull: 6,
    goods: readGoods(
      oolong,
      `
      = WL01 tin/tall #6b7d4a #d9b65c | 98 packs | 7
      zh 铁观音 清香型 秋茶 :: 安溪祥华，兰花香高扬，汤水清甜。
      ja 鉄観音 清香 秋茶
      en Tieguanyin, green style, autumn :: From Xianghua in Anxi: bright orchid, clear and sweet.
      = WL02 tin/tall #8a5a3a #e0c89a | 118 packs | 6
      zh 铁观音 浓香型 炭焙 :: 荔枝木炭慢焙三道，焦糖与炒米香。
      ja 鉄観音 濃香 炭焙煎
      en Tieguanyin, charcoal roasted :: Three slow roasts over lychee wood; caramel and toasted rice.
      = WL03 pouch/gusset #6a4632 #d8a860 | 148<168 packs | 6 two
      zh 武夷大红袍 中火 :: 拼配自肉桂与水仙，岩骨花香，七泡有余香。
      ja 武夷大紅袍 中火
      en Wuyi Da Hong Pao, medium roast :: A blend of rougui and shuixian with the mineral bone of the rocks.
      = WL04 tin/square #54382a #c58a4a stripes | 198 packs | 4
      zh 马头岩肉桂 足火 :: 桂皮辛香直接，茶汤醇厚有力。
      ja 馬頭岩肉桂 足火
      en Rougui from Horse Head Rock, full roast :: Straight cinnamon bark, deep and strong.
      = WL05 leaves/heap #5a4a34 #8d6c44 | 88 packs | 4
      zh 老枞水仙 焙火 :: 六十年老树，木质与青苔香。
      ja 老叢水仙
      en Shuixian from sixty-year bushes :: Wood, moss, and a soft long aftertaste.
      = WL06 pouch/stand #87a17a #f0e6cc | 128 packs | 6
      zh 阿里山高山乌龙 :: 海拔一千四百米，奶香与花香都干净。
      ja 阿里山 高山烏龍
      en Alishan high-mountain oolong :: Grown at 1,400 metres; milky and floral.
      = WL07 tin/slim #a98a5a #54702f | 136 packs | 4
      zh 冻顶乌龙 传统焙火 :: 南投鹿谷比赛茶同级，熟果香。
      ja 凍頂烏龍 伝統焙煎
      en Dong Ding, traditional roast :: Ripe fruit and warm nuts, from Lugu.
      = WL08 tin/short #b0743a #f2e0b8 | 156 small | 4
      zh 东方美人 蜜香 :: 小绿叶蝉叮咬过的茶芽，天然蜂蜜香。
      ja 東方美人 蜜香
      en Oriental Beauty :: Buds bitten by leafhoppers, which makes the honey.
      = WL09 pouch/kraft #c39a6b #7a5436 | 58 packs | 4
      zh 凤凰单丛 鸭屎香 :: 名字不雅，香气却是银花与柠檬。
      ja 鳳凰単叢 鴨屎香
      en Phoenix Dan Cong "Ya Shi Xiang" :: A rude name for honeysuckle and lemon.
      = WL10 pouch/small #c9a86a #6d5a30 | 62 packs | 3
      zh 凤凰单丛 蜜兰香 :: 潮汕人的日常，蜜桃与兰花。
      ja 鳳凰単叢 蜜蘭香
      en Phoenix Dan Cong "Mi Lan Xiang" :: Peach and orchid, the daily tea of Chaozhou.
      = WL11 box/drawer #6f4a34 #d8b070 | 168<198 | 3
      zh 岩茶品鉴盒 八泡 :: 大红袍、肉桂、水仙、奇兰各两泡。
      ja 岩茶 飲み比べ 8包
      en Rock tea tasting box, eight servings :: Two servings each of four Wuyi teas.
      = WL12 pouch/trio #7d8f5f #b98a4a | 99 | 3
      zh 乌龙三色 清香 蜜香 炭香 :: 一次喝懂焙火的差别，每袋四十克。
      ja 烏龍茶 三種 清香・蜜香・炭香
      en Three roasts of oolong, 3 × 40 g :: Light, honeyed and charcoal, to taste the difference.
      `,
    ),
  },
];
