/** The shop's words, for whoever has to find its buttons in any language: `@hazumi/storefront/testing`. */
export { messages as messagesByLocale, translator } from '../i18n/translate.ts';
