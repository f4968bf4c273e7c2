import type { Finish } from '../compose.ts';
import { say } from '../types.ts';

/** The glazes of the kiln. */
export const glazes = {
  ash: {
    titles: say('灰釉', '灰釉', 'ash glaze'),
    notes: say(
      '松灰釉在窑中流淌，每一只的流痕都不同。',
      '松灰の釉が窯の中で流れ、ひとつとして同じ景色がありません。',
      'Pine ash runs in the kiln, so no two are alike.',
    ),
    colour: '#b3ab90',
    accent: '#7f8462',
    pattern: 'drip',
  },
  lapis: {
    titles: say('琉璃釉', '瑠璃釉', 'lapis glaze'),
    notes: say(
      '深夜般的钴蓝，边缘薄处透出赭色。',
      '夜空のような呉須の青。口縁に赤土がのぞきます。',
      'A midnight cobalt that breaks to rust at the lip.',
    ),
    colour: '#2f4a73',
    accent: '#c9a24a',
    pattern: 'plain',
  },
  slip: {
    titles: say('粉引', '粉引', 'white slip'),
    notes: say(
      '白化妆土温润如纸，用久会染上茶色。',
      '白化粧のやわらかな肌。使うほどに育ちます。',
      'White slip, soft as paper; it takes on colour with use.',
    ),
    colour: '#ece5d6',
    accent: '#a58a68',
    pattern: 'speckle',
  },
  oribe: {
    titles: say('织部绿', '織部', 'Oribe green'),
    notes: say(
      '铜绿釉，一半留白，笔意随兴。',
      '銅緑の釉を掛け分けた、自由な織部の景色。',
      'Copper green over half of it, in the free manner of Oribe.',
    ),
    colour: '#d8cdb4',
    accent: '#4f6b3f',
    pattern: 'drip',
  },
  iron: {
    titles: say('铁釉', '鉄釉', 'iron glaze'),
    notes: say(
      '黑中见褐，盛白色食物最相宜。',
      '黒のなかに飴色がのぞく、料理の映える釉です。',
      'Black with a glow of brown; food looks its best on it.',
    ),
    colour: '#332d29',
    accent: '#8a5a34',
    pattern: 'plain',
  },
  celadon: {
    titles: say('青瓷贯入', '青磁貫入', 'crackled celadon'),
    notes: say(
      '釉面开片，出窑时会听见清脆的声音。',
      '窯出しのとき、貫入の澄んだ音がします。',
      'It sings as the crackle forms out of the kiln.',
    ),
    colour: '#a6c0b2',
    accent: '#6f8f80',
    pattern: 'crackle',
  },
  sometsuke: {
    titles: say('染付青海波', '染付 青海波', 'blue waves'),
    notes: say(
      '手绘青海波纹，笔触有粗有细。',
      '青海波を一筆ずつ手描きしています。',
      'Waves painted by hand, stroke by stroke.',
    ),
    colour: '#f1efe8',
    accent: '#33507a',
    pattern: 'waves',
    factor: 1.25,
  },
  plum: {
    titles: say('赤绘梅花', '赤絵 梅', 'red plum'),
    notes: say(
      '釉上赤绘，开一枝早春的梅。',
      '上絵の赤で、早春の梅を一枝。',
      'An early plum branch in red enamel.',
    ),
    colour: '#f2ece0',
    accent: '#b1463c',
    pattern: 'blossom',
    factor: 1.3,
  },
  indigo: {
    titles: say('蓝线', '藍線', 'indigo lines'),
    notes: say(
      '两道手拉的蓝线，干净利落。',
      '轆轤の上で引いた、二本の藍の線。',
      'Lines drawn in indigo while the wheel turned.',
    ),
    colour: '#eeeae0',
    accent: '#3c5a86',
    pattern: 'bands',
    factor: 1.1,
  },
} satisfies Record<string, Finish>;
