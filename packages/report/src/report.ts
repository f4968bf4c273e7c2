import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { escapeXml } from './charts/svg.ts';
import { type Chart, isChart, kindOf } from './charts.ts';
import { csv } from './csv.ts';
import { pageHtml, sheetColours } from './page/page.ts';
import type { Part, Report, Table } from './parts.ts';

/** A file of a report. */
export interface ReportFile {
  readonly name: string;
  readonly text: string;
}

/**
 * Everything that a report is written as: the page, its JSON, a CSV for each chart and table, and an SVG for each chart (in English).
 * Throws where an id stands twice: the files would overwrite each other.
 */
export function reportFiles(report: Report): ReportFile[] {
  const ids = report.sections.flatMap(({ id, parts }) => [
    id,
    ...parts.flatMap((part) => ('id' in part ? [part.id] : [])),
  ]);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new Error(`Two parts of the report ${report.name} have the id ${twice}.`);
  const parts = report.sections.flatMap((section) => section.parts);
  return [
    { name: `${report.name}.html`, text: pageHtml(report) },
    { name: `${report.name}.json`, text: json(report) },
    ...parts.flatMap((part) => partFiles(part, report.name)),
  ];
}

/**
 * Writes a report into a folder, which is made where it is missing, and answers the path of the page. Each file appears whole or not
 * at all; the page comes last, so that its neighbours are there when somebody opens it.
 */
export async function writeReport(folder: string, report: Report): Promise<string> {
  const files = reportFiles(report);
  await mkdir(folder, { recursive: true });
  for (const { name, text } of files.toReversed()) {
    const path = join(folder, name);
    const existing = await readFile(path, 'utf8').catch(() => undefined);
    if (existing === text) continue;
    await writeFile(`${path}.partial`, text);
    await rename(`${path}.partial`, path);
  }
  return join(folder, `${report.name}.html`);
}

function partFiles(part: Part, report: string): ReportFile[] {
  if (isChart(part)) {
    return [
      { name: `${report}.${part.id}.csv`, text: csv(kindOf(part).table(part)) },
      { name: `${report}.${part.id}.svg`, text: standaloneSvg(part) },
    ];
  }
  return part.kind === 'table' ? [{ name: `${report}.${part.id}.csv`, text: csv(part) }] : [];
}

/** The chart as a file of its own: with its words, and with the colours that the page would give it. */
function standaloneSvg(chart: Chart): string {
  const kind = kindOf(chart);
  const head =
    `<title>${escapeXml(chart.title.en)}</title><desc>${escapeXml(kind.describe(chart, 'en'))}</desc>` +
    `<style>${sheetColours}</style><rect width="100%" height="100%" fill="var(--surface)"/>`;
  return `${kind.draw(chart, 'en').replace('>', `>${head}`)}\n`;
}

/** Sections as plain data, charts with their tables; numbers that are not finite become null. */
function json(report: Report): string {
  const { name, title, lead, data, sections } = report;
  const shown = sections.map((section) => ({
    ...section,
    parts: section.parts.map((part) =>
      isChart(part) ? { ...part, table: keyed(kindOf(part).table(part)) } : part,
    ),
  }));
  return `${JSON.stringify({ name, title, lead, data, sections: shown }, finite, 1)}\n`;
}

/** The rows of a table as objects by the columns' keys. */
function keyed({ columns, rows }: Table): Record<string, unknown>[] {
  return rows.map((row) => Object.fromEntries(columns.map(({ key }, index) => [key, row[index] ?? null])));
}

function finite(_: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? null : value;
}
