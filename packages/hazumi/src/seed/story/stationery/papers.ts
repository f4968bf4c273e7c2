import type { Finish } from '../compose.ts';
import { say } from '../types.ts';

/** Cloths, papers and colours of the shop. */
export const papers = {
  ai: {
    titles: say('蓝染', '藍', 'indigo'),
    notes: say('德岛蓝染布面。', '阿波藍で染めた布表紙。', 'Cloth dyed with indigo from Tokushima.'),
    colour: '#34507a',
    accent: '#e9dfc8',
  },
  kaki: {
    titles: say('柿色', '柿', 'persimmon'),
    notes: say(
      '柿涩染纸，越用越沉。',
      '柿渋染め。使うほど深くなります。',
      'Persimmon tannin that deepens with use.',
    ),
    colour: '#b4623a',
    accent: '#f0dcb8',
  },
  wakaba: {
    titles: say('若叶', '若葉', 'young leaf'),
    notes: say('初夏的绿。', '初夏の緑。', 'The green of early summer.'),
    colour: '#7d9a62',
    accent: '#f3ead0',
    pattern: 'leaves',
  },
  nami: {
    titles: say('青海波', '青海波', 'waves'),
    notes: say(
      '大阪湾的波纹，活版印。',
      '活版で刷った大阪湾の波。',
      'Waves of Osaka Bay, printed in letterpress.',
    ),
    colour: '#e9e4d6',
    accent: '#4a6f8c',
    pattern: 'waves',
  },
  hana: {
    titles: say('小花', '小花', 'small flowers'),
    notes: say('和纸小花纹。', '和紙の小花文。', 'A small print on washi.'),
    colour: '#ecd5d2',
    accent: '#a8525a',
    pattern: 'blossom',
  },
  shima: {
    titles: say('缟', '縞', 'stripes'),
    notes: say('河内木棉条纹。', '河内木綿の縞。', 'The stripes of Kawachi cotton.'),
    colour: '#d9cdb6',
    accent: '#5a4a3c',
    pattern: 'stripes',
  },
  sumi: {
    titles: say('墨', '墨', 'ink black'),
    notes: say('不反光的黑。', '光らない黒。', 'A black without shine.'),
    colour: '#3a3734',
    accent: '#c8a860',
  },
  koshi: {
    titles: say('格子', '格子', 'check'),
    notes: say('町家的格子窗。', '町家の格子のように。', 'After the lattices of town houses.'),
    colour: '#e4dcc8',
    accent: '#7a8a6a',
    pattern: 'check',
  },
} satisfies Record<string, Finish>;
