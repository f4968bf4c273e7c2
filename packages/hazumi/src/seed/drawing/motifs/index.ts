import * as bags from './bags.ts';
import * as boxes from './boxes.ts';
import * as brew from './brew.ts';
import * as cables from './cables.ts';
import * as cakes from './cakes.ts';
import * as camp from './camp.ts';
import * as care from './care.ts';
import * as cups from './cups.ts';
import * as desk from './desk.ts';
import * as keyboards from './keyboards.ts';
import * as keycaps from './keycaps.ts';
import * as lamps from './lamps.ts';
import * as leaves from './leaves.ts';
import * as letters from './letters.ts';
import * as notebooks from './notebooks.ts';
import * as pens from './pens.ts';
import * as pets from './pets.ts';
import * as pettoys from './pettoys.ts';
import * as sweets from './sweets.ts';
import * as teacakes from './teacakes.ts';
import * as teapots from './teapots.ts';
import * as tents from './tents.ts';
import * as textiles from './textiles.ts';
import * as tins from './tins.ts';
import * as toys from './toys.ts';
import * as vases from './vases.ts';
import * as wear from './wear.ts';

/** Every kind of goods that can be drawn, by the name that the stories use. */
export const motifs = {
  ...bags,
  ...boxes,
  ...brew,
  ...cables,
  ...cakes,
  ...camp,
  ...care,
  ...cups,
  ...desk,
  ...keyboards,
  ...keycaps,
  ...lamps,
  ...leaves,
  ...letters,
  ...notebooks,
  ...pens,
  ...pets,
  ...teacakes,
  ...teapots,
  ...sweets,
  ...pettoys,
  ...tents,
  ...textiles,
  ...tins,
  ...toys,
  ...vases,
  ...wear,
};
