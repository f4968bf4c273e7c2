import type { Finish } from '../compose.ts';
import { say } from '../types.ts';

/** The colour ways in which keyboards, caps and mats are made. */
export const colourways = {
  pine: {
    titles: say('松雾绿', '松霧グリーン', 'Pine Mist'),
    notes: say(
      '像雨后的松林，键帽是浅一号的苔绿。',
      '雨上がりの松林のような緑。',
      'A pine wood after rain, with moss on the keys.',
    ),
    colour: '#3f5f4f',
    accent: '#d8a24a',
  },
  harbour: {
    titles: say('深湾蓝', '深湾ブルー', 'Harbour Blue'),
    notes: say(
      '深圳湾的傍晚，回车是灯塔的暖白。',
      '深圳湾の夕暮れ。Enterは灯台の白。',
      'Evening in Shenzhen Bay; Enter is the lighthouse.',
    ),
    colour: '#2f4664',
    accent: '#efe3c8',
  },
  lychee: {
    titles: say('荔枝红', '茘枝レッド', 'Lychee Red'),
    notes: say(
      '岭南夏天的红，并不刺眼。',
      '嶺南の夏の赤。目にやさしい深さです。',
      'The red of a southern summer, deep rather than loud.',
    ),
    colour: '#8f3d3a',
    accent: '#f0d9b8',
  },
  rice: {
    titles: say('米白', '米ホワイト', 'Rice White'),
    notes: say(
      '暖白不发青，配木桌最安静。',
      '木の机に合う、あたたかな白。',
      'A warm white that is quiet on a wooden desk.',
    ),
    colour: '#e6ddcc',
    accent: '#c9704a',
  },
  ink: {
    titles: say('墨石', '墨石ブラック', 'Ink Stone'),
    notes: say('哑光黑，不留指纹。', '指紋のつかないマットな黒。', 'Matt black that keeps no fingerprints.'),
    colour: '#35363a',
    accent: '#c9705a',
  },
  dusk: {
    titles: say('暮山紫', '暮山パープル', 'Dusk Violet'),
    notes: say('落日后十分钟的颜色。', '日が沈んで十分後の色。', 'Ten minutes after sunset.'),
    colour: '#5d5678',
    accent: '#e0b48a',
  },
} satisfies Record<string, Finish>;
