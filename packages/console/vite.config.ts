import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { lightContracts } from './vite/light-contracts.ts';
import { textsByLocale } from './vite/texts-by-locale.ts';

/** Everything is served by the market's own server under /console/, so all addresses begin there. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/console/',
  plugins: [react(), lightContracts(), textsByLocale()],
  build: {
    target: 'es2023',
    // Fonts and pictures stay files of their own: the pages' policy allows no data: addresses for scripts or styles.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
});
