import { type Locale, locales, type Text } from '../texts.ts';

/** HTML that needs no escaping any more. */
export interface Html {
  readonly html: string;
}

type Piece = Html | string | number | undefined | false | readonly Piece[];

/** HTML from a template: strings are escaped, HTML and lists of it are put in as they are. */
export function html(parts: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  let result = parts[0] ?? '';
  pieces.forEach((piece, index) => {
    result += write(piece) + (parts[index + 1] ?? '');
  });
  return { html: result };
}

/** What is HTML already. */
export function raw(text: string): Html {
  return { html: text };
}

/** A text in its three languages, of which the page shows one; a text that is the same in all stands once. */
export function words(text: Text): Html {
  if (text.en === text.ja && text.en === text['zh-CN']) return html`${text.en}`;
  return inEachLanguage((locale) => html`${text[locale]}`);
}

/** Something for each language, of which the page shows one. `tag` is span within a sentence, div around blocks. */
export function inEachLanguage(make: (locale: Locale) => Html, tag: 'span' | 'div' = 'span'): Html {
  return html`${locales.map((locale) => html`<${raw(tag)} data-in="${locale}" lang="${locale}">${make(locale)}</${raw(tag)}>`)}`;
}

function write(piece: Piece): string {
  if (piece === undefined || piece === false) return '';
  if (typeof piece === 'object') return 'html' in piece ? piece.html : piece.map(write).join('');
  return String(piece)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
