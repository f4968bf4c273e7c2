import { z } from 'zod';
import { problem } from './common.ts';
import type { Endpoint } from './endpoint.ts';
import { type ProblemCode, problemKinds } from './problems.ts';

type Json = { [name: string]: unknown };

/** Codes any endpoint of this shape can answer beside its own. */
export function problemsOf(definition: Endpoint): ProblemCode[] {
  const codes = new Set<ProblemCode>(definition.problems ?? []);
  if (definition.access !== 'public' && definition.access !== 'provider') codes.add('unauthenticated');
  if (definition.access === 'licence') codes.add('forbidden').add('not_found');
  if (definition.access === 'operator') codes.add('not_found');
  if (definition.params !== undefined) codes.add('not_found');
  if (definition.query !== undefined || definition.body !== undefined) codes.add('invalid_request');
  if (definition.body !== undefined)
    codes.add('malformed_body').add('body_too_large').add('unsupported_media_type');
  if (definition.idempotent) codes.add('idempotency_key_required').add('idempotency_key_reused');
  if (definition.etag === 'required') codes.add('precondition_required').add('version_conflict');
  codes.add('rate_limited');
  return [...codes].sort();
}

/** The OpenAPI 3.1 document of these endpoints. Schemas with a `meta` id become components. */
export function openApiDocument(
  endpoints: readonly Endpoint[],
  about: { title: string; version: string; description: string; serverUrl: string },
): Json {
  const schemas: Json = {};
  const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
    const { $defs, $schema: _, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json;
    for (const [name, definition] of Object.entries(($defs ?? {}) as Json))
      schemas[name] = relink(withoutId(definition as Json));
    return relink(withoutId(json)) as Json;
  };
  const paths: Record<string, Json> = {};
  for (const definition of endpoints) {
    const parameters: Json[] = [];
    const addParameters = (schema: z.ZodType | undefined, where: 'path' | 'query'): void => {
      if (schema === undefined) return;
      const json = schemaOf(schema, 'input');
      const required = new Set((json.required as string[] | undefined) ?? []);
      for (const [name, property] of Object.entries((json.properties ?? {}) as Json)) {
        parameters.push({
          name,
          in: where,
          required: where === 'path' || required.has(name),
          schema: property,
        });
      }
    };
    addParameters(definition.params, 'path');
    addParameters(definition.query, 'query');
    if (definition.idempotent) {
      parameters.push({
        name: 'Idempotency-Key',
        in: 'header',
        required: true,
        schema: { type: 'string', minLength: 8, maxLength: 128 },
      });
    }
    if (definition.etag === 'required') {
      parameters.push({
        name: 'If-Match',
        in: 'header',
        required: true,
        schema: { type: 'string', examples: ['"v1"'] },
      });
    }
    const status = definition.status ?? (definition.answer === undefined ? 204 : 200);
    const byStatus = new Map<number, ProblemCode[]>();
    for (const code of problemsOf(definition)) {
      const at = problemKinds[code].status;
      byStatus.set(at, [...(byStatus.get(at) ?? []), code]);
    }
    const responses: Json = {
      [status]: {
        description: definition.summary,
        ...(definition.answer === undefined
          ? {}
          : {
              content: {
                [definition.answerType ?? 'application/json']: {
                  schema: schemaOf(definition.answer, 'output'),
                },
              },
            }),
        ...(definition.etag === undefined ? {} : { headers: { ETag: { schema: { type: 'string' } } } }),
      },
    };
    for (const [at, codes] of [...byStatus].sort(([a], [b]) => a - b)) {
      responses[at] = {
        description: codes.map((code) => `\`${code}\`: ${problemKinds[code].title.en}`).join('; '),
        content: { 'application/problem+json': { schema: schemaOf(problem, 'output') } },
      };
    }
    const mediaType = {
      json: 'application/json',
      form: 'multipart/form-data',
      raw: 'application/octet-stream',
    }[definition.bodyType ?? 'json'];
    paths[definition.path] ??= {};
    (paths[definition.path] as Json)[definition.method] = {
      operationId: definition.id,
      tags: [definition.area],
      summary: definition.summary,
      'x-access': definition.access,
      ...(definition.permission === undefined ? {} : { 'x-permission': definition.permission }),
      ...(definition.access === 'public' || definition.access === 'provider'
        ? {}
        : {
            security: [
              { session: [] },
              ...(definition.scope === undefined ? [] : [{ apiKey: [definition.scope] }]),
            ],
          }),
      ...(parameters.length === 0 ? {} : { parameters }),
      ...(definition.body === undefined
        ? {}
        : {
            requestBody: {
              required: true,
              content: { [mediaType]: { schema: schemaOf(definition.body, 'input') } },
            },
          }),
      responses,
    };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: about.title,
      version: about.version,
      description: about.description,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: about.serverUrl }],
    paths,
    components: {
      schemas: Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => a.localeCompare(b))),
      securitySchemes: {
        session: {
          type: 'http',
          scheme: 'bearer',
          description: 'The token that signing in answers; browsers send it as a cookie.',
        },
        apiKey: {
          type: 'http',
          scheme: 'bearer',
          description: 'A key that begins with hzk_, with the scopes it was given.',
        },
      },
    },
  };
}

const withoutId = ({ id: _, ...json }: Json): Json => json;

/** `#/$defs/X` becomes `#/components/schemas/X`, at any depth. */
function relink(value: unknown): Json {
  const walk = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(walk);
    if (part === null || typeof part !== 'object') return part;
    return Object.fromEntries(
      Object.entries(part).map(([name, entry]) => [
        name,
        name === '$ref' && typeof entry === 'string'
          ? entry.replace('#/$defs/', '#/components/schemas/')
          : walk(entry),
      ]),
    );
  };
  return walk(value) as Json;
}
