import { type Locale, localizedText } from '@hazumi/contracts';
import sharp from 'sharp';
import { encode } from 'uqr';
import type { LocalText } from '../catalogue/catalogue.tables.ts';

/** The QR code of an address: `modules[row][column]` is true where it is dark; a margin of four modules is left by who draws it. */
function qrCode(address: string): { size: number; modules: boolean[][] } {
  // M mends 15 %: a poster gets scratched. The margin is ours, so that every form has the same.
  const { size, data } = encode(address, { ecc: 'M', border: 0 });
  return { size, modules: data };
}

const margin = 4;

/** Dark modules as one path, a run of a row a rectangle, in units of modules. */
function pathOf(modules: readonly (readonly boolean[])[]): string {
  let path = '';
  modules.forEach((row, y) => {
    for (let x = 0; x < row.length; x += 1) {
      if (!row[x]) continue;
      let end = x;
      while (row[end]) end += 1;
      path += `M${x} ${y}h${end - x}v1h${x - end}z`;
      x = end;
    }
  });
  return path;
}

export function qrSvg(address: string): string {
  const { size, modules } = qrCode(address);
  const edge = size + 2 * margin;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${edge} ${edge}" width="${edge * 8}" height="${edge * 8}" shape-rendering="crispEdges"><title>${escapeXml(address)}</title><rect width="${edge}" height="${edge}" fill="#fff"/><path transform="translate(${margin} ${margin})" d="${pathOf(modules)}"/></svg>`;
}

/** A square PNG in black and white, sixteen pixels a module: it prints sharp at the size of a hand. */
export async function qrPng(address: string): Promise<Uint8Array> {
  const { size, modules } = qrCode(address);
  const edge = size + 2 * margin;
  const pixels = Buffer.alloc(edge * edge, 255);
  modules.forEach((row, y) => {
    row.forEach((isDark, x) => {
      if (isDark) pixels[(y + margin) * edge + x + margin] = 0;
    });
  });
  return sharp(pixels, { raw: { width: edge, height: edge, channels: 1 } })
    .resize(edge * 16, edge * 16, { kernel: 'nearest' })
    .png({ palette: true, colours: 2 })
    .toBuffer();
}

const invitation: Record<Locale, string> = {
  'zh-CN': '扫码查看',
  ja: 'スキャンしてご覧ください',
  en: 'Scan to have a look',
};

/** What a poster says, A4 upright, in millimetres. Long names get smaller letters and are never cut. */
export function posterSvg(
  address: string,
  texts: { names: LocalText; titles: LocalText | null },
  locale: Locale,
): string {
  const { size, modules } = qrCode(address);
  const name = localizedText(texts.names, locale) ?? '';
  const title = texts.titles === null ? undefined : localizedText(texts.titles, locale);
  const scale = 110 / size;
  const lines = [
    line(name, 48, 15, 700),
    ...(title === undefined ? [] : [line(title, 70, 9, 400)]),
    line(invitation[locale], 232, 9, 400),
    line(new URL(address).host, 250, 5, 400),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 210 297" width="210mm" height="297mm" lang="${locale}"><title>${escapeXml(name)}</title><rect width="210" height="297" fill="#fff"/>${lines.join('')}<path transform="translate(50 95) scale(${scale.toFixed(4)})" shape-rendering="crispEdges" d="${pathOf(modules)}"/></svg>`;
}

function line(text: string, y: number, size: number, weight: number): string {
  // Chinese and Japanese letters are as wide as they are high, Latin ones little more than half.
  const widths = [...text].reduce(
    (sum, letter) => sum + ((letter.codePointAt(0) ?? 0) > 0x2e80 ? 1 : 0.6),
    0,
  );
  const fitting = Math.min(size, 180 / Math.max(widths, 1));
  return `<text x="105" y="${y}" text-anchor="middle" font-size="${fitting.toFixed(2)}" font-weight="${weight}" font-family="sans-serif" fill="#111">${escapeXml(text)}</text>`;
}

function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
