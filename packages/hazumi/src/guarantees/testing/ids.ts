import { uuidv7Source } from '@hazumi/market/testing';

/** Ids for rows that a test writes itself. */
export const ids = uuidv7Source();
