import { fileURLToPath } from 'node:url';
import type { Endpoint } from '@hazumi/contracts';
import { type Plugin, runnerImport } from 'vite';

/** The one module of the console that gets the contracts with their schemas. It is loaded when a form is first checked. */
const withSchemas = /\/src\/api\/schemas\.ts$/;
const light = '\0hazumi:light-contracts';

/**
 * Most of the contracts' weight in a browser is the schemas (with zod, 43 KB gzipped), which only the checking of forms needs. To
 * everybody but `api/schemas.ts`, `@hazumi/contracts` is therefore its plain data, the client, and the endpoints without their schemas.
 */
export function lightContracts(): Plugin {
  let folder: string;
  return {
    name: 'hazumi:light-contracts',
    enforce: 'pre',
    async resolveId(source, importer) {
      if (source !== '@hazumi/contracts' || importer === undefined || withSchemas.test(importer)) return null;
      return light;
    },
    async load(id) {
      if (id !== light) return null;
      const entry = fileURLToPath(import.meta.resolve('@hazumi/contracts'));
      folder = entry.slice(0, -'index.ts'.length);
      const { module, dependencies } = await runnerImport<Record<string, unknown>>(entry, {
        configFile: false,
        logLevel: 'error',
      });
      for (const dependency of dependencies) this.addWatchFile(dependency);
      const constants = Object.entries(module).flatMap(([name, value]) =>
        name === 'endpoints'
          ? [`export const endpoints = ${JSON.stringify(withoutSchemas(value as Record<string, Endpoint>))};`]
          : isPlainData(value) && name !== 'endpointList' && !name.endsWith('Endpoints')
            ? [`export const ${name} = ${JSON.stringify(value)};`]
            : [],
      );
      return [`export * from ${JSON.stringify(`${folder}client.ts`)};`, ...constants].join('\n');
    },
  };
}

/** What the client needs to send a request. */
function withoutSchemas(endpoints: Record<string, Endpoint>) {
  return Object.fromEntries(
    Object.entries(endpoints).map(([name, { id, method, path, idempotent, etag }]) => [
      name,
      { id, method, path, ...(idempotent ? { idempotent } : {}), ...(etag === undefined ? {} : { etag }) },
    ]),
  );
}

/** Lists, objects, texts and numbers, as far down as they go. Schemas and functions are not. */
function isPlainData(value: unknown): boolean {
  if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return true;
  if (Array.isArray(value)) return value.every(isPlainData);
  return (
    typeof value === 'object' &&
    Object.getPrototypeOf(value) === Object.prototype &&
    Object.values(value).every(isPlainData)
  );
}
