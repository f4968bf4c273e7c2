import { createHash, randomBytes } from 'node:crypto';

/**
 * What differs from visitor to visitor on a page that is otherwise alike for all:
 *
 * - `theme`: the word in `<html data-theme>`
 * - `themes`: the buttons that switch it, the chosen one pressed
 * - `bag`: how many pieces are in the cart
 * - `who`: the name of whoever is signed in, or the invitation to do so
 * - `token`: the value of a form's token field
 * - `flash`: what was just done, said once
 */
export const holes = ['theme', 'themes', 'bag', 'who', 'token', 'flash'] as const;
export type Hole = (typeof holes)[number];
/** HTML that goes into each hole; escaped already. */
export type Bits = Record<Hole, string>;

/** A rendered page with its holes left open: `texts[0] hole[0] texts[1] hole[1] ... texts[n]`. */
export interface Template {
  texts: readonly string[];
  at: readonly Hole[];
  /** of everything but what goes into the holes */
  digest: string;
}

// Made anew by each process, so that no text a merchant writes can pass for a hole.
const marker = `hole${randomBytes(9).toString('hex')}`;
const pattern = new RegExp(`${marker}-([a-z]+)-`);

/** What a component writes where a visitor's own bit belongs: good in text and in an attribute's value. */
export const hole = (name: Hole): string => `${marker}-${name}-`;

/** Splits a rendered page at its holes. */
export function toTemplate(html: string): Template {
  const pieces = html.split(pattern);
  return {
    texts: pieces.filter((_, index) => index % 2 === 0),
    at: pieces.filter((_, index) => index % 2 === 1) as Hole[],
    digest: createHash('sha1').update(html.replaceAll(marker, '')).digest('base64url').slice(0, 16),
  };
}

export function needs(template: Template, name: Hole): boolean {
  return template.at.includes(name);
}

/** The page for one visitor. */
export function fill(template: Template, bits: Bits): string {
  let html = template.texts[0] ?? '';
  for (let index = 0; index < template.at.length; index += 1) {
    html += bits[template.at[index] as Hole] + template.texts[index + 1];
  }
  return html;
}

/** The version of a page as this visitor sees it, for If-None-Match. Weak: a proxy may compress it. */
export function etagOf(template: Template, bits: Bits): string {
  const own = createHash('sha1');
  for (const name of template.at) own.update(bits[name]).update('\n');
  return `W/"${template.digest}-${own.digest('base64url').slice(0, 16)}"`;
}
