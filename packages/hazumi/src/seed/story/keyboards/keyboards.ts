import type { Shelf } from '../catalogue-text.ts';
import { readGoods } from '../catalogue-text.ts';
import { compose, usualTitle } from '../compose.ts';
import { type Business, type StoreStory, say } from '../types.ts';
import { colourways } from './colourways.ts';

const shelf = (categorySlug = 'computers'): Shelf => ({
  categorySlug,
  house: say(
    '键织在深圳宝安设计、装配与售后。整机保修两年，轴体与固件教程在随附卡片的二维码里。',
    'キーオリは深圳・宝安で設計と組立を行っています。本体は2年保証です。',
    'Keyloom designs, assembles and repairs in Bao’an, Shenzhen. Two years’ warranty on every board.',
  ),
  options: {
    switches: {
      name: say('轴体', 'スイッチ', 'Switches'),
      values: [
        { texts: say('静音线性 38克', '静音リニア 38g', 'Silent linear, 38 g'), factor: 1, mark: 'SL' },
        { texts: say('段落 45克', 'タクタイル 45g', 'Tactile, 45 g'), factor: 1, mark: 'TA' },
        { texts: say('重轴线性 62克', 'リニア 62g', 'Linear, 62 g'), factor: 1.06, mark: 'HL' },
      ],
    },
    profile: {
      name: say('高度', 'プロファイル', 'Profile'),
      values: [
        { texts: say('原厂高度', 'Cherry', 'Cherry'), factor: 1, mark: 'CH' },
        { texts: say('球帽', 'SA', 'SA'), factor: 1.2, mark: 'SA' },
      ],
    },
    count: {
      name: say('数量', '個数', 'Pieces'),
      values: [
        { texts: say('35颗', '35個', '35'), factor: 1, mark: '35' },
        { texts: say('70颗', '70個', '70'), factor: 1.9, mark: '70' },
        { texts: say('110颗', '110個', '110'), factor: 2.9, mark: '110' },
      ],
    },
    length: {
      name: say('长度', '長さ', 'Length'),
      values: [
        { texts: say('1.2米', '1.2m', '1.2 m'), factor: 1, mark: '12' },
        { texts: say('1.8米', '1.8m', '1.8 m'), factor: 1.15, mark: '18' },
      ],
    },
    size: {
      name: say('尺寸', 'サイズ', 'Size'),
      values: [
        { texts: say('60×30厘米', '60×30cm', '60 × 30 cm'), factor: 1, mark: 'M' },
        { texts: say('90×40厘米', '90×40cm', '90 × 40 cm'), factor: 1.5, mark: 'L' },
      ],
    },
  },
  endings: [9],
});

const boards: StoreStory = {
  slug: 'keyloom',
  texts: {
    'zh-CN': { name: '键织', description: '深圳手工装配的机械键盘，三模，可换轴。' },
    ja: { name: 'キーオリ', description: '深圳で一台ずつ組み立てるメカニカルキーボード。' },
    en: {
      name: 'Keyloom',
      description: 'Mechanical keyboards assembled by hand in Shenzhen; three modes, hot-swappable.',
    },
  },
  categorySlug: 'computers',
  freight: { yuan: 0, freeFrom: null },
  opensOn: 0,
  pull: 9,
  goods: compose(shelf(), {
    prefix: 'KB',
    finishes: colourways,
    title: usualTitle,
    forms: {
      k65: {
        titles: say('K65 机械键盘 65%', 'K65 メカニカルキーボード', 'K65 keyboard, 65 %'),
        notes: say(
          '六十七键，方向键独立，铝坨坨一点二公斤。',
          '67キー、独立した矢印キー、1.2kgのアルミ筐体。',
          'Sixty-seven keys, its own arrows, 1.2 kg of aluminium.',
        ),
        motif: 'keyboard/compact',
        yuan: 599,
        options: 'switches',
        pull: 8,
      },
      k60: {
        titles: say('K60 机械键盘 60%', 'K60 メカニカルキーボード', 'K60 keyboard, 60 %'),
        notes: say(
          '六十一键，放进双肩包也不占地方。',
          '61キー。リュックにも収まります。',
          'Sixty-one keys; it goes into a backpack.',
        ),
        motif: 'keyboard/sixty',
        yuan: 459,
        options: 'switches',
        pull: 5,
      },
      k87: {
        titles: say('K87 机械键盘 87键', 'K87 テンキーレス', 'K87 tenkeyless keyboard'),
        notes: say(
          'Gasket 结构，声音像下雨。',
          'ガスケットマウント。雨音のような打鍵音。',
          'Gasket-mounted; it sounds like rain.',
        ),
        motif: 'keyboard/tenkeyless',
        yuan: 699,
        options: 'switches',
        pull: 6,
      },
      k104: {
        titles: say('K104 全尺寸键盘', 'K104 フルサイズ', 'K104 full-size keyboard'),
        notes: say(
          '给需要数字区的人，财务与剪辑常用。',
          '経理や編集の方に。テンキーつき。',
          'For those who need the numbers.',
        ),
        motif: 'keyboard/full',
        yuan: 749,
        options: 'switches',
        pull: 3,
      },
      split: {
        titles: say('双手 分体人体工学键盘', 'ふたて 分割キーボード', 'Two Hands split keyboard'),
        notes: say(
          '左右分开，肩膀打开，三天适应。',
          '左右に分けて、肩をひらく。慣れるまで三日。',
          'Apart, so your shoulders open. Give it three days.',
        ),
        motif: 'keyboard/split',
        yuan: 899,
        options: 'switches',
        pull: 3,
      },
      numpad: {
        titles: say('K21 数字小键盘', 'K21 テンキー', 'K21 number pad'),
        notes: say(
          '蓝牙双设备，可放左手边。',
          'Bluetooth 2台。左手側にも。',
          'Two devices over Bluetooth; try it on the left.',
        ),
        motif: 'keyboard/numpad',
        yuan: 229,
        pull: 3,
      },
      macro: {
        titles: say('K12 旋钮宏键盘', 'K12 マクロパッド', 'K12 macro pad with dial'),
        notes: say(
          '十二键一旋钮，调音量、滚时间线。',
          '12キーとダイヤル。',
          'Twelve keys and a dial for volume or timelines.',
        ),
        motif: 'keyboard/macro',
        yuan: 259,
        pull: 3,
      },
    },
    made: `
      k65: pine* harbour lychee rice
      k60: ink rice dusk
      k87: harbour* pine ink
      k104: rice ink
      split: ink dusk
      numpad: rice pine
      macro: lychee`,
  }),
};

const caps: StoreStory = {
  slug: 'keyloom-caps',
  texts: {
    'zh-CN': { name: '键织 键帽', description: 'PBT 热升华与陶瓷感键帽，轴体散件。' },
    ja: { name: 'キーオリ キーキャップ', description: 'PBTキーキャップとスイッチ。' },
    en: { name: 'Keyloom Caps', description: 'PBT keycap sets, single caps and switches.' },
  },
  categorySlug: 'computers',
  freight: { yuan: 6, freeFrom: 99 },
  opensOn: 7,
  pull: 5,
  goods: [
    ...compose(shelf(), {
      prefix: 'KC',
      finishes: colourways,
      title: usualTitle,
      forms: {
        set: {
          titles: say('全套键帽 126键', 'キーキャップ 126個', 'Keycap set, 126 keys'),
          notes: say(
            '一点五毫米厚 PBT，五面热升华。',
            '厚さ1.5mmのPBT、五面昇華印刷。',
            'PBT 1.5 mm thick, dye-sublimated on five sides.',
          ),
          motif: 'keycaps/set',
          yuan: 189,
          options: 'profile',
          pull: 6,
        },
        tray: {
          titles: say('礼盒键帽 140键', 'ギフト キーキャップ', 'Keycaps in a gift tray'),
          notes: say(
            '附拔键器与收纳盘。',
            'キープラー付き収納トレイ。',
            'With a puller and a tray to keep them.',
          ),
          motif: 'keycaps/tray',
          yuan: 239,
          options: 'profile',
          pull: 3,
        },
        art: {
          titles: say('手作单颗键帽', '手づくりキーキャップ 1個', 'Artisan keycap'),
          notes: say(
            '树脂浇铸，每颗气泡都不同。',
            'レジン製。ひとつずつ違います。',
            'Cast in resin; each is its own.',
          ),
          motif: 'keycaps/few',
          yuan: 88,
          pull: 3,
        },
      },
      made: `
        set: pine harbour* lychee rice ink dusk
        tray: dusk rice
        art: harbour lychee`,
    }),
    ...readGoods(
      shelf(),
      `
      = KS01 keyswitch/pile #6f8f7a #c9605a | 79 count | 6
      zh 静音线性轴 「竹」 :: 三十八克触底，出厂已润。
      ja 静音リニアスイッチ「竹」
      en Silent linear switches "Bamboo" :: 38 g, lubed at the factory.
      = KS02 keyswitch/row #c9a24a #5a4632 | 85 count | 5
      zh 段落轴 「石」 :: 提前段落，回弹利落。
      ja タクタイルスイッチ「石」
      en Tactile switches "Stone" :: An early bump and a quick return.
      = KS03 keyswitch/one #8a9ab8 #e6ddcc | 92 count | 4
      zh 长弹簧线性轴 「溪」 :: 双段弹簧，声音清脆。
      ja リニアスイッチ「渓」
      en Linear switches "Brook" :: Two-stage spring; crisp.
      = KS04 desk/clips #8a8f94 #c9704a | 29 | 3
      zh 拔轴拔键二合一 :: 不锈钢钢丝，不刮键帽。
      ja スイッチ・キープラー
      en Switch and cap puller :: Steel wire that does not scratch.
      = KS05 care/dropper #c9a24a #5a4632 | 39 | 3
      zh 润轴油 205 10毫升 :: 配细毛刷一支。
      ja スイッチ用グリス 10ml
      en Switch lubricant, 10 ml :: With a fine brush.
      = KS06 keycaps/sculpted #5a6a7a #d8a24a | 49 | 2
      zh 加重空格与回车 四颗 :: 声音更低一点。
      ja 重めのキーキャップ 4個
      en Four weighted caps :: A lower note on space and Enter.
      `,
    ),
  ],
};

const cables: StoreStory = {
  slug: 'keyloom-wire',
  texts: {
    'zh-CN': { name: '键织 线材', description: '航插线、编织线与桌面垫。' },
    ja: { name: 'キーオリ ケーブル', description: 'コイルケーブルとデスクマット。' },
    en: { name: 'Keyloom Wire', description: 'Coiled cables, braided cables and desk mats.' },
  },
  categorySlug: 'computers',
  freight: { yuan: 6, freeFrom: 99 },
  opensOn: 13,
  pull: 4,
  goods: compose(shelf(), {
    prefix: 'KW',
    finishes: {
      ...colourways,
      pine: { ...colourways.pine, pattern: 'hills' },
      harbour: { ...colourways.harbour, pattern: 'waves' },
      dusk: { ...colourways.dusk, pattern: 'stars' },
      rice: { ...colourways.rice, pattern: 'dots' },
    },
    title: usualTitle,
    forms: {
      coil: {
        titles: say('航插螺旋线 USB-C', 'コイルケーブル USB-C', 'Coiled USB-C cable'),
        notes: say(
          '双层编织，五芯航插，拔插有手感。',
          '二重編組、5芯コネクタ。',
          'Double-braided, with a five-pin connector.',
        ),
        motif: 'cable/coiled',
        yuan: 149,
        pull: 5,
      },
      braid: {
        titles: say('编织快充线 100W', '編組ケーブル 100W', 'Braided cable, 100 W'),
        notes: say(
          '软而不打结，带皮绳。',
          'やわらかく絡まない。革ひも付き。',
          'Soft and never tangled; with a leather tie.',
        ),
        motif: 'cable/straight',
        yuan: 59,
        options: 'length',
        pull: 6,
      },
      mat: {
        titles: say('桌垫', 'デスクマット', 'Desk mat'),
        notes: say(
          '热烫印花，四毫米橡胶底，可机洗。',
          '4mmのゴム底。洗えます。',
          'A 4 mm rubber base; goes in the wash.',
        ),
        motif: 'mat/flat',
        yuan: 79,
        options: 'size',
        pull: 6,
      },
      rest: {
        titles: say('木质手托', '木製リストレスト', 'Wooden wrist rest'),
        notes: say('整木打磨，木蜡油涂装。', '無垢材、ワックス仕上げ。', 'Solid wood under wax.'),
        motif: 'mat/rest',
        yuan: 89,
        pull: 3,
      },
    },
    made: `
      coil: pine harbour lychee rice ink dusk
      braid: rice ink dusk
      mat: pine* harbour dusk* rice lychee
      rest: rice ink`,
  }),
};

const desk: StoreStory = {
  slug: 'keyloom-desk',
  texts: {
    'zh-CN': { name: '键织 桌面', description: '支架、灯、鼠标与收纳，让桌子安静。' },
    ja: { name: 'キーオリ デスク', description: 'スタンド、ライト、マウス。静かな机のために。' },
    en: { name: 'Keyloom Desk', description: 'Stands, lights and mice for a quiet desk.' },
  },
  categorySlug: 'computers',
  freight: { yuan: 10, freeFrom: 199 },
  opensOn: 29,
  pull: 3,
  goods: readGoods(
    shelf(),
    `
    = KD01 stand/laptop #c9b08a #3b3936 | 139 | 5
    zh 榉木笔记本支架 :: 插接结构，不用螺丝。
    ja ブナ ノートPCスタンド
    en Beech laptop stand :: Slots together without a screw.
    = KD02 stand/shelf #b58a5c #5a4632 | 189 | 4 two
    zh 显示器增高架 实木 :: 下面刚好收进 K65。
    ja モニター台 無垢材
    en Solid wood monitor shelf :: A K65 fits beneath.
    = KD03 stand/headphones #3b3d42 #c9605a | 99 | 3
    zh 耳机架 铝合金 :: 底座配重，不晃。
    ja ヘッドホンスタンド
    en Headphone stand :: A weighted base.
    = KD04 stand/hub #8a9097 #7ac0a0 | 169<199 | 5
    zh 七合一扩展坞 :: 百瓦供电，千兆网口。
    ja 7-in-1 USBハブ
    en Seven-port hub :: 100 W through, gigabit Ethernet.
    = KD05 mat/mouse #d8d2c6 #c9704a | 159 | 5
    zh 静音双模鼠标 :: 六十八克，右手型。
    ja 静音マウス 2モード
    en Silent mouse, two modes :: 68 g, for the right hand.
    = KD06 mat/mouse #34363c #7ac0a0 | 239 | 4
    zh 轻量化电竞鼠标 :: 五十一克，八千回报率。
    ja 軽量ゲーミングマウス
    en Lightweight gaming mouse :: 51 g, polled 8,000 times a second.
    = KD07 lamp/clip #4a4c50 #b9bdc0 | 199 | 4 in:small-appliances
    zh 屏幕阅读灯 夹式 :: 前向不眩光，色温可调。
    ja クリップライト
    en Clip light for reading :: No glare, adjustable warmth.
    = KD08 lamp/arc #e6ddcc #c9704a | 268 | 3 in:small-appliances
    zh 弧臂护眼台灯 :: 国 AA 级照度，四档。
    ja アーム デスクライト
    en Arc desk lamp :: Four levels of even light.
    = KD09 desk/tray #5a5046 #c9b08a | 118 | 4 in:stationery
    zh 毛毡木盘 收纳 :: 键帽、耳机、回形针各归各位。
    ja フェルトの小物トレイ
    en Felt and wood tray :: A place for each small thing.
    = KD10 mat/rolled #6a5a4c #c9a24a | 129 size | 4
    zh 羊毛毡桌垫 :: 百分百羊毛，冬天不冰手。
    ja ウールフェルト デスクマット
    en Wool felt desk mat :: Warm to the wrist in winter.
    = KD11 cable/straight #2f3a44 #c9a24a | 69 length | 3
    zh 磁吸理线套装 :: 六枚磁扣，一根长线。
    ja マグネット ケーブル整理
    en Magnetic cable kit :: Six clasps and one long cable.
    = KD12 lamp/cube #e8dcc4 #8a6238 | 179 | 2 in:small-appliances
    zh 小夜灯 纸格 :: 加班到很晚时的光。
    ja 小さな行灯
    en Paper-lattice night light :: For when it gets late.
    = KD13 notebook/ring #3f4a54 #c9a24a | 35 | 3 in:stationery
    zh 桌面待办本 横翻 :: 放在键盘前面写。
    ja デスクメモ
    en To-do pad for the desk :: Sits before the keyboard.
    = KD14 pack/sling #3f4a54 #c9704a | 219 | 2 in:bags
    zh 键盘随行包 65% :: 内衬绒布，防泼水。
    ja キーボード スリングバッグ
    en Sling for a 65 % board :: Lined, and splash-proof.
    `,
  ),
};

/** A maker of keyboards in Shenzhen. */
export const keyboards: Business = {
  key: 'keyboards',
  licence: {
    legalName: '深圳市键织科技有限公司',
    country: 'CN',
    registrationNumber: '91440306MA5HJ8RP2T',
    address: { region: '广东', city: '深圳', street: '宝安区西乡街道固戍二路 19 号', postalCode: '518126' },
  },
  locale: 'zh-CN',
  owner: { key: 'chen.zhi', name: '陈织', locale: 'zh-CN' },
  staff: [
    { key: 'wu.jun', name: '吴骏', locale: 'zh-CN', role: 'manager' },
    { key: 'liang.yi', name: '梁怡', locale: 'zh-CN', role: 'clerk' },
  ],
  carriers: ['顺丰速运', '京东物流'],
  pace: { ship: 0.6, deliver: 2 },
  walls: ['#dfe1e2', '#e8e4dc', '#d6dadd', '#ece6db', '#cfd4d6'],
  stores: [boards, caps, cables, desk],
};
