import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Chart, isChart, kindOf } from '../charts.ts';
import type { FactsPart, FiguresPart, NotePart, Part, Report, Section, TablePart } from '../parts.ts';
import { type Locale, locales, type Text } from '../texts.ts';
import { formatWithUnit } from '../units.ts';
import { type Html, html, inEachLanguage, raw, words } from './html.ts';
import { showCell, tableHtml } from './table.ts';

const style = readFileSync(join(import.meta.dirname, 'page.css'), 'utf8');
/** The sheet's part up to the languages: colours, light and dark. An SVG by itself has no switch: it follows the system. */
export const sheetColours = style
  .slice(style.indexOf(':root'), style.indexOf(':lang(zh)'))
  .replaceAll('[data-theme="auto"]', '');
const script = readFileSync(join(import.meta.dirname, 'page.client.js'), 'utf8');

const languageNames: Record<Locale, string> = { 'zh-CN': '中文', ja: '日本語', en: 'English' };
const lights: Record<string, Text> = {
  auto: { 'zh-CN': '自动', ja: '自動', en: 'Auto' },
  light: { 'zh-CN': '浅色', ja: 'ライト', en: 'Light' },
  dark: { 'zh-CN': '深色', ja: 'ダーク', en: 'Dark' },
};
const tableName: Text = { 'zh-CN': '数据表', ja: '数値の表', en: 'Table' };
const contentsName: Text = { 'zh-CN': '目录', ja: '目次', en: 'Contents' };
const tones: Record<NotePart['tone'], Text | undefined> = {
  plain: undefined,
  good: { 'zh-CN': '✓ 结果', ja: '✓ 結果', en: '✓ Result' },
  bad: { 'zh-CN': '✗ 不成立', ja: '✗ 不成立', en: '✗ Failed' },
  warning: { 'zh-CN': '! 请注意', ja: '! 注意', en: '! Note' },
};

/**
 * The report as one HTML file that needs nothing else: no network, no script but the two switches. Each language's charts and tables
 * stand in it; the page shows one language, English where scripts don't run.
 */
export function pageHtml(report: Report): string {
  const { title, lead, sections, name } = report;
  const titles = raw(
    locales.map((locale) => ` data-title-${locale.toLowerCase()}="${html`${title[locale]}`.html}"`).join(''),
  );
  return html`<!doctype html>
<html lang="en" data-language="en" data-theme="auto"${titles}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Hazumi">
<title>${title.en}</title>
<style>${raw(style)}</style>
</head>
<body>
<header>
<div class="switches">
<div class="switch" role="group" aria-label="Language / 语言 / 言語">${locales.map(
    (locale) =>
      html`<button type="button" data-speak="${locale}" lang="${locale}" aria-pressed="${String(locale === 'en')}">${languageNames[locale]}</button>`,
  )}</div>
<div class="switch" role="group" aria-label="Light / 明暗">${Object.entries(lights).map(
    ([light, text]) =>
      html`<button type="button" data-light="${light}" aria-pressed="${String(light === 'auto')}">${words(text)}</button>`,
  )}</div>
</div>
<h1>${words(title)}</h1>
${lead && html`<p class="lead">${words(lead)}</p>`}
<nav aria-label="${contentsName.en}"><ul class="contents">${sections.map(
    (section) => html`<li><a href="#${section.id}">${words(section.title)}</a></li>`,
  )}</ul></nav>
</header>
<main>
${sections.map((section) => sectionHtml(section, name))}
</main>
<footer><p>Hazumi · <a href="${name}.json">JSON</a></p></footer>
<script>${raw(script)}</script>
</body>
</html>
`.html;
}

function sectionHtml({ id, title, lead, parts }: Section, report: string): Html {
  return html`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${words(title)}</h2>
${lead && html`<p class="lead">${words(lead)}</p>`}
<div class="parts">
${parts.map((part) => partHtml(part, report))}
</div>
</section>
`;
}

function partHtml(part: Part, report: string): Html {
  if (isChart(part)) return chartHtml(part, report);
  switch (part.kind) {
    case 'table':
      return tablePartHtml(part, report);
    case 'note':
      return noteHtml(part);
    case 'figures':
      return figuresHtml(part);
    case 'facts':
      return factsHtml(part);
    case 'code':
      return html`<div class="card wide"><h3>${words(part.title)}</h3><pre tabindex="0">${part.code}</pre></div>`;
  }
}

function chartHtml(chart: Chart, report: string): Html {
  const kind = kindOf(chart);
  const table = kind.table(chart);
  const file = `${report}.${chart.id}`;
  return html`<div class="card" id="${chart.id}">
<h3>${words(chart.title)}</h3>
${chart.note && html`<p>${words(chart.note)}</p>`}
<div class="chart">${inEachLanguage((locale) => {
    const label = `${chart.title[locale]}. ${kind.describe(chart, locale)}`;
    return html`<div role="img" aria-label="${label}">${raw(kind.draw(chart, locale))}</div>`;
  }, 'div')}</div>
<details><summary>${words(tableName)}</summary>
${tableHtml(table, chart.title, `${file}.csv`)}
</details>
</div>
`;
}

function tablePartHtml(part: TablePart, report: string): Html {
  const table = tableHtml(part, part.title, `${report}.${part.id}.csv`);
  return html`<div class="card wide" id="${part.id}">
<h3>${words(part.title)}</h3>
${part.note && html`<p>${words(part.note)}</p>`}
${part.folded ? html`<details><summary>${words(tableName)}</summary>${table}</details>` : table}
</div>
`;
}

function noteHtml({ tone, text, mark = tones[tone] }: NotePart): Html {
  return html`<p class="note wide ${tone}">${mark && html`<strong>${words(mark)}</strong> `}${words(text)}</p>`;
}

function figuresHtml({ items }: FiguresPart): Html {
  return html`<dl class="figures wide">${items.map(({ name, value, unit, signed = false, note }) => {
    const shown = inEachLanguage((locale) =>
      typeof value === 'number' && unit
        ? html`${formatWithUnit(value, unit, locale, { signed })}`
        : html`${showCell(value, unit, locale)}`,
    );
    return html`<div><dt>${words(name)}</dt><dd>${shown}</dd>${note && html`<dd class="remark">${words(note)}</dd>`}</div>`;
  })}</dl>`;
}

function factsHtml({ items }: FactsPart): Html {
  return html`<dl class="facts card wide">${items.map(
    ({ name, value, unit }) =>
      html`<dt>${words(name)}</dt><dd>${inEachLanguage((locale) =>
        typeof value === 'number' && unit
          ? html`${formatWithUnit(value, unit, locale)}`
          : html`${showCell(value, unit, locale)}`,
      )}</dd>`,
  )}</dl>`;
}
