import type { Shelf } from '../catalogue-text.ts';
import { compose, type Finish, usualTitle } from '../compose.ts';
import { type Business, type StoreStory, say } from '../types.ts';

const cloths = {
  moon: {
    titles: say('月白', '月白', 'moon white'),
    notes: say(
      '宋人称的月白，极浅的蓝。',
      '宋の人が月白と呼んだ、淡い青。',
      'The palest blue, as the Song named it.',
    ),
    colour: '#d5dee2',
    accent: '#5f7f95',
  },
  lotus: {
    titles: say('藕荷', '藕荷', 'lotus pink'),
    notes: say('荷花将谢未谢的粉。', '散りぎわの蓮の色。', 'A lotus on its last day.'),
    colour: '#d9b8bc',
    accent: '#8c5666',
    pattern: 'blossom',
  },
  jade: {
    titles: say('松花绿', '松花緑', 'pine-flower green'),
    notes: say('草木染，日久更柔。', '草木染め。', 'Dyed with plants; softer with time.'),
    colour: '#a8b88a',
    accent: '#5a7048',
    pattern: 'leaves',
  },
  ink: {
    titles: say('黛', '黛', 'slate ink'),
    notes: say('眉笔里的青黑。', '眉墨の青黒。', 'The blue-black of eyebrow ink.'),
    colour: '#3f4a56',
    accent: '#c9b48c',
  },
  gold: {
    titles: say('缃色', '緗', 'old gold'),
    notes: say('旧书页的浅黄。', '古い書物の頁の色。', 'The yellow of old pages.'),
    colour: '#d8bc7c',
    accent: '#8a6238',
    pattern: 'waves',
  },
  plain: {
    titles: say('本白', '生成り', 'undyed'),
    notes: say('不漂不染。', '染めず、晒さず。', 'Neither bleached nor dyed.'),
    colour: '#e9e2d2',
    accent: '#b09a78',
  },
} satisfies Record<string, Finish>;

const shelf = (categorySlug: string): Shelf => ({
  categorySlug,
  house: say(
    '苏缦的桑蚕丝来自吴江，亚麻来自黑龙江。请用中性洗涤剂三十度以下手洗，阴干，不拧。',
    '絹は呉江、麻は黒竜江から。中性洗剤で30℃以下の手洗い、陰干しで。',
    'Silk from Wujiang, linen from Heilongjiang. Wash by hand below 30 °C with a mild soap and dry in the shade.',
  ),
  options: {
    bed: {
      name: say('尺寸', 'サイズ', 'Size'),
      values: [
        { texts: say('1.5米床', 'ダブル', 'Double'), factor: 1, mark: '15' },
        { texts: say('1.8米床', 'クイーン', 'Queen'), factor: 1.15, mark: '18' },
      ],
    },
  },
  endings: [8, 9],
});

const bedding: StoreStory = {
  slug: 'suman-home',
  texts: {
    'zh-CN': { name: '苏缦 家纺', description: '真丝与亚麻的床品、毛巾和毯子。' },
    ja: { name: '蘇縵 寝具', description: '絹と麻の寝具、タオル、ブランケット。' },
    en: { name: 'Suman Home', description: 'Bedding, towels and throws in silk and linen.' },
  },
  categorySlug: 'bedding',
  freight: { yuan: 12, freeFrom: 299 },
  opensOn: 0,
  pull: 5,
  goods: compose(shelf('bedding'), {
    prefix: 'SH',
    finishes: cloths,
    title: usualTitle,
    forms: {
      set: {
        titles: say('亚麻四件套', 'リネン 寝具4点', 'Linen bedding, four pieces'),
        notes: say(
          '水洗亚麻，初睡清爽，越洗越软。',
          '洗いざらしの麻。洗うほどやわらかに。',
          'Washed linen that softens each time.',
        ),
        motif: 'textile/folded',
        yuan: 798,
        options: 'bed',
        pull: 5,
      },
      silk: {
        titles: say('真丝枕套', 'シルク枕カバー', 'Silk pillowcase'),
        notes: say('二十二姆米，头发不打结。', '22匁。髪が絡みません。', 'Twenty-two momme; kind to hair.'),
        motif: 'textile/pillow',
        yuan: 198,
        pull: 7,
      },
      throw: {
        titles: say('亚麻盖毯', 'リネンスロー', 'Linen throw'),
        notes: say('沙发与午睡用。', 'ソファと昼寝に。', 'For sofas and short sleeps.'),
        motif: 'textile/throw',
        yuan: 268,
        pull: 4,
      },
      towels: {
        titles: say('长绒棉毛巾 四条', 'タオル 4枚', 'Four cotton towels'),
        notes: say('阿克苏长绒棉，六百克。', 'アクスの長綿、600g/㎡。', 'Long-staple cotton, 600 g.'),
        motif: 'textile/towels',
        yuan: 128,
        pull: 6,
      },
      mask: {
        titles: say('真丝眼罩', 'シルク アイマスク', 'Silk sleep mask'),
        notes: say('双面真丝，绑带不勒。', '両面シルク。', 'Silk on both sides.'),
        motif: 'textile/mask',
        yuan: 88,
        pull: 5,
      },
    },
    made: `
      set: plain* moon jade gold
      silk: moon lotus ink gold
      throw: jade ink
      towels: plain lotus moon
      mask: lotus ink gold`,
  }),
};

const scarves: StoreStory = {
  slug: 'suman-silk',
  texts: {
    'zh-CN': { name: '苏缦 丝巾', description: '真丝方巾、长巾、睡袍与扇。' },
    ja: { name: '蘇縵 スカーフ', description: '絹のスカーフ、部屋着、扇子。' },
    en: { name: 'Suman Silk', description: 'Silk scarves, robes and fans from Suzhou.' },
  },
  categorySlug: 'accessories',
  freight: { yuan: 10, freeFrom: 199 },
  opensOn: 16,
  pull: 4,
  goods: compose(shelf('accessories'), {
    prefix: 'SS',
    finishes: cloths,
    title: usualTitle,
    forms: {
      long: {
        titles: say('真丝长巾', 'シルク ロングスカーフ', 'Long silk scarf'),
        notes: say(
          '十四姆米素绉缎，手工卷边。',
          '14匁、手巻きの縁。',
          'Fourteen momme with hand-rolled edges.',
        ),
        motif: 'textile/scarf',
        yuan: 328,
        pull: 6,
      },
      robe: {
        titles: say('真丝睡袍', 'シルクローブ', 'Silk robe'),
        notes: say('十九姆米，袖口宽松。', '19匁、ゆったりした袖。', 'Nineteen momme, with easy sleeves.'),
        motif: 'textile/robe',
        yuan: 898,
        pull: 3,
        categorySlug: 'underwear',
      },
      fan: {
        titles: say('绢面折扇', '絹の扇子', 'Silk folding fan'),
        notes: say('湘妃竹骨，苏工。', '斑竹の骨、蘇州の手仕事。', 'Mottled bamboo, made in Suzhou.'),
        motif: 'textile/fan',
        yuan: 158,
        pull: 5,
      },
      cushion: {
        titles: say('苏绣靠枕', '蘇州刺繍クッション', 'Embroidered cushion'),
        notes: say('一针一线，绣娘署名。', '刺し手の名を添えて。', 'Signed by the woman who stitched it.'),
        motif: 'textile/pillow',
        yuan: 298,
        pull: 3,
        categorySlug: 'decoration',
      },
      pouch: {
        titles: say('宋锦零钱包', '宋錦 小銭入れ', 'Song brocade pouch'),
        notes: say(
          '边角料做成，每只不同。',
          '端切れから。ひとつずつ違います。',
          'Of remnants, so each is its own.',
        ),
        motif: 'desk/case',
        yuan: 78,
        pull: 5,
      },
    },
    made: `
      long: moon lotus* jade gold ink
      robe: ink lotus
      fan: moon gold lotus jade
      cushion: jade gold
      pouch: lotus gold ink`,
  }),
};

/** A silk and linen house in Suzhou. */
export const silk: Business = {
  key: 'silk',
  licence: {
    legalName: '苏州苏缦丝麻有限公司',
    country: 'CN',
    registrationNumber: '91320508MA1XK92J6U',
    address: { region: '江苏', city: '苏州', street: '姑苏区平江路 216 号', postalCode: '215005' },
  },
  locale: 'zh-CN',
  owner: { key: 'gu.wanqing', name: '顾婉清', locale: 'zh-CN' },
  staff: [{ key: 'tang.li', name: '唐黎', locale: 'zh-CN', role: 'clerk' }],
  carriers: ['顺丰速运', '圆通速递'],
  pace: { ship: 1, deliver: 2.2 },
  walls: ['#e8e2d8', '#dde0dd', '#efe6de', '#d6dadb', '#e9ddd2'],
  stores: [bedding, scarves],
};
