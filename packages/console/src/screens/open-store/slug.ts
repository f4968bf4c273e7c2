import type { Locale } from '@hazumi/contracts';

/**
 * The address that a store will likely get from its names: the market makes it from the first name that has Latin letters, English
 * first. Undefined where none has: then it draws one. The market also avoids those that are taken, so this is a preview.
 */
export function likelySlug(names: Partial<Record<Locale, string>>): string | undefined {
  return [names.en, names.ja, names['zh-CN']]
    .map((name) => latinOf(name ?? ''))
    .find((slug) => slug.length >= 3 && /[a-z]/.test(slug));
}

function latinOf(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('&', ' and ')
    .replaceAll(/['’]/g, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replaceAll(/^-+|-+$/g, '');
}
