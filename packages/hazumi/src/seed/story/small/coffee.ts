import { readGoods, type Shelf } from '../catalogue-text.ts';
import { type Business, type StoreStory, say } from '../types.ts';

const shelf = (categorySlug: string): Shelf => ({
  categorySlug,
  house: say(
    'Laneway 在墨尔本布伦瑞克烘焙，每周一、四出炉，豆袋印有烘焙日期。养豆七天后最好喝。',
    'Laneway はメルボルン・ブランズウィックの焙煎所。月曜と木曜に焼き、袋に焙煎日を記します。',
    'Roasted in Brunswick, Melbourne, on Mondays and Thursdays; the date is on the bag. Best from day seven.',
  ),
  options: {
    beans: {
      name: say('规格', '内容量', 'Bag'),
      values: [
        { texts: say('250克 豆', '250g 豆', '250 g beans'), factor: 1, mark: '250' },
        { texts: say('250克 粉', '250g 粉', '250 g ground'), factor: 1, mark: '250G' },
        { texts: say('1公斤 豆', '1kg 豆', '1 kg beans'), factor: 3.6, mark: '1K' },
      ],
    },
  },
  endings: [0, 5, 8],
});

const beans: StoreStory = {
  slug: 'laneway-coffee',
  texts: {
    'zh-CN': { name: 'Laneway 咖啡豆', description: '墨尔本小巷里的烘焙所，单品与拼配。' },
    ja: { name: 'Laneway コーヒー', description: 'メルボルンの路地の焙煎所から。' },
    en: {
      name: 'Laneway Coffee',
      description: 'Single origins and blends from a roastery in a Melbourne lane.',
    },
  },
  categorySlug: 'tea-coffee',
  freight: { yuan: 38, freeFrom: 400 },
  opensOn: 0,
  pull: 6,
  goods: readGoods(
    shelf('tea-coffee'),
    `
    = LC01 pouch/gusset #2f3a44 #d8a24a | 98 beans | 8 two
    zh 拼配「三号线」 意式
    en Route 3, espresso blend :: Cocoa, cherry, and enough body for milk.
    = LC02 pouch/gusset #b5623c #f0dcb8 stripes | 98 beans | 6
    zh 拼配「砖巷」 手冲
    en Bluestone, filter blend :: Toffee and orange; forgiving on a sleepy morning.
    = LC03 pouch/stand #6f8a6a #f0e3b2 leaves | 128 beans | 6
    zh 埃塞俄比亚 耶加雪菲 水洗
    en Ethiopia Yirgacheffe, washed :: Jasmine, lemon, black tea.
    = LC04 pouch/stand #8a4a6a #f0d0d8 blossom | 138 beans | 5
    zh 埃塞俄比亚 古吉 日晒
    en Ethiopia Guji, natural :: Blueberry jam and rose.
    = LC05 pouch/stand #c9a24a #5a4632 | 118 beans | 4
    zh 哥伦比亚 慧兰
    en Colombia Huila :: Red apple and panela.
    = LC06 pouch/stand #5a7a8a #e8dcc0 waves | 148 beans | 3
    zh 肯尼亚 涅里 AA
    en Kenya Nyeri AA :: Blackcurrant, tomato leaf, long.
    = LC07 pouch/stand #7a5a3c #d8c49a hills | 128 beans | 4
    zh 云南 保山 日晒
    en Yunnan Baoshan, natural :: From friends in China: plum and brown sugar.
    = LC08 pouch/kraft #c39a6b #2f3a44 | 88 beans | 4
    zh 低因拼配「晚班」
    en Night Shift, decaf blend :: Sugar-cane process; tastes like coffee.
    = LC09 sachets/envelopes #2f3a44 #b5623c stripes | 68 | 6
    zh 挂耳咖啡 三味 12包
    ja ドリップバッグ 3種 12袋
    en Drip bags, three coffees, twelve :: For offices and hotel rooms.
    = LC10 tin/short #2f3a44 #d8a24a | 138 | 3
    zh 冷萃咖啡粉 罐装
    en Cold brew in a tin :: Coarse ground; steep overnight.
    = LC11 box/sleeve #d8cdb8 #b5623c | 188 | 4 in:gifts
    zh 三只单品礼盒
    ja シングルオリジン 3種ギフト
    en Three origins in a sleeve :: 100 g each, changing by season.
    = LC12 jar/cookies #c98a4a #5a3a24 | 78 | 3 in:snacks
    zh Anzac 燕麦饼干
    ja アンザックビスケット
    en Anzac biscuits in a jar :: Oats, golden syrup, coconut.
    = LC13 biscuits/nuts #5a3424 #8a5a3a | 58 | 3 in:snacks
    zh 巧克力咖啡豆 150克
    en Chocolate-coated beans, 150 g :: Dangerous beside a keyboard.
    = LC14 pouch/trio #b5623c #2f3a44 | 238 | 3
    zh 每月订阅 三包
    en A month of Laneway, three bags :: The roaster's choice.
    `,
  ),
};

const gear: StoreStory = {
  slug: 'laneway-gear',
  texts: {
    'zh-CN': { name: 'Laneway 器具', description: '滤杯、手冲壶、磨豆机与杯子。' },
    ja: { name: 'Laneway ギア', description: 'ドリッパー、ケトル、ミル、カップ。' },
    en: { name: 'Laneway Gear', description: 'Drippers, kettles, grinders and cups we use ourselves.' },
  },
  categorySlug: 'kitchenware',
  freight: { yuan: 38, freeFrom: 400 },
  opensOn: 12,
  pull: 4,
  goods: readGoods(
    shelf('kitchenware'),
    `
    = LG01 brew/dripper #efe9de #b5623c | 158 | 6
    zh 陶瓷滤杯 01 白
    en Ceramic dripper, white :: Forty ribs, one big hole.
    = LG02 brew/dripper #3f5f4f #d8a24a | 158 | 4
    zh 陶瓷滤杯 01 绿
    en Ceramic dripper, green :: The same in bottle green.
    = LG03 brew/kettle #3b3d42 #8a6238 | 468 | 5 two
    zh 手冲壶 900ml 黑
    en Gooseneck kettle, 900 ml, black :: A pencil-thin pour.
    = LG04 brew/kettle #b9a488 #5a4632 | 498 | 3
    zh 手冲壶 900ml 香槟
    en Gooseneck kettle, 900 ml, champagne :: With a walnut grip.
    = LG05 brew/grinder #8a9097 #8a6238 | 560 | 5
    zh 手摇磨豆机 银
    en Hand grinder, silver :: 38 mm steel burrs; forty seconds a cup.
    = LG06 brew/grinder #7a3b30 #c8a860 stripes | 560 | 3
    zh 手摇磨豆机 红
    en Hand grinder, oxblood :: For the drawer you never close.
    = LG07 brew/server #dfe8ea #8a6238 | 148 | 4
    zh 分享壶 600ml
    en Glass server, 600 ml :: With a wooden collar.
    = LG08 brew/press #4a4c50 #c9704a | 228 | 4
    zh 法压壶 800ml
    en French press, 800 ml :: Four minutes, then patience.
    = LG09 brew/moka #a8adb0 #2f2c2a | 268 | 4
    zh 摩卡壶 四杯
    en Moka pot, four cups :: For Sundays.
    = LG10 brew/scale #e6e2da #c9704a | 328 | 3
    zh 手冲电子秤 计时
    en Coffee scale with timer :: 0.1 g; charges by USB-C.
    = LG11 brew/filters #efe3cc #b5623c | 38 | 6
    zh 滤纸 01 一百张
    en Hundred paper filters :: Unbleached abaca.
    = LG12 cup/espresso #efe9de #2f3a44 | 88 | 5
    zh 浓缩杯碟 白
    en Espresso cup and saucer, white :: Thick, as it should be.
    = LG13 cup/mug #2f3a44 #d8a24a bands | 98 | 5
    zh Laneway 马克杯 蓝
    en Laneway mug, tram blue :: 300 ml, for a flat white and a bit.
    = LG14 cup/tumbler #b5623c #f0dcb8 speckle | 78 | 3
    zh 无柄拿铁杯 陶土
    en Latte cup without handle, clay :: Warms the hands.
    = LG15 desk/slats #8a5a3c #3f2c20 @wood | 138 | 2
    zh 布粉座与压粉器 胡桃木
    en Walnut tamping station :: Keeps the bench clean.
    `,
  ),
};

/** A coffee roaster in Melbourne. */
export const coffee: Business = {
  key: 'coffee',
  licence: {
    legalName: 'Laneway Roasters Pty Ltd',
    country: 'AU',
    registrationNumber: 'ABN 53 617 204 889',
    address: { region: 'Victoria', city: 'Brunswick', street: '41 Weston Street', postalCode: '3056' },
  },
  locale: 'en',
  owner: { key: 'harriet.cole', name: 'Harriet Cole', locale: 'en' },
  staff: [{ key: 'jack.nguyen', name: 'Jack Nguyen', locale: 'en', role: 'clerk' }],
  carriers: ['Australia Post', 'DHL'],
  pace: { ship: 1.2, deliver: 7 },
  walls: ['#e4dfd6', '#d9dcdd', '#eae2d5', '#cfd5d8', '#e0d3c3'],
  stores: [beans, gear],
};
