import assert from 'node:assert/strict';
import { test } from 'node:test';
import { queryTokens, titleTokens } from './analysis.ts';
import { simplified } from './script.ts';
import { stem } from './stem.ts';

const title = (text: string) => titleTokens(text).map(({ term }) => term);
const query = (text: string) => queryTokens(text).map(({ term }) => term);

test('numbers part from their units, however they are written', () => {
  for (const text of ['24 in', '24in', '24-Inch', '24"', '24 inches', '24”', '２４ｉｎ'])
    assert.deepEqual(title(text), ['24', 'inch'], text);
  for (const text of ["6'", '6 ft.', '6feet', '6-foot']) assert.deepEqual(title(text), ['6', 'foot'], text);
  assert.deepEqual(title('3/4 in. x 1-1/2 in.'), ['3/4', 'inch', '1', '1/2', 'inch']);
  assert.deepEqual(title('0.50 gal, .5 gal, 0.5 gal'), ['0.5', 'gallon', '0.5', 'gallon', '0.5', 'gallon']);
  assert.deepEqual(title('2x4x8'), ['2', '4', '8']);
  assert.deepEqual(title('4 by 4'), ['4', '4']);
  assert.deepEqual(title('5 fox 3'), ['5', 'fox', '3']);
  assert.deepEqual(title('1,000 pcs'), ['1000', 'piece']);
  assert.deepEqual(title('two light'), ['2', 'light']);
});

test('a model number stays whole, and a word within a word is heard', () => {
  assert.deepEqual(title('LGF6TC'), ['lgf6tc']);
  assert.deepEqual(title('DeckOver'), ['deck', 'over']);
});

test('words that say nothing count only where there are no others', () => {
  assert.deepEqual(title('the kettle with a lid'), ['kettl', 'lid']);
  assert.deepEqual(title('to be'), ['to', 'be']);
  assert.deepEqual(title('???'), []);
});

test('Chinese and Japanese become pairs; the last character stands alone in a title and not in a query', () => {
  assert.deepEqual(title('铜水壶'), ['铜水', '水壶', '壶']);
  assert.deepEqual(query('铜水壶'), ['铜水', '水壶']);
  assert.deepEqual(query('壶'), ['壶']);
  assert.deepEqual(query('銅水壺'), query('铜水壶'));
  assert.deepEqual(query('ｺｯﾌﾟ'), query('こっぷ'));
  assert.deepEqual(query('红色 kettle'), ['红色', 'kettl']);
});

test('simplified forms are final: none is turned again', () => {
  const sample = '壺銅電腦裝褲鐘燈関広円麺酱鹽鞋鑰匙';
  assert.equal(simplified(simplified(sample)), simplified(sample));
  assert.equal(simplified('銅水壺'), '铜水壶');
});

test('plurals, -ed and -ing find their root; short and foreign words are left', () => {
  const cases: Record<string, string> = {
    kettles: 'kettl',
    kettle: 'kettl',
    batteries: 'batteri',
    battery: 'batteri',
    brushes: 'brush',
    glass: 'glass',
    running: 'run',
    painted: 'paint',
    bus: 'bus',
    speed: 'speed',
    café: 'café',
    '30ft': '30ft',
  };
  for (const [word, root] of Object.entries(cases)) assert.equal(stem(word), root, word);
});
