import { readGoods } from '../catalogue-text.ts';
import { type StoreStory, say } from '../types.ts';
import { teaShelf } from './shared.ts';

const herbs = teaShelf(
  say(
    '无硫烘干，批次有农残检测报告。花草茶为普通食品，不能代替药物；孕期饮用请先咨询医生。',
    '硫黄を使わずに乾燥させ、残留農薬を検査しています。薬の代わりにはなりません。妊娠中の方は医師にご相談ください。',
    'Dried without sulphur and tested for residues. A food, not a medicine; ask your doctor first when pregnant.',
  ),
  'drinks',
);
const matcha = teaShelf(
  say(
    '遮阴二十天，石磨细粉，充氮密封。开封后请冷藏，一个月内用完。',
    '20日間の覆い下栽培、石臼挽き、窒素充填。開封後は冷蔵し、1か月以内にお使いください。',
    'Shaded twenty days, stone-ground, sealed in nitrogen. Keep cold once opened and use within a month.',
  ),
);

export const herbalStores: StoreStory[] = [
  {
    slug: 'yunqi-huacao',
    texts: {
      'zh-CN': { name: '云栖花草', description: '菊花、枸杞、陈皮，单方与配方花草茶。' },
      ja: { name: '雲栖 花草茶', description: '菊花、枸杞、陳皮。カフェインのないお茶。' },
      en: {
        name: 'Yunqi Herbal',
        description: 'Chrysanthemum, goji, peel: single flowers and quiet blends without caffeine.',
      },
    },
    categorySlug: 'drinks',
    freight: { yuan: 6, freeFrom: 68 },
    opensOn: 27,
    pull: 4,
    goods: readGoods(
      herbs,
      `
      = HH01 jar/herbs #e6cf6a #8a9a5b | 42 | 7
      zh 胎菊 桐乡头采 80克 :: 未开的小菊蕾，清甜明目。
      ja 胎菊 桐郷産 80g
      en Chrysanthemum buds from Tongxiang, 80 g :: Picked before they open.
      = HH02 leaves/flowers #c9b45a #f6f0df | 56 | 5
      zh 金丝皇菊 20朵 :: 一朵一杯，开满一碗。
      ja 金絲皇菊 20輪
      en Imperial yellow chrysanthemum, 20 flowers :: One fills a cup.
      = HH03 pouch/stand #c9605a #e8dcae | 39 | 6
      zh 宁夏枸杞 特级 250克 :: 中宁产，免洗可直接嚼。
      ja 寧夏 枸杞の実 250g
      en Goji from Ningxia, 250 g :: Ready to eat or steep.
      = HH04 sachets/pyramids #d8a03a #c9605a | 36 sachets | 6
      zh 菊花枸杞 决明子茶包 :: 久看屏幕的人喝。
      ja 菊花・枸杞・決明子
      en Chrysanthemum, goji and cassia sachets :: For tired eyes.
      = HH05 pouch/kraft #c39a6b #b07a46 | 32 | 4
      zh 红豆薏米 炒制 :: 先炒后配，不寒凉。
      ja 小豆とはと麦 炒り
      en Roasted red bean and coix :: Roasted first, so it warms.
      = HH06 jar/herbs #d98a9a #96596b | 58 | 5
      zh 平阴玫瑰 重瓣花蕾 60克 :: 油润饱满，香气浓。
      ja 平陰 薔薇のつぼみ 60g
      en Rose buds from Pingyin, 60 g :: Full-petalled and fragrant.
      = HH07 sachets/envelopes #8a9a78 #d8c46a | 34 sachets | 3
      zh 洋甘菊 睡前茶包 :: 温和不苦。
      ja カモミール おやすみ前に
      en Chamomile for the night :: Mild, and never bitter.
      = HH08 pouch/trio #b8c79a #d98a9a | 78<92 | 4
      zh 三花三果 组合装 :: 菊、玫、茉；枸、枣、陈皮。
      ja 三花三果セット
      en Three flowers, three fruits :: Six small bags to mix.
      = HH09 jar/honey #d8952f #e6cf6a | 68 | 3 in:snacks
      zh 洋槐蜜 500克 :: 花草茶的好搭档，清浅不酸。
      ja アカシアはちみつ 500g
      en Acacia honey, 500 g :: Light, and kind to flowers.
      = HH10 pouch/small #6f7f5f #a8b56a | 28 | 2
      zh 荷叶 切丝 冬瓜皮 :: 清爽解腻。
      ja 蓮の葉茶
      en Lotus leaf, cut fine :: Clean after rich food.
      = HH11 tin/round #e0d0a8 #a5622f | 49 | 3
      zh 桂圆红枣 围炉罐 :: 煮的时候加一片姜。
      ja 竜眼となつめ 缶入り
      en Longan and jujube for the stove :: Add a slice of ginger.
      = HH12 brew/press #c98a3a #6f8f58 | 99 | 2 in:kitchenware
      zh 花茶压滤壶 600ml :: 高硼硅玻璃，看花开。
      ja 花茶プレス 600ml
      en Press for flower teas, 600 ml :: Glass, to watch them open.
      `,
    ),
  },
  {
    slug: 'yunqi-moccha',
    texts: {
      'zh-CN': { name: '云栖抹茶', description: '径山抹茶与点茶器具。门店合并，清仓停业中。' },
      ja: { name: '雲栖 抹茶', description: '径山抹茶と茶道具。店舗統合のため閉店準備中です。' },
      en: {
        name: 'Yunqi Matcha',
        description: 'Matcha from Jingshan and tools to whisk it. Moving into our teaware store.',
      },
    },
    categorySlug: 'tea-coffee',
    freight: { yuan: 8, freeFrom: 99 },
    opensOn: 24,
    pull: 3,
    goods: readGoods(
      matcha,
      `
      = MC01 tin/short #6a8a3c #f0ece0 | 98 small | 6
      zh 径山抹茶 仪式级 :: 薄茶浓茶都能点，沫饽细白。
      ja 径山抹茶 お点前用
      en Jingshan matcha, ceremonial :: For thin tea or thick.
      = MC02 pouch/small #84a04a #35523f | 58 | 6
      zh 径山抹茶 拿铁级 100克 :: 颜色翠，做拿铁不沉底。
      ja 径山抹茶 ラテ用 100g
      en Jingshan matcha for lattes, 100 g :: Bright green, and it stays up.
      = MC03 leaves/powder #7a9a3a #f0ece0 | 42 | 4
      zh 烘焙抹茶粉 200克 :: 烤过也绿。
      ja 製菓用 抹茶 200g
      en Matcha for baking, 200 g :: Stays green in the oven.
      = MC04 bowl/chawan #3c3a36 #b8a27a drip | 148 | 4 two in:kitchenware
      zh 点茶盏 黑釉 :: 深腹好打沫。
      ja 黒釉 抹茶碗
      en Black matcha bowl :: Deep enough to whisk in.
      = MC05 cup/tumbler #d8c49a #7a5a3c stripes | 88 | 3 in:kitchenware
      zh 竹茶筅与茶勺 两件 :: 百本立，白竹手削。
      ja 茶筅と茶杓
      en Bamboo whisk and scoop :: A hundred tines, cut by hand.
      = MC06 box/open #7a9a3a #f3ecd6 | 238<278 | 3
      zh 点茶入门 五件套 :: 盏、筅、勺、筛、抹茶三十克。
      ja お点前はじめて 5点
      en First matcha, five pieces :: Bowl, whisk, scoop, sieve, tea.
      = MC07 loaf/roll #a8bc6a #6b8a3a | 58 | 3 in:snacks
      zh 抹茶瑞士卷 冷链 :: 奶油轻，茶味足。
      ja 抹茶ロール
      en Matcha roll, sent cold :: Light cream, much tea.
      = MC08 biscuits/stack #8aa04a #e8dcae | 36 | 3 in:snacks
      zh 抹茶巧克力脆 12枚 :: 白巧外壳。
      ja 抹茶チョコ 12枚
      en Matcha chocolate crisps, 12 :: In a white coat.
      = MC09 tin/pair #6a8a3c #b8743a | 128 | 2
      zh 抹茶与焙茶粉 双罐 :: 一绿一褐，拿铁两味。
      ja 抹茶とほうじ茶パウダー
      en Matcha and hojicha powder :: Two lattes, green and brown.
      = MC10 textile/folded #6f8f4a #e8e0cc | 45 | 2
      zh 点茶席布 亚麻 :: 素色不抢茶。
      ja 麻の茶席布
      en Linen mat for tea :: Plain, so the tea shows.
      = MC11 teapot/warmer #4a4c48 #b58a58 | 268 | 2 in:kitchenware
      zh 铸铁烧水壶 900ml :: 内壁珐琅，软化水质。
      ja 鉄瓶 900ml
      en Cast-iron kettle, 900 ml :: Enamelled inside.
      = MC12 sachets/envelopes #84a04a #e0d8b0 | 33 sachets | 3
      zh 抹茶条 即溶 :: 冷水摇一摇。
      ja 抹茶スティック
      en Matcha sticks :: Shake with cold water.
      `,
    ),
  },
];
