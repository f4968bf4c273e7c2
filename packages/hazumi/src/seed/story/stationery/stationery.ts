import { readGoods, type Shelf } from '../catalogue-text.ts';
import { compose, usualTitle } from '../compose.ts';
import { type Business, type StoreStory, say } from '../types.ts';
import { papers } from './papers.ts';

const shelf: Shelf = {
  categorySlug: 'stationery',
  house: say(
    '言叶堂在大阪堀江，一间一楼卖纸、二楼活版印刷的文具店。礼品包装免费，下单备注即可。',
    'ことのは堂は大阪・堀江の文具店。一階は紙と道具、二階は活版印刷所です。ラッピングは無料、備考欄にどうぞ。',
    'Kotonoha-do is a stationer in Horie, Osaka: paper and tools below, a letterpress above. Wrapped as a gift on request, free.',
  ),
  options: {
    ruling: {
      name: say('内页', '罫', 'Ruling'),
      values: [
        { texts: say('横线', '横罫', 'Ruled'), factor: 1, mark: 'R' },
        { texts: say('点阵', 'ドット', 'Dotted'), factor: 1, mark: 'D' },
        { texts: say('空白', '無地', 'Plain'), factor: 1, mark: 'P' },
      ],
    },
    nib: {
      name: say('笔尖', 'ペン先', 'Nib'),
      values: [
        { texts: say('极细', '極細', 'Extra fine'), factor: 1, mark: 'EF' },
        { texts: say('细', '細字', 'Fine'), factor: 1, mark: 'F' },
        { texts: say('中', '中字', 'Medium'), factor: 1, mark: 'M' },
      ],
    },
    sheets: {
      name: say('数量', '枚数', 'Quantity'),
      values: [
        { texts: say('一组', '1組', 'one'), factor: 1, mark: '1' },
        { texts: say('三组', '3組', 'three'), factor: 2.7, mark: '3' },
      ],
    },
  },
  endings: [0, 5],
};

const books: StoreStory = {
  slug: 'kotonoha-note',
  texts: {
    'zh-CN': { name: '言叶堂 本子', description: '线装、环装与手帐，写起来不透墨的纸。' },
    ja: { name: 'ことのは堂 ノート', description: '裏抜けしない紙でつくる、ノートと手帳。' },
    en: {
      name: 'Kotonoha-do Notebooks',
      description: 'Notebooks and planners of paper that takes a fountain pen.',
    },
  },
  categorySlug: 'stationery',
  freight: { yuan: 18, freeFrom: 200 },
  opensOn: 0,
  pull: 7,
  goods: compose(shelf, {
    prefix: 'KN',
    finishes: papers,
    title: usualTitle,
    forms: {
      cloth: {
        titles: say('布面笔记本 A5', '布張りノート A5', 'Cloth notebook, A5'),
        notes: say('一百九十二页，锁线摊得平。', '192ページ、糸かがり綴じ。', '192 pages, sewn to lie flat.'),
        motif: 'notebook/single',
        yuan: 68,
        options: 'ruling',
        pull: 7,
      },
      pocket: {
        titles: say('口袋本 三册', 'ポケットノート 3冊', 'Pocket notebooks, set of three'),
        notes: say(
          '护照尺寸，六十四页。',
          'パスポートサイズ、64ページ。',
          'The size of a passport, 64 pages.',
        ),
        motif: 'notebook/pocket',
        yuan: 48,
        options: 'ruling',
        pull: 6,
      },
      ring: {
        titles: say('环装速写本', 'リングノート', 'Ring-bound pad'),
        notes: say('一百克厚纸，可撕。', '100g/㎡の厚い紙、切り離せます。', 'Heavy paper, to be torn off.'),
        motif: 'notebook/ring',
        yuan: 42,
        pull: 4,
      },
      planner: {
        titles: say('周计划手帐', '週間手帳', 'Weekly planner'),
        notes: say(
          '左周计划右空白，按日期自填。',
          '左に一週間、右は方眼。日付は書き込み式。',
          'A week on the left, room on the right; undated.',
        ),
        motif: 'notebook/planner',
        yuan: 98,
        pull: 5,
      },
      stack: {
        titles: say('练习帖 五册', '学習帖 5冊', 'Exercise books, set of five'),
        notes: say(
          '怀旧尺寸，封面可写名字。',
          '懐かしい判型。表紙に名前欄つき。',
          'The size you remember, with a place for your name.',
        ),
        motif: 'notebook/stack',
        yuan: 55,
        options: 'ruling',
        pull: 3,
      },
      open: {
        titles: say('五年日记', '五年日記', 'Five-year diary'),
        notes: say(
          '同一天的五年，写在同一页。',
          '同じ日の五年を、同じページに。',
          'The same day of five years on one page.',
        ),
        motif: 'notebook/open',
        yuan: 168,
        pull: 3,
      },
    },
    made: `
      cloth: ai* kaki sumi wakaba
      pocket: nami shima koshi hana
      ring: shima ai
      planner: kaki hana sumi*
      stack: koshi wakaba nami
      open: ai kaki`,
  }),
};

const pens: StoreStory = {
  slug: 'kotonoha-pen',
  texts: {
    'zh-CN': { name: '言叶堂 笔与墨', description: '钢笔、铅笔与自调墨水。' },
    ja: { name: 'ことのは堂 筆とインク', description: '万年筆、鉛筆、店で調合したインク。' },
    en: {
      name: 'Kotonoha-do Pens and Ink',
      description: 'Fountain pens, pencils, and inks mixed in the shop.',
    },
  },
  categorySlug: 'stationery',
  freight: { yuan: 18, freeFrom: 200 },
  opensOn: 3,
  pull: 6,
  goods: readGoods(
    shelf,
    `
    = KP01 pen/fountain #34507a #c8a860 | 268 nib | 7 two
    zh 钢笔「难波」 蓝 :: 铁尖顺滑，吸墨上墨两用。
    ja 万年筆「難波」藍 :: なめらかな鉄ペン。両用式です。
    en Fountain pen "Namba", indigo
    = KP02 pen/fountain #7a3b30 #c8a860 | 268 nib | 5
    zh 钢笔「难波」 柿涩 :: 暖褐色笔杆。
    ja 万年筆「難波」柿渋 :: あたたかな褐色の軸。
    en Fountain pen "Namba", persimmon
    = KP03 pen/duo #3f5f4f #c8a860 | 398 | 3 in:gifts
    zh 钢笔与圆珠笔 礼盒 松 :: 入学与升迁的礼物。
    ja 万年筆とボールペン 松 箱入り :: 入学や昇進の贈り物に。
    en Fountain pen and ballpoint in a box, pine
    = KP04 pen/ball #d8a24a #34507a | 58 | 6
    zh 木轴圆珠笔 三支 :: 间伐材，握久会亮。
    ja 木軸ボールペン 3本 :: 間伐材の軸。使うほど艶が出ます。
    en Three wooden ballpoints
    = KP05 pen/pencils #b4623a #34507a | 46 | 5
    zh 铅笔 六色渐变 :: 从柿到蓝，都是 2B。
    ja 鉛筆 六色の移ろい 2B :: 柿から藍へ。どれも2Bです。
    en Six pencils from persimmon to indigo, 2B
    = KP06 pen/brush #3a3734 #b4463c | 85 | 4
    zh 软头毛笔 速干 :: 贺卡与信封的字。
    ja 筆ペン やわらか :: 年賀状や封筒の宛名に。
    en Soft brush pen
    = KP07 pen/markers #c9605a #6f8fb0 | 78 | 4
    zh 双头水彩笔 五色 :: 一头细一头软。
    ja 水性ツインマーカー 5色 :: 細字と筆、ふたつのペン先。
    en Five twin-tip watercolour markers
    = KP08 ink/bottle #34507a #2d2a26 | 98 | 7
    zh 墨水「道顿堀之夜」 50ml :: 蓝黑，干后微泛红。
    ja インク「道頓堀の夜」50ml :: 乾くと赤みがさす青黒。
    en Ink "Night at Dotonbori", 50 ml
    = KP09 ink/bottle #6f8a4a #2d2a26 | 98 | 4
    zh 墨水「箕面之苔」 50ml :: 沉稳的绿。
    ja インク「箕面の苔」50ml :: 落ち着いた緑。
    en Ink "Moss of Minoh", 50 ml
    = KP10 ink/bottle #a8525a #2d2a26 | 98 | 4
    zh 墨水「通天阁夕照」 50ml :: 晚霞橘粉。
    ja インク「通天閣の夕映え」50ml :: 夕焼けの橙と桃。
    en Ink "Sunset on the Tower", 50 ml
    = KP11 ink/set #5d5678 #c9704a | 158<180 | 3
    zh 小瓶墨水 三色 :: 各十五毫升，试色用。
    ja 小瓶インク 3色 :: 15mlずつ、色を試すのに。
    en Three small inks
    = KP12 pen/pencils #7d9a62 #d8b24a | 52 | 3
    zh 彩色铅笔 叶 :: 六支绿与黄。
    ja 色鉛筆「葉」 :: 緑と黄の六本。
    en Coloured pencils "Leaf"
    = KP13 desk/case #34507a #d8a24a stripes | 118 | 5
    zh 帆布笔袋 蓝缟 :: 仓敷帆布，可立。
    ja 帆布ペンケース 藍縞 :: 倉敷帆布。立てて使えます。
    en Canvas pencil case, indigo stripes
    = KP14 desk/case #b4623a #f0dcb8 check | 118 | 4
    zh 帆布笔袋 柿格 :: 仓敷帆布，黄铜拉链。
    ja 帆布ペンケース 柿格子 :: 真鍮のファスナー。
    en Canvas pencil case, persimmon check
    = KP15 pen/ball #3a3734 #c8a860 | 128 | 3
    zh 黄铜圆珠笔 三色套 :: 沉甸甸的。
    ja 真鍮ボールペン 3本組 :: 手に重みが心地よい一本。
    en Brass ballpoints, set of three
    = KP16 pen/fountain #e6ddcc #b4623a | 328 nib | 3
    zh 钢笔「堀江」 象牙白 :: 稍大一号，14K 金尖。
    ja 万年筆「堀江」象牙 :: ひとまわり大きな14金ペン。
    en Fountain pen "Horie", ivory
    `,
  ),
};

const letters: StoreStory = {
  slug: 'kotonoha-tegami',
  texts: {
    'zh-CN': { name: '言叶堂 信与卡', description: '信纸、贺卡、和纸胶带，活版印。' },
    ja: { name: 'ことのは堂 手紙', description: '便箋、カード、マスキングテープ。活版で刷っています。' },
    en: {
      name: 'Kotonoha-do Letters',
      description: 'Letter sets, cards and washi tape, printed in letterpress.',
    },
  },
  categorySlug: 'stationery',
  freight: { yuan: 15, freeFrom: 150 },
  opensOn: 10,
  pull: 5,
  goods: compose(shelf, {
    prefix: 'KT',
    finishes: papers,
    title: usualTitle,
    forms: {
      set: {
        titles: say('信笺套装', 'レターセット', 'Letter set'),
        notes: say('信纸十二枚，信封六枚。', '便箋12枚、封筒6枚。', 'Twelve sheets, six envelopes.'),
        motif: 'letters/set',
        yuan: 45,
        options: 'sheets',
        pull: 6,
      },
      cards: {
        titles: say('活版贺卡 四枚', '活版カード 4枚', 'Letterpress cards, four'),
        notes: say('厚棉纸，凹痕摸得到。', 'コットン紙に深く押した活版。', 'Pressed deep into cotton paper.'),
        motif: 'letters/cards',
        yuan: 58,
        pull: 5,
      },
      envelopes: {
        titles: say('信封 十枚', '封筒 10枚', 'Ten envelopes'),
        notes: say('可装三折信纸。', '三つ折りの便箋に。', 'For a sheet folded in three.'),
        motif: 'letters/envelopes',
        yuan: 32,
        options: 'sheets',
        pull: 3,
      },
      tape: {
        titles: say('和纸胶带 三卷', 'マスキングテープ 3巻', 'Washi tape, three rolls'),
        notes: say(
          '十五毫米宽，易撕不留胶。',
          '幅15mm。はがしやすい和紙テープ。',
          '15 mm wide; tears by hand.',
        ),
        motif: 'tape/three',
        yuan: 39,
        pull: 6,
      },
      strips: {
        titles: say('和纸胶带 六色', 'マスキングテープ 6色', 'Washi tape, six patterns'),
        notes: say('六种花纹，各七米。', '六柄、各7m。', 'Six patterns, seven metres each.'),
        motif: 'tape/strips',
        yuan: 66,
        pull: 4,
      },
      paper: {
        titles: say('折纸 四色', '千代紙', 'Origami papers'),
        notes: say('十五厘米见方，六十枚。', '15cm角、60枚。', 'Fifteen centimetres square, sixty sheets.'),
        motif: 'letters/folded',
        yuan: 36,
        pull: 3,
      },
    },
    made: `
      set: ai* hana nami kaki
      cards: sumi hana wakaba kaki
      envelopes: kaki ai
      tape: wakaba shima hana
      strips: nami koshi
      paper: shima ai`,
  }),
};

const tools: StoreStory = {
  slug: 'kotonoha-dogu',
  texts: {
    'zh-CN': { name: '言叶堂 桌上道具', description: '剪刀、尺、印章，用得久的小工具。' },
    ja: { name: 'ことのは堂 机の道具', description: '鋏、定規、判子。長く使える小さな道具。' },
    en: {
      name: 'Kotonoha-do Desk Tools',
      description: 'Scissors, rulers and stamps, small tools that last.',
    },
  },
  categorySlug: 'stationery',
  freight: { yuan: 18, freeFrom: 200 },
  opensOn: 35,
  pull: 3,
  goods: readGoods(
    shelf,
    `
    = KO01 desk/scissors #34507a #c8a860 | 138 | 5
    zh 堺打刃物 剪刀 蓝 :: 堺市锻打，剪纸无声。
    ja 堺の鋏 藍 :: 堺で鍛えた刃。紙が静かに切れます。
    en Sakai scissors, indigo
    = KO02 desk/scissors #b4463c #c8a860 | 138 | 4
    zh 堺打刃物 剪刀 朱 :: 左右手可用。
    ja 堺の鋏 朱 :: 左右どちらの手でも。
    en Sakai scissors, vermilion
    = KO03 desk/ruler #d8b24a #6f8fb0 | 68 | 4
    zh 竹尺与三角板 :: 五年干燥的孟宗竹。
    ja 竹定規と三角定規 :: 五年乾かした孟宗竹。
    en Bamboo ruler and triangle
    = KO04 desk/tray #3a3734 #c8a860 | 228 | 3 two
    zh 漆笔盘 黑 :: 会津涂，四格。
    ja 漆のペン皿 黒 :: 会津塗、四つの仕切り。
    en Lacquer pen tray, black
    = KO05 desk/tray #8a5a3c #e6ddcc | 168 | 3
    zh 桐木文具盒 :: 轻，防潮。
    ja 桐の文具箱 :: 軽くて湿気に強い箱。
    en Paulownia desk box
    = KO06 desk/clips #c8a860 #b4623a | 26 | 5
    zh 黄铜回形针 四十枚 :: 铁盒装。
    ja 真鍮クリップ 40個 :: 缶入り。
    en Forty brass clips
    = KO07 desk/stamp #7a4a34 #b4463c | 98 | 5
    zh 姓名印章 手刻 :: 备注写名字，三天刻好。
    ja 名前の判子 手彫り :: 備考欄にお名前を。三日で彫ります。
    en Name stamp, cut by hand
    = KO08 ink/pad #b4463c #e6ddcc | 46 | 4
    zh 朱肉印台 :: 耐水，颜色正。
    ja 朱肉 :: 水に強い、正しい朱。
    en Vermilion ink pad
    = KO09 letters/seal #ece5d6 #7a3b30 | 76 | 4
    zh 封蜡套装 :: 一枚印，三色蜡。
    ja シーリングワックス :: 印ひとつ、蝋三色。
    en Sealing wax set
    = KO10 tape/rolls #6f8fb0 #d8a24a | 72 | 4
    zh 胶带与黄铜切台 :: 六卷素色。
    ja 無地テープ 6巻とカッター :: 真鍮の台つき。
    en Six plain tapes with a brass cutter
    = KO11 lamp/paper #efe0bc #3a3734 | 298 | 2 in:decoration
    zh 美浓和纸小灯 :: 写信时的光。
    ja 美濃和紙のあかり :: 手紙を書く夜に。
    en Small lamp of Mino paper
    = KO12 pack/tote #e4dcc8 #34507a waves | 88 | 4 in:bags
    zh 言叶堂帆布袋 :: 装得下 A4。
    ja ことのは堂トート :: A4が入ります。
    en Kotonoha-do tote
    = KO13 desk/case #6f8a6a #e6ddcc leaves | 108 | 3
    zh 笔卷 若叶 :: 十支装，绑绳。
    ja 筆巻き 若葉 :: 十本入り、紐で結びます。
    en Pen roll, young leaf
    = KO14 textile/fan #e9e4d6 #4a6f8c waves | 128 | 3 in:accessories
    zh 扇子 青海波 :: 桌边也会热。
    ja 扇子 青海波 :: 机のそばにも一本。
    en Folding fan, waves
    = KO15 care/candletin #c9a27a #5a4632 | 58 | 2 in:decoration
    zh 书桌蜡烛 桧 :: 读一章刚好。
    ja 机のろうそく 檜 :: 一章読むあいだ。
    en Desk candle, hinoki
    = KO16 notebook/planner #7d9a62 #c8a860 | 128 | 3
    zh 可换芯手帐皮套 :: 植鞣皮，配两册内芯。
    ja 革の手帳カバー :: ヌメ革、リフィル2冊つき。
    en Leather planner cover with two refills
    `,
  ),
};

/** A stationer in Osaka. */
export const stationery: Business = {
  key: 'stationery',
  licence: {
    legalName: '株式会社ことのは堂',
    country: 'JP',
    registrationNumber: '1200-01-197305',
    address: { region: '大阪府', city: '大阪市西区', street: '南堀江 1 丁目 14-8', postalCode: '550-0015' },
  },
  locale: 'ja',
  owner: { key: 'nishino.akira', name: '西野 晃', locale: 'ja' },
  staff: [{ key: 'mori.yui', name: '森 結衣', locale: 'ja', role: 'clerk' }],
  carriers: ['日本郵便', 'ヤマト運輸'],
  pace: { ship: 1, deliver: 3.2 },
  walls: ['#e9e2d2', '#dfe0da', '#ece6da', '#d9dcd6', '#e6dbcb'],
  stores: [books, pens, letters, tools],
};
