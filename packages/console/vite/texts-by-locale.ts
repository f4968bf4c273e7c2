import { type Plugin, type ResolvedConfig, runnerImport } from 'vite';
import type { messagesOf, TextTree, textLocales } from '../src/i18n/texts.ts';

type Module = { texts: TextTree; textLocales: typeof textLocales; messagesOf: typeof messagesOf };

/**
 * `import('./texts.ts?locale=ja')` is the texts of one language as messages. The source keeps the three languages side by
 * side; a reader downloads one.
 */
export function textsByLocale(): Plugin {
  let config: ResolvedConfig;
  return {
    name: 'hazumi:texts-by-locale',
    enforce: 'pre',
    configResolved(resolved) {
      config = resolved;
    },
    async load(id) {
      const [file = '', query = ''] = id.split('?');
      const wanted = new URLSearchParams(query).get('locale');
      if (wanted === null) return null;
      const { module, dependencies } = await runnerImport<Module>(file, {
        configFile: false,
        root: config.root,
        logLevel: 'error',
      });
      for (const dependency of dependencies) this.addWatchFile(dependency);
      const locale = module.textLocales.find((known) => known === wanted);
      if (locale === undefined) throw new Error(`${wanted} is no language of the console`);
      return `export default ${JSON.stringify(module.messagesOf(module.texts, locale))};`;
    },
  };
}
