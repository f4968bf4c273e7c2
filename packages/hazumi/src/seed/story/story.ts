import { keyboards } from './keyboards/keyboards.ts';
import { kyoto } from './kyoto/kyoto.ts';
import { outdoor } from './outdoor/outdoor.ts';
import { candleMaker } from './small/candles.ts';
import { castella } from './small/castella.ts';
import { coffee } from './small/coffee.ts';
import { lamps } from './small/lamps.ts';
import { pets } from './small/pets.ts';
import { silk } from './small/silk.ts';
import { toys } from './small/toys.ts';
import { stationery } from './stationery/stationery.ts';
import { tea } from './tea/tea.ts';
import type { Business } from './types.ts';

/** The twelve licences of the market, those with most stores first. */
export const businesses: readonly Business[] = [
  tea,
  kyoto,
  keyboards,
  stationery,
  outdoor,
  coffee,
  silk,
  castella,
  lamps,
  candleMaker,
  pets,
  toys,
];
