import { readGoods } from '../catalogue-text.ts';
import { type Business, say } from '../types.ts';

/** A workshop of wooden toys in Asahikawa. */
export const toys: Business = {
  key: 'toys',
  licence: {
    legalName: '株式会社もりのつみき',
    country: 'JP',
    registrationNumber: '4500-01-008821',
    address: { region: '北海道', city: '旭川市', street: '東旭川町 8-1', postalCode: '078-8261' },
  },
  locale: 'ja',
  owner: { key: 'sato.mori', name: '佐藤 森', locale: 'ja' },
  staff: [{ key: 'kudo.hana', name: '工藤 花', locale: 'ja', role: 'manager' }],
  carriers: ['日本郵便', 'ヤマト運輸'],
  pace: { ship: 2, deliver: 4.2 },
  walls: ['#ece3d2', '#dfe4e0', '#efe8dc', '#dbe0e4', '#eadfcd'],
  stores: [
    {
      slug: 'mori-no-tsumiki',
      texts: {
        'zh-CN': { name: '森林积木', description: '北海道旭川的木制玩具，圆角，不上漆。' },
        ja: { name: 'もりのつみき', description: '旭川の木のおもちゃ。角をまるく、塗らずに。' },
        en: {
          name: 'Mori no Tsumiki',
          description: 'Wooden toys from Asahikawa: round corners and no varnish.',
        },
      },
      categorySlug: 'toys',
      freight: { yuan: 30, freeFrom: 400 },
      opensOn: 2,
      pull: 4,
      goods: readGoods(
        {
          categorySlug: 'toys',
          house: say(
            '使用北海道桦木与水曲柳，蜜蜡涂装，通过日本 ST 安全标准。坏了请寄回，我们换零件。',
            '北海道のカバとタモ、蜜蝋仕上げ、ST基準適合。こわれたら送ってください。部品を替えてお返しします。',
            'Birch and ash from Hokkaido under beeswax, to the Japanese ST standard. If it breaks, send it: we replace the part.',
          ),
          options: {
            pieces: {
              name: say('数量', '個数', 'Pieces'),
              values: [
                { texts: say('24块', '24個', '24'), factor: 1, mark: '24' },
                { texts: say('48块', '48個', '48'), factor: 1.8, mark: '48' },
              ],
            },
          },
          endings: [0, 5],
        },
        `
        = MT01 toy/blocks #8fa87a #d8683a | 260 pieces | 8 two
        zh 积木 森林
        ja つみき「森」 :: カバ材、五色の水性塗料。
        en Blocks "Forest" :: Birch in five colours.
        = MT02 toy/blocks #8fb0c0 #e6c46a | 260 pieces | 5
        zh 积木 海
        ja つみき「海」 :: 青と砂の色。
        en Blocks "Sea" :: Blues and sand.
        = MT03 toy/arch #c9605a #e6b84a | 320 | 6
        zh 彩虹拱 暖
        ja にじのアーチ 暖 :: 橋にも、家にも、ゆりかごにも。
        en Rainbow arch, warm :: A bridge, a house, a cradle.
        = MT04 toy/arch #4a6f8c #8fb8a0 | 320 | 5
        zh 彩虹拱 冷
        ja にじのアーチ 寒 :: 北の海の色で。
        en Rainbow arch, cool :: The colours of northern seas.
        = MT05 toy/train #5d7a4c #d8683a | 290 | 5
        zh 小火车 石北线
        ja 汽車「石北線」 :: 貨車には木の実をのせて。
        en Train "Sekihoku Line" :: Acorns ride in the wagons.
        = MT06 toy/train #34507a #e6c46a | 290 | 4
        zh 小火车 夜行
        ja 汽車「夜行」 :: 窓に星をひとつ。
        en Train "Night Express" :: With one star in the window.
        = MT07 toy/rings #d8a24a #c9605a | 180 | 5
        zh 叠叠圈 日落
        ja わなげタワー 夕日 :: 一歳から。
        en Stacking rings, sunset :: From one year.
        = MT08 toy/rings #8fa87a #4a6f8c | 180 | 4
        zh 叠叠圈 山
        ja わなげタワー 山 :: 大雪山の形。
        en Stacking rings, mountain :: In the shape of Daisetsuzan.
        = MT09 toy/bear #8a6a4c #d8a24a | 150 | 6
        zh 木熊
        ja 木のくま :: 手のひらにのる、ひぐま。
        en Wooden bear :: A brown bear for the palm.
        = MT10 toy/fox #c9703a #efe2c8 | 150 | 6
        zh 木狐
        ja 木のきつね :: 冬毛のきたきつね。
        en Wooden fox :: In its winter coat.
        = MT11 toy/bird #c9605a #8fb0c0 | 160 | 4
        zh 木鸟 一对
        ja ことり ふたつ :: しまえなと、のごま。
        en Two birds :: A long-tailed tit and a rubythroat.
        = MT12 toy/whale #4a6f8c #8fb8c8 | 170 | 5
        zh 木鲸
        ja 木のくじら :: 尾がゆれます。
        en Wooden whale :: It rocks on its belly.
        = MT13 toy/rattle #e6b84a #c9605a @flat | 120 | 5 in:baby
        zh 摇铃 三珠
        ja ラトル みつぼし :: 出産のお祝いに。
        en Rattle with three beads :: To welcome somebody.
        = MT14 toy/rattle #8fa87a #d8a24a @linen | 120 | 4 in:baby
        zh 摇铃 叶
        ja ラトル 葉 :: かるい桂の木。
        en Rattle, leaf :: Of light katsura.
        = MT15 toy/house #c9605a #4a6f8c | 480+30 | 3
        zh 娃娃屋
        ja 人形の家 :: 屋根がはずれます。
        en Doll's house :: The roof comes off.
        = MT16 toy/top #d8683a #4a6f8c | 90 | 5
        zh 陀螺 两只
        ja こま ふたつ :: ひもなしで、指でまわす。
        en Two tops :: To spin by hand.
        = MT17 toy/car #4a6f8c #e6c46a | 140 | 5
        zh 小汽车 蓝
        ja くるま 青 :: うしろに引くと走ります。
        en Car, blue :: Pull it back and it goes.
        = MT18 toy/car #c9605a #efe2c8 | 140 | 4
        zh 小汽车 红
        ja くるま 赤 :: 消防署のとなりの家の車。
        en Car, red :: It lives beside the fire station.
        = MT19 toy/abacus #d8a24a #5d7a4c | 230 | 3
        zh 算珠架
        ja かずの木 :: 五つの列、五つの色。
        en Counting frame :: Five rows, five colours.
        = MT20 box/sleeve #efe2c8 #8fa87a | 380 | 3 in:gifts
        zh 出生礼盒
        ja 誕生のおくりもの :: ラトルとくま、名入れつき。
        en A box for a new arrival :: Rattle and bear, with a name burnt in.
        `,
      ),
    },
  ],
};
