import {
  type CSSVariablesResolver,
  createTheme,
  type MantineColorScheme,
  type MantineColorSchemeManager,
  type MantineColorsTuple,
} from '@mantine/core';
import { preferredTheme, tasteCookie } from '../i18n/locale.ts';

/** Ai (藍), the dye: the one colour of the console. */
const ai: MantineColorsTuple = [
  '#eef2f9',
  '#dce4f2',
  '#bac9e4',
  '#93abd4',
  '#7493c6',
  '#5070ac',
  '#41639f',
  '#2b4a86',
  '#1f3a6e',
  '#162b54',
];
/** Shu (朱), vermilion: for danger and alarm, and nothing else. */
const shu: MantineColorsTuple = [
  '#fdf0ec',
  '#f9dcd4',
  '#f1b7a8',
  '#e98f79',
  '#e06c50',
  '#d2502f',
  '#b93f21',
  '#9c3319',
  '#7c2915',
  '#5c1f10',
];
/** Sumi (墨): greys with a little warmth; `dark` is what Mantine builds its dark surfaces from. */
const sumi: MantineColorsTuple = [
  '#f4f2ec',
  '#e9e6de',
  '#d8d4ca',
  '#c0bbb0',
  '#a19c92',
  '#7d7973',
  '#605d58',
  '#484642',
  '#32302e',
  '#1e1d1c',
];
const dark: MantineColorsTuple = [
  '#e9e6df',
  '#bbb7af',
  '#a5a19a',
  '#7d7973',
  '#45433f',
  '#393734',
  '#242321',
  '#1b1a19',
  '#151413',
  '#100f0f',
];

export const theme = createTheme({
  colors: { ai, shu, gray: sumi, dark },
  primaryColor: 'ai',
  primaryShade: { light: 7, dark: 5 },
  white: '#ffffff',
  black: '#1c1b1a',
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--font-mono)',
  defaultRadius: 'sm',
  radius: { xs: '2px', sm: '4px', md: '6px', lg: '10px', xl: '16px' },
  fontSizes: { xs: '0.75rem', sm: '0.875rem', md: '0.9375rem', lg: '1.0625rem', xl: '1.25rem' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
  components: {
    Button: { defaultProps: { size: 'sm' } },
    Menu: { defaultProps: { shadow: 'md', transitionProps: { duration: 90 } } },
    Tooltip: { defaultProps: { openDelay: 250, events: { hover: true, focus: true, touch: false } } },
  },
});

/** Mantine's own names for what the tokens in `tokens.css` say. */
export const variables: CSSVariablesResolver = () => {
  const shared = {
    '--mantine-color-body': 'var(--paper)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--ink-soft)',
    '--mantine-color-placeholder': 'var(--ink-faint)',
    '--mantine-color-default': 'var(--surface)',
    '--mantine-color-default-hover': 'var(--hover)',
    '--mantine-color-default-border': 'var(--line-strong)',
    '--mantine-color-error': 'var(--danger)',
    '--mantine-color-anchor': 'var(--accent)',
  };
  return { variables: {}, light: shared, dark: shared };
};

/** Keeps the reader's theme in the cookie that the shop reads too. */
export function themeCookie(page: { cookie: string }, secure: boolean): MantineColorSchemeManager {
  return {
    get: () => preferredTheme(page.cookie),
    set: (value: MantineColorScheme) => {
      page.cookie = tasteCookie('theme', value, secure);
    },
    subscribe: () => undefined,
    unsubscribe: () => undefined,
    clear: () => undefined,
  };
}
