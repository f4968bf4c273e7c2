import { access } from './access.ts';
import { buy } from './buy.ts';
import { common } from './common.ts';
import { mine } from './mine.ts';
import { shop } from './shop.ts';

export const en = { ...common, ...shop, ...buy, ...mine, ...access } as const;
