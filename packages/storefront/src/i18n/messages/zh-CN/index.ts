import { access } from './access.ts';
import { buy } from './buy.ts';
import { common } from './common.ts';
import { mine } from './mine.ts';
import { shop } from './shop.ts';
import { visits } from './visits.ts';

export const zhCN = { ...common, ...shop, ...buy, ...mine, ...access, ...visits };
