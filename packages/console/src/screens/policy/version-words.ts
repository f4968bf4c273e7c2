import type { Translate } from '../../i18n/intl.ts';

interface Made {
  number: number;
  author: string;
  reason: string;
}

/** The version with which a market begins is made by nobody: its author and reason are said in the reader's language. */
const isFirst = ({ number, author }: Pick<Made, 'number' | 'author'>): boolean =>
  number === 1 && author === 'system';

export const reasonOf = (t: Translate, version: Made): string =>
  isFirst(version) ? t('policy.firstReason') : version.reason;
export const authorOf = (t: Translate, version: Omit<Made, 'reason'>): string =>
  isFirst(version) ? t('policy.firstAuthor') : version.author;
