import type { Finish } from '../compose.ts';
import { say } from '../types.ts';

export const trailColours = {
  fern: { titles: say('蕨绿', 'シダグリーン', 'fern'), notes: {}, colour: '#5d7a4c', accent: '#e0a83c' },
  clay: { titles: say('陶土橙', 'クレイ', 'clay'), notes: {}, colour: '#b5623c', accent: '#efe2c8' },
  slate: { titles: say('板岩蓝', 'スレート', 'slate'), notes: {}, colour: '#4a5f73', accent: '#d8b060' },
  sand: { titles: say('沙色', 'サンド', 'sand'), notes: {}, colour: '#c9b48c', accent: '#6a4a34' },
  ember: { titles: say('余烬红', 'エンバー', 'ember'), notes: {}, colour: '#8f3a34', accent: '#e6c48a' },
  char: { titles: say('炭黑', 'チャコール', 'charcoal'), notes: {}, colour: '#3b3d3f', accent: '#c9704a' },
} satisfies Record<string, Finish>;
