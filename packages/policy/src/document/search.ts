import { field, group } from '../fields/field.ts';
import { characters, count, flag } from '../fields/shape.ts';
import { text } from '../fields/text.ts';

export const search = group(
  text('搜索', '検索', 'Search'),
  text('搜索词与结果页。', '検索語と結果のページ。', 'Queries and pages of results.'),
  {
    queryMaxCharacters: field(characters(1, 1_000), {
      default: 100,
      source: 'hazumi',
      confidence: 'D',
      label: text('搜索词最长长度', '検索語の最長の長さ', 'Longest query'),
      description: text(
        '搜索词最多可以有多少个字符。',
        '検索語の文字数の上限です。',
        'The most characters of a query.',
      ),
    }),
    resultsPerPage: field(count(1, 200), {
      default: 20,
      source: 'hazumi',
      confidence: 'D',
      label: text('每页结果数', '1ページの結果数', 'Results per page'),
      description: text(
        '搜索页每页展示多少个结果。',
        '検索ページに表示する結果の数です。',
        'How many results a page of the search shows.',
      ),
    }),
    suggestions: field(count(0, 50), {
      default: 8,
      source: 'hazumi',
      confidence: 'D',
      label: text('搜索建议数', '検索候補の数', 'Suggestions'),
      description: text(
        '输入时最多展示多少条建议。',
        '入力中に表示する候補の数の上限です。',
        'How many suggestions are shown while typing.',
      ),
    }),
    relaxesEmptyQueries: field(flag(), {
      default: true,
      source: 'hazumi',
      confidence: 'D',
      label: text('无结果时放宽条件', '結果がないとき条件を緩める', 'Relax empty results'),
      description: text(
        '没有结果时是否放宽搜索词，并告知买家。',
        '結果がないとき検索語を緩め、その旨を示すかどうかです。',
        'Whether a query without results is relaxed, telling the shopper so.',
      ),
    }),
  },
);
