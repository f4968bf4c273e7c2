import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { isChart, kindOf } from './charts.ts';
import { csv } from './csv.ts';
import type { Table } from './parts.ts';
import { reportFiles, writeReport } from './report.ts';
import { exampleReport } from './testing/example.ts';
import { locales, same } from './texts.ts';

const charts = exampleReport.sections.flatMap(({ parts }) => parts.filter(isChart));
const page = reportFiles(exampleReport)[0]?.text ?? '';

describe('a report', () => {
  test('asks the network for nothing', () => {
    const addresses = [...page.matchAll(/(?:src|href|url)\s*[=(]\s*["']?([^"')\s>]+)/g)].map(
      ([, address]) => address ?? '',
    );
    const elsewhere = addresses.filter((address) => !/^(#|example\.[\w.-]+$)/.test(address));
    assert.deepEqual(elsewhere, []);
    assert.doesNotMatch(page, /@import|fetch\(|<link|<iframe/);
  });

  test('takes its texts for texts: what looks like HTML is shown', () => {
    assert.match(page, /An example of a report: &lt;incentive&gt; &amp; deposit/);
    assert.doesNotMatch(page, /<incentive>/);
  });

  test('has a CSV for each chart and table, an SVG for each chart, and links to files that exist', () => {
    const names = reportFiles(exampleReport).map(({ name }) => name);
    const expected = charts.flatMap(({ id }) => [`example.${id}.csv`, `example.${id}.svg`]);
    assert.deepEqual(
      names.toSorted(),
      ['example.html', 'example.json', 'example.gates.csv', ...expected].toSorted(),
    );
    for (const [, file = ''] of page.matchAll(/href="(example\.[^"]+)"/g))
      assert.ok(names.includes(file), file);
  });

  test('carries numbers unrounded in JSON and CSV, and null for what is no number', () => {
    const json = JSON.parse(reportFiles(exampleReport)[1]?.text ?? '');
    assert.deepEqual(json.data, { answer: 42, nothing: null });
    const intervals = json.sections[2].parts[0].table;
    assert.deepEqual(intervals[0], {
      what: { 'zh-CN': '估计器', ja: '推定器', en: 'The estimator' },
      estimate: 0.142,
      low: 0.09,
      high: 0.2,
      truth: 0.14,
    });
    assert.equal(intervals[2].low, null);
  });

  test('refuses an id that stands twice, because its files would overwrite each other', () => {
    const note = { kind: 'code' as const, title: same('x'), code: '' };
    const section = { id: 'course', title: same('x'), parts: [note] };
    assert.throws(
      () => reportFiles({ ...exampleReport, sections: [...exampleReport.sections, section] }),
      new Error('Two parts of the report example have the id course.'),
    );
  });

  test('is the same bytes each time', () => {
    assert.deepEqual(reportFiles(exampleReport), reportFiles(structuredClone(exampleReport)));
  });

  test('is written into a folder that is made for it, and leaves no half of a file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'hazumi-report-'));
    try {
      const path = await writeReport(join(folder, 'deep', 'down'), exampleReport);
      assert.equal(path, join(folder, 'deep', 'down', 'example.html'));
      assert.equal(await readFile(path, 'utf8'), page);
      const names = await readdir(join(folder, 'deep', 'down'));
      assert.deepEqual(
        names.sort(),
        reportFiles(exampleReport)
          .map(({ name }) => name)
          .sort(),
      );
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe('every kind of chart', () => {
  test('is in the example', () => {
    const kinds = [
      'bars',
      'deciles',
      'fan',
      'guardrails',
      'intervals',
      'lines',
      'paired',
      'scatter',
      'tornado',
    ];
    assert.deepEqual([...new Set(charts.map(({ kind }) => kind))].sort(), kinds);
  });

  for (const chart of charts) {
    test(`${chart.id} is drawn without a broken coordinate and described, in each language`, () => {
      for (const locale of locales) {
        const svg = kindOf(chart).draw(chart, locale);
        assert.doesNotMatch(svg, /NaN|undefined|Infinity/);
        assert.doesNotMatch(svg, /(fill|stroke)="#/, 'colours are variables: the page may be dark');
        const said = kindOf(chart).describe(chart, locale);
        assert.doesNotMatch(said, /NaN|undefined|Infinity/);
        assert.ok(said.length > 10);
      }
      const { columns, rows } = kindOf(chart).table(chart);
      assert.ok(rows.length > 0);
      for (const row of rows) assert.equal(row.length, columns.length);
    });
  }
});

describe('CSV', () => {
  test('quotes what must be quoted and defuses what a spreadsheet would calculate', () => {
    const table: Table = {
      columns: [
        { key: 'name', name: same('Name') },
        { key: 'value', name: same('Value') },
      ],
      rows: [
        ['a, "b"\nc', 0.1 + 0.2],
        ['=1+1', Number.NaN],
        ['-x', null],
        [same('plain'), -5],
        ['yes', true],
      ],
    };
    assert.equal(
      csv(table),
      'name,value\r\n"a, ""b""\nc",0.30000000000000004\r\n\'=1+1,\r\n\'-x,\r\nplain,-5\r\nyes,true\r\n',
    );
  });
});
