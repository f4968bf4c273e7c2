import type { Shelf } from '../catalogue-text.ts';
import { compose, usualTitle } from '../compose.ts';
import { type Business, type StoreStory, say } from '../types.ts';
import { glazes } from './glazes.ts';

const shelf = (categorySlug = 'kitchenware'): Shelf => ({
  categorySlug,
  house: say(
    '京都五条坂山路窑，四代制陶。轮制手拉坯，尺寸略有出入。可用洗碗机，金彩与贯入器物请手洗。',
    '京都・五条坂の山路窯、四代目。轆轤で一点ずつ挽いています。寸法には少し個体差があります。貫入と上絵のものは手洗いで。',
    'Yamaji kiln, Gojozaka, Kyoto, in its fourth generation. Thrown one by one, so sizes vary a little. Wash crackled and enamelled pieces by hand.',
  ),
  options: {
    set: {
      name: say('数量', '個数', 'Pieces'),
      values: [
        { texts: say('一只', '1個', 'one'), factor: 1, mark: '1' },
        { texts: say('一对', '2個組', 'a pair'), factor: 1.9, mark: '2' },
        { texts: say('五只一组', '5客組', 'set of five'), factor: 4.6, mark: '5' },
      ],
    },
  },
  endings: [0, 5],
});

const table: StoreStory = {
  slug: 'yamaji-utsuwa',
  texts: {
    'zh-CN': { name: '山路窑 食器', description: '每天用的饭碗、盘子与杯子，京都山路窑。' },
    ja: { name: '山路窯 うつわ', description: '毎日の飯碗、皿、湯呑み。京都・五条坂から。' },
    en: {
      name: 'Yamaji Kiln Tableware',
      description: 'Rice bowls, plates and cups for every day, from Gojozaka in Kyoto.',
    },
  },
  categorySlug: 'kitchenware',
  freight: { yuan: 28, freeFrom: 500 },
  opensOn: 0,
  pull: 7,
  goods: compose(shelf(), {
    prefix: 'YU',
    finishes: glazes,
    title: usualTitle,
    forms: {
      rice: {
        titles: say('饭碗', '飯碗', 'Rice bowl'),
        notes: say(
          '口径十二厘米，手心刚好捧住。',
          '径12cm。手のひらにすっとおさまる大きさです。',
          'Twelve centimetres across, to fit the palm.',
        ),
        motif: 'bowl/rice',
        yuan: 95,
        options: 'set',
        pull: 7,
      },
      donburi: {
        titles: say('面碗', '丼', 'Noodle bowl'),
        notes: say(
          '深口大碗，盛拉面或盖饭。',
          '麺にも丼ものにも使える、深めのかたち。',
          'Deep enough for noodles or rice with something on it.',
        ),
        motif: 'bowl/ramen',
        yuan: 160,
        pull: 5,
      },
      wide: {
        titles: say('浅钵', '平鉢', 'Shallow bowl'),
        notes: say(
          '中央放一撮菜，四周留白。',
          '煮物や和え物を、余白を残して。',
          'For a dish in the middle and space around it.',
        ),
        motif: 'bowl/wide',
        yuan: 185,
        pull: 3,
      },
      plate: {
        titles: say('七寸盘', '七寸皿', 'Plate, 21 cm'),
        notes: say(
          '主菜、意面、蛋糕都合适。',
          '主菜にもパスタにも、ケーキにも。',
          'For a main dish, or cake.',
        ),
        motif: 'plate/rimmed',
        yuan: 130,
        options: 'set',
        pull: 5,
      },
      yunomi: {
        titles: say('汤吞', '湯呑み', 'Tea cup'),
        notes: say(
          '高身直筒，热茶不易凉。',
          '背の高い筒形で、お茶が冷めにくい形です。',
          'Tall and straight; keeps tea warm.',
        ),
        motif: 'cup/yunomi',
        yuan: 80,
        options: 'set',
        pull: 6,
      },
      mug: {
        titles: say('马克杯', 'マグカップ', 'Mug'),
        notes: say(
          '三百二十毫升，把手容得下三指。',
          '320ml。三本指の入る持ち手です。',
          '320 ml, with room for three fingers.',
        ),
        motif: 'cup/mug',
        yuan: 110,
        pull: 6,
      },
      lidded: {
        titles: say('盖碗', '蓋物', 'Lidded bowl'),
        notes: say(
          '茶碗蒸、汤羹，盖上等客。',
          '茶碗蒸しやお椀代わりに。',
          'For custard, soup, or a surprise.',
        ),
        motif: 'bowl/lidded',
        yuan: 210,
        pull: 2,
      },
    },
    made: `
      rice: ash* slip indigo sometsuke
      donburi: iron oribe sometsuke
      wide: lapis celadon
      plate: slip ash lapis indigo
      yunomi: plum celadon iron
      mug: lapis slip ash
      lidded: plum`,
  }),
};

const tea: StoreStory = {
  slug: 'yamaji-chanoyu',
  texts: {
    'zh-CN': { name: '山路窑 茶之汤', description: '抹茶碗、急须与宝瓶，为一碗茶而做。' },
    ja: { name: '山路窯 茶の湯', description: '抹茶碗、急須、宝瓶。一服のためのうつわ。' },
    en: {
      name: 'Yamaji Kiln for Tea',
      description: 'Matcha bowls, kyusu and cups, made for one bowl of tea.',
    },
  },
  categorySlug: 'kitchenware',
  freight: { yuan: 28, freeFrom: 500 },
  opensOn: 5,
  pull: 4,
  goods: compose(shelf(), {
    prefix: 'YC',
    finishes: glazes,
    title: usualTitle,
    forms: {
      chawan: {
        titles: say('抹茶碗', '抹茶碗', 'Matcha bowl'),
        notes: say(
          '手捏成形，高台由家父亲自削出。',
          '手捏ねの一碗。高台は先代が削ります。',
          'Built by hand; the foot is cut by the master himself.',
        ),
        motif: 'bowl/chawan',
        yuan: 480,
        pull: 5,
      },
      kyusu: {
        titles: say('横手急须', '急須', 'Side-handled kyusu'),
        notes: say(
          '陶制滤网，一滴不漏。',
          '陶製の茶こし付き。切れのよい注ぎ口です。',
          'With a ceramic strainer and a clean pour.',
        ),
        motif: 'teapot/kyusu',
        yuan: 380,
        pull: 5,
      },
      pot: {
        titles: say('土瓶', '土瓶', 'Teapot with handle'),
        notes: say('竹提梁，四五人份。', '竹のつる付き。四、五人分。', 'A bail handle; serves four or five.'),
        motif: 'teapot/tall',
        yuan: 420,
        pull: 2,
      },
      cups: {
        titles: say('夫妇杯', '夫婦湯呑', 'Pair of cups'),
        notes: say(
          '一大一小，桐箱装。',
          '大小一組、桐箱入り。',
          'One larger, one smaller, in a paulownia box.',
        ),
        motif: 'cup/pair',
        yuan: 260,
        pull: 4,
        categorySlug: 'gifts',
      },
      caddy: {
        titles: say('茶叶罐', '茶筒', 'Tea caddy'),
        notes: say('双盖，密封好。', '中蓋付きで香りを守ります。', 'With an inner lid.'),
        motif: 'tin/short',
        yuan: 190,
        pull: 2,
      },
      sweets: {
        titles: say('点心盘', '菓子皿', 'Sweets plate'),
        notes: say('一枚和果子的大小。', '主菓子ひとつぶんの大きさ。', 'The size of one sweet.'),
        motif: 'plate/square',
        yuan: 120,
        options: 'set',
        pull: 3,
      },
    },
    made: `
      chawan: iron* ash oribe celadon slip
      kyusu: iron ash lapis
      pot: slip celadon
      cups: plum sometsuke indigo
      caddy: lapis ash
      sweets: oribe celadon plum`,
  }),
};

const flowers: StoreStory = {
  slug: 'yamaji-hana',
  texts: {
    'zh-CN': { name: '山路窑 花器', description: '一枝插、壶与水盘，安静地接住四季。' },
    ja: { name: '山路窯 花器', description: '一輪挿し、壺、水盤。季節をそっと受けるうつわ。' },
    en: {
      name: 'Yamaji Kiln for Flowers',
      description: 'Bud vases, jars and basins that hold the season quietly.',
    },
  },
  categorySlug: 'decoration',
  freight: { yuan: 35, freeFrom: 600 },
  opensOn: 18,
  pull: 3,
  goods: compose(shelf('decoration'), {
    prefix: 'YH',
    finishes: glazes,
    title: usualTitle,
    forms: {
      bud: {
        titles: say('一枝插', '一輪挿し', 'Bud vase'),
        notes: say('瓶口只容一枝。', '口は一枝ぶんだけ。', 'Its mouth takes a single stem.'),
        motif: 'vase/bud',
        yuan: 140,
        pull: 6,
      },
      round: {
        titles: say('圆壶', '丸壺', 'Round jar'),
        notes: say('肩部饱满，宜插枝物。', '肩の張ったかたち。枝ものに。', 'Full-shouldered, for branches.'),
        motif: 'vase/round',
        yuan: 380,
        pull: 3,
      },
      tall: {
        titles: say('筒形花瓶', '花瓶', 'Tall vase'),
        notes: say(
          '高二十六厘米，可插百合。',
          '高さ26cm。百合も活けられます。',
          'Twenty-six centimetres; it holds lilies.',
        ),
        motif: 'vase/tall',
        yuan: 340,
        pull: 3,
      },
      moon: {
        titles: say('月壶', '月壺', 'Moon jar'),
        notes: say(
          '上下两半接成，微微不圆。',
          '上下を継いだ、ほのかに歪む白い壺。',
          'Two halves joined, gently out of round.',
        ),
        motif: 'vase/moon',
        yuan: 680,
        pull: 2,
      },
      gourd: {
        titles: say('葫芦瓶', '瓢形花入', 'Gourd vase'),
        notes: say(
          '吉祥之形，空着也好看。',
          '縁起のよい瓢形。飾るだけでも。',
          'A lucky shape; handsome empty, too.',
        ),
        motif: 'vase/gourd',
        yuan: 290,
        pull: 2,
      },
      basin: {
        titles: say('水盘', '水盤', 'Basin'),
        notes: say(
          '配剑山使用，夏日浮花。',
          '剣山とともに。夏は水面に花を浮かべて。',
          'For a kenzan, or blossoms afloat in summer.',
        ),
        motif: 'vase/dish',
        yuan: 420,
        pull: 2,
      },
      bottle: {
        titles: say('细颈瓶', '鶴首', 'Crane-neck vase'),
        notes: say('鹤颈一般的线条。', '鶴の首のようにすっと立つ一本。', 'A line like the neck of a crane.'),
        motif: 'vase/bottleneck',
        yuan: 260,
        pull: 3,
      },
    },
    made: `
      bud: ash lapis plum slip*
      round: iron celadon
      tall: ash sometsuke oribe
      moon: slip celadon
      gourd: iron lapis
      basin: iron ash
      bottle: celadon lapis indigo`,
  }),
};

const sake: StoreStory = {
  slug: 'yamaji-shuki',
  texts: {
    'zh-CN': { name: '山路窑 酒器', description: '德利、片口与猪口，晚酌的小器。' },
    ja: { name: '山路窯 酒器', description: '徳利、片口、ぐい呑み。晩酌の小さなうつわ。' },
    en: { name: 'Yamaji Kiln for Sake', description: 'Flasks, pourers and small cups for the evening.' },
  },
  categorySlug: 'kitchenware',
  freight: { yuan: 28, freeFrom: 500 },
  opensOn: 31,
  pull: 3,
  goods: compose(shelf(), {
    prefix: 'YS',
    finishes: glazes,
    title: usualTitle,
    forms: {
      set: {
        titles: say('酒器三件', '酒器揃', 'Sake set'),
        notes: say('德利一、猪口二。', '徳利一本、ぐい呑み二つ。', 'One flask and two cups.'),
        motif: 'sake/set',
        yuan: 320,
        pull: 5,
        categorySlug: 'gifts',
      },
      tokkuri: {
        titles: say('德利', '徳利', 'Sake flask'),
        notes: say(
          '一合半，温酒顺手。',
          '一合半。燗にちょうどよい首の細さ。',
          'Holds a quarter litre; warms well.',
        ),
        motif: 'sake/tokkuri',
        yuan: 180,
        pull: 3,
      },
      guinomi: {
        titles: say('猪口', 'ぐい呑み', 'Sake cup'),
        notes: say(
          '口沿略厚，酒味圆。',
          '厚めの口縁で、酒がまるく感じられます。',
          'A thick lip makes the sake rounder.',
        ),
        motif: 'cup/guinomi',
        yuan: 90,
        options: 'set',
        pull: 6,
      },
      katakuchi: {
        titles: say('片口', '片口', 'Lipped pourer'),
        notes: say('也可盛酱汁、和菜。', '冷酒にも、たれや和え物にも。', 'For cold sake, or for sauces.'),
        motif: 'sake/katakuchi',
        yuan: 210,
        pull: 4,
      },
      tumbler: {
        titles: say('烧酒杯', '焼酎カップ', 'Shochu tumbler'),
        notes: say(
          '二百八十毫升，加冰也稳。',
          '280ml。ロックもお湯割りも。',
          '280 ml, with ice or hot water.',
        ),
        motif: 'cup/tumbler',
        yuan: 105,
        options: 'set',
        pull: 4,
      },
    },
    made: `
      set: ash* iron plum sometsuke
      tokkuri: slip oribe lapis
      guinomi: iron celadon ash indigo
      katakuchi: slip oribe iron
      tumbler: lapis ash indigo celadon`,
  }),
};

/** A family of potters in Kyoto. */
export const kyoto: Business = {
  key: 'kyoto',
  licence: {
    legalName: '有限会社山路窯',
    country: 'JP',
    registrationNumber: '1300-02-048817',
    address: {
      region: '京都府',
      city: '京都市東山区',
      street: '五条坂東 4 丁目 321',
      postalCode: '605-0846',
    },
  },
  locale: 'ja',
  owner: { key: 'yamaji.sayuri', name: '山路 小百合', locale: 'ja' },
  staff: [{ key: 'yamaji.kenta', name: '山路 健太', locale: 'ja', role: 'manager' }],
  carriers: ['ヤマト運輸', '日本郵便'],
  pace: { ship: 1.6, deliver: 3.6 },
  walls: ['#e4ddd0', '#d9d8d2', '#e9e4da', '#cfd3d0', '#ded5c4'],
  stores: [table, tea, flowers, sake],
};
