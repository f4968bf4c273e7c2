import { readGoods } from '../catalogue-text.ts';
import { type StoreStory, say } from '../types.ts';
import { teaShelf } from './shared.ts';

const cold = teaShelf(
  say(
    '冷泡：一升凉水一包，冷藏四到六小时；热泡：三百毫升九十度水，三分钟。茶包为可降解玉米纤维。',
    '水出しは1Lに1包、冷蔵庫で4〜6時間。お湯なら300mlで3分。ティーバッグは植物由来です。',
    'Cold: one sachet to a litre, four to six hours in the fridge. Hot: 300 ml for three minutes. The sachets are compostable.',
  ),
  'drinks',
);
const snacks = teaShelf(
  say(
    '每周二、周五现做现发，常温保质十五到三十天，收到后请尽快享用。配料表干净，无香精。',
    '火曜と金曜に手づくりして発送します。常温で15〜30日。香料は使っていません。',
    'Made and sent on Tuesdays and Fridays. Keeps fifteen to thirty days; better sooner. No flavourings.',
  ),
  'snacks',
);

export const lightStores: StoreStory[] = [
  {
    slug: 'yunqi-lengpao',
    texts: {
      'zh-CN': { name: '云栖冷泡', description: '办公室和路上的茶：三角包、冷泡瓶、轻花果。' },
      ja: { name: '雲栖 水出し茶', description: 'オフィスでも外出先でも。ティーバッグと水出しボトル。' },
      en: {
        name: 'Yunqi Cold Brew',
        description: 'Tea for the desk and the road: sachets, bottles, light fruit.',
      },
    },
    categorySlug: 'drinks',
    freight: { yuan: 6, freeFrom: 68 },
    opensOn: 20,
    pull: 5,
    goods: readGoods(
      cold,
      `
      = LP01 sachets/cup #7d9a4f #e0c66a | 29 sachets | 7
      zh 冷泡龙井 三角包 :: 清甜微豆香，不苦。
      ja 水出し 龍井
      en Cold-brew Longjing :: Sweet and green, never bitter.
      = LP02 sachets/pyramids #e0a878 #c9605a | 32 sachets | 8
      zh 白桃乌龙 冷泡包 :: 冻干白桃丁配清香乌龙。
      ja 白桃烏龍
      en White peach oolong :: With pieces of freeze-dried peach.
      = LP03 sachets/envelopes #6f9f8a #e6e0c8 waves | 32 sachets | 5
      zh 薄荷绿茶 冷泡包 :: 留兰香薄荷，夏天解暑。
      ja ミント緑茶
      en Mint green tea :: Spearmint, for hot afternoons.
      = LP04 sachets/pyramids #8c3b52 #e2b0c0 | 35 sachets | 5
      zh 荔枝玫瑰红茶 冷泡包 :: 像汽水一样的果香。
      ja 茘枝と薔薇の紅茶
      en Lychee and rose black tea :: Like lemonade for grown-ups.
      = LP05 camp/bottle #86a8a0 #f0ece0 | 79<99 | 6 two in:kitchenware
      zh 冷泡瓶 550ml 滤网盖 :: 耐热玻璃，盖里带细网。
      ja 水出しボトル 550ml
      en Cold-brew bottle with filter, 550 ml :: Heat-proof glass, a fine mesh in the lid.
      = LP06 camp/bottle #d8b7a0 #6a4a3a | 118 | 4 in:kitchenware
      zh 保温随行杯 380ml 茶水分离 :: 上层放茶，下层喝水。
      ja 茶漉し付き タンブラー 380ml
      en Travel flask with tea chamber, 380 ml :: Leaves above, tea below.
      = LP07 sachets/envelopes #c9a24a #5a4632 | 29 sachets | 4
      zh 桂花乌龙 冷泡包 :: 秋天的味道，全年都有。
      ja 桂花烏龍
      en Osmanthus oolong :: Autumn, all year round.
      = LP08 pouch/trio #a8c09a #e8c0a0 | 88 | 5
      zh 冷泡三味 三十包 :: 龙井、白桃乌龙、桂花乌龙各十包。
      ja 水出し 3種 30包
      en Three cold brews, thirty sachets :: Ten each of the favourites.
      = LP09 sachets/cup #d8c46a #a8743a | 26 sachets | 4
      zh 大麦茶 烘焙 冷热两用 :: 无咖啡因，老人孩子都能喝。
      ja 麦茶 深煎り
      en Roasted barley tea :: No caffeine; for everyone at the table.
      = LP10 sachets/pyramids #4a6a5a #c8d8a0 | 36 sachets | 3
      zh 玄米茶 煎米香 :: 绿茶与炒米，饭后清口。
      ja 玄米茶
      en Genmaicha :: Green tea and toasted rice.
      = LP11 cup/tumbler #e4ecec #86a8a0 | 45 | 3 in:kitchenware
      zh 竖纹玻璃杯 两只 :: 冷泡倒进去有光。
      ja 縦縞グラス 2個
      en Two ribbed glasses :: They catch the light.
      = LP12 box/open #e8c0a0 #8aa86b | 69 | 3
      zh 一周七味 冷泡尝鲜盒 :: 每天一味，先试再囤。
      ja 七日の水出し お試し
      en Seven cold brews for a week :: One a day.
      `,
    ),
  },
  {
    slug: 'yunqi-chadian',
    texts: {
      'zh-CN': { name: '云栖茶点', description: '配茶的小点心。社群每周四晚八点开团。' },
      ja: { name: '雲栖 茶菓子', description: 'お茶に合う小さなお菓子。木曜の夜はグループ購入の日。' },
      en: {
        name: 'Yunqi Tea Sweets',
        description: 'Small things to eat with tea. Our group buys open on Thursday evenings.',
      },
    },
    categorySlug: 'snacks',
    freight: { yuan: 6, freeFrom: 66 },
    opensOn: 2,
    pull: 5,
    goods: readGoods(
      snacks,
      `
      = CD01 sweets/cubes #a8b86a #f0e6c0 | 36<42 | 9 two
      zh 绿豆糕 龙井味 12枚 :: 冰皮细腻，入口即化。社群最爱。
      ja 緑豆糕 龍井風味 12個
      en Mung bean cakes with Longjing, 12 :: They melt. Our group’s favourite.
      = CD02 sweets/cubes #e6c46a #c98a3a | 38 | 7
      zh 桂花糕 手工 8块 :: 糯米粉与糖桂花，软糯不粘牙。
      ja 桂花糕 8個
      en Osmanthus rice cakes, 8 :: Soft, with sugared blossom.
      = CD03 biscuits/stack #7d8f4a #e8dcae | 32 | 6
      zh 龙井酥 6枚 :: 猪油起酥，茶香馅。
      ja 龍井酥 6個
      en Longjing shortcakes, 6 :: Flaky, with a tea filling.
      = CD04 biscuits/nuts #b07a46 #e0c08a | 42 | 6
      zh 琥珀核桃 200克 :: 临安山核桃仁，薄糖壳。
      ja 琥珀くるみ 200g
      en Amber walnuts, 200 g :: From Lin’an, in a thin coat of sugar.
      = CD05 jar/cookies #c98a4a #7d8f4a | 46 | 4
      zh 抹茶曲奇 罐装 :: 发酵黄油，宇治抹茶。
      ja 抹茶クッキー 瓶入り
      en Matcha biscuits in a jar :: Cultured butter and Uji matcha.
      = CD06 sweets/mochi #e6b8b0 #ffffff | 34 | 5
      zh 雪媚娘 茉莉奶冻 4枚 :: 冷链发货，化冻即食。
      ja 雪媚娘 ジャスミン 4個
      en Jasmine snow cakes, 4 :: Sent cold; eat as they thaw.
      = CD07 biscuits/strips #d8a860 #8a5a2a | 28 | 5
      zh 芝麻薄脆 180克 :: 黑白芝麻，麦芽糖。
      ja 胡麻の薄焼き 180g
      en Sesame crisps, 180 g :: Black and white sesame, malt sugar.
      = CD08 sweets/blossoms #e2b0b8 #f0d9a0 | 68 | 4
      zh 荷花酥 礼装 6朵 :: 油炸开瓣，三层配色。
      ja 荷花酥 6個
      en Lotus pastries, 6 flowers :: They open in the oil.
      = CD09 loaf/cubes #d8bc86 #6b3a1c | 45 | 4
      zh 红枣枣泥蒸糕 :: 新疆若羌枣，不加水不加油。
      ja 棗の蒸しケーキ
      en Steamed jujube cake :: Dates, eggs and little else.
      = CD10 jar/jam #8a4a3a #e6c46a | 39 | 3
      zh 山楂玫瑰酱 230克 :: 抹吐司、冲水、配红茶。
      ja 山査子と薔薇のジャム 230g
      en Hawthorn and rose jam, 230 g :: On toast, or in black tea.
      = CD11 biscuits/plate #e0c08a #7a3b30 | 30 | 4
      zh 蔓越莓雪花酥 250克 :: 奶香足，不过甜。
      ja クランベリー雪花酥 250g
      en Cranberry nougat crisps, 250 g :: Milky and not too sweet.
      = CD12 box/open #e8dcae #a8b86a | 88<108 | 5
      zh 六宫格茶点礼盒 :: 六样点心，下午茶刚好。
      ja 茶菓子 6種 詰合せ
      en Six tea sweets in a box :: An afternoon’s worth.
      `,
    ),
  },
];
