/** Valid values made from the published OpenAPI document alone, as somebody would who has nothing else. */
import { endpointList, openApiDocument } from '@hazumi/contracts';
import { goodPassword } from './people.ts';

export interface Schema {
  $ref?: string;
  type?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  minItems?: number;
  maxItems?: number;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  pattern?: string;
  format?: string;
  default?: unknown;
}

interface Operation {
  parameters?: { name: string; in: 'path' | 'query' | 'header'; required: boolean; schema: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
}

const document = openApiDocument(endpointList, { title: '', version: '', description: '', serverUrl: '' });
const paths = document.paths as Record<string, Record<string, Operation>>;
const shapes = (document.components as { schemas: Record<string, Schema> }).schemas;

export function operationOf(endpoint: { path: string; method: string }): Operation {
  return paths[endpoint.path]?.[endpoint.method] as Operation;
}

/** The schema of an operation's body; undefined where it takes none. */
export function bodySchemaOf(endpoint: { path: string; method: string }): Schema | undefined {
  return Object.values(operationOf(endpoint).requestBody?.content ?? {})[0]?.schema;
}

export function resolve(schema: Schema): Schema {
  return schema.$ref === undefined ? schema : (shapes[schema.$ref.split('/').at(-1) as string] as Schema);
}

/**
 * The smallest value that fits: required properties, as few items as may be, the first of several alternatives.
 *
 * @param ids a public id of the kind that begins with a prefix (`sku`)
 */
export function exampleOf(schema: Schema, ids: (prefix: string) => string, name = ''): unknown {
  const known = resolve(schema);
  const one = known.anyOf?.[0] ?? known.oneOf?.[0];
  if (one !== undefined) return exampleOf(one, ids, name);
  if (known.const !== undefined) return known.const;
  if (known.enum !== undefined) return known.enum[0];
  switch (known.type) {
    case 'object': {
      const properties = Object.entries(known.properties ?? {});
      const required = new Set(known.required);
      // Text in several languages names none as required, and needs one.
      if (required.size === 0 && known.properties?.en !== undefined) required.add('en');
      return Object.fromEntries(
        properties.flatMap(([key, value]) => (required.has(key) ? [[key, exampleOf(value, ids, key)]] : [])),
      );
    }
    case 'array':
      return Array.from({ length: known.minItems ?? 0 }, () => exampleOf(known.items ?? {}, ids, name));
    case 'string':
      return textFor(known, ids, name);
    case 'integer':
    case 'number':
      return Math.max(known.minimum ?? 1, name === 'quantity' ? 1 : 0);
    case 'boolean':
      return false;
    default:
      return null;
  }
}

// What a schema cannot say: which of all texts of its form mean something.
const byName: Record<string, string> = {
  password: goodPassword,
  currentPassword: goodPassword,
  newPassword: `${goodPassword} staple`,
  currency: 'CNY',
  phone: '+86 138 0000 0000',
  registrationNumber: 'NEW2026',
  challenge: 'no-such-challenge',
  code: '123456',
  token: 'A'.repeat(43),
  slug: 'new-name',
};

function textFor(schema: Schema, ids: (prefix: string) => string, name: string): string {
  const prefix = /^\^([a-z]{3})_/.exec(schema.pattern ?? '')?.[1];
  if (prefix !== undefined) return ids(prefix);
  if (schema.format === 'email') return 'somebody.new@example.test';
  if (schema.format === 'uri') return 'https://example.test/back';
  if (schema.format === 'date-time') return '2026-01-05T08:00:00Z';
  if (schema.pattern === '^[A-Z]{2}$') return 'CN';
  return byName[name] ?? `text${'-'.repeat(Math.max(0, (schema.minLength ?? 0) - 4))}`;
}
