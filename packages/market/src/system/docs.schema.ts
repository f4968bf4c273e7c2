type Json = Record<string, unknown>;

export interface FieldLine {
  /** 'lines[].quantity' */
  name: string;
  type: string;
  isRequired: boolean;
}

const deepest = 4;

/** The fields of a JSON Schema, one a line, named shapes left to their own section. */
export function fieldLines(schema: Json, components: Json): FieldLine[] {
  const lines: FieldLine[] = [];
  collect(resolve(schema, components), '', 0, components, lines);
  return lines;
}

/** 'string', 'integer 1..100', 'Order[]', "'a' | 'b'". */
export function typeName(schema: Json): string {
  const name = refName(schema);
  if (name !== undefined) return name;
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (Array.isArray(schema.enum)) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  const variants = (schema.anyOf ?? schema.oneOf) as Json[] | undefined;
  if (variants !== undefined) return [...new Set(variants.map(typeName))].join(' | ');
  if (schema.type === 'array') return `${bracketed(typeName((schema.items ?? {}) as Json))}[]`;
  if (schema.type === undefined) return 'any';
  return [String(schema.format ?? schema.type), rangeOf(schema)].filter(Boolean).join(' ');
}

function collect(schema: Json, prefix: string, depth: number, components: Json, lines: FieldLine[]): void {
  const variants = (schema.anyOf ?? schema.oneOf) as Json[] | undefined;
  for (const variant of variants ?? [])
    collect(resolve(variant, components), prefix, depth, components, lines);
  const required = new Set((schema.required as string[] | undefined) ?? []);
  for (const [key, property] of Object.entries((schema.properties ?? {}) as Record<string, Json>)) {
    const name = prefix === '' ? key : `${prefix}.${key}`;
    if (lines.some((line) => line.name === name)) continue;
    lines.push({ name, type: typeName(property), isRequired: required.has(key) });
    if (depth >= deepest || refName(property) !== undefined) continue;
    const items = property.type === 'array' ? (property.items as Json | undefined) : undefined;
    if (items === undefined) collect(property, name, depth + 1, components, lines);
    else if (refName(items) === undefined) collect(items, `${name}[]`, depth + 1, components, lines);
  }
}

function resolve(schema: Json, components: Json): Json {
  const name = refName(schema);
  return name === undefined ? schema : ((components[name] as Json | undefined) ?? {});
}

function refName(schema: Json): string | undefined {
  return typeof schema.$ref === 'string' ? schema.$ref.split('/').at(-1) : undefined;
}

const bracketed = (type: string): string => (type.includes('|') ? `(${type})` : type);

function rangeOf(schema: Json): string {
  const least = schema.minimum ?? schema.minLength ?? schema.minItems;
  const most = schema.maximum ?? schema.maxLength ?? schema.maxItems;
  // The whole range of exact numbers is what zod writes where there is no limit.
  const bounded = (limit: unknown): string =>
    limit === undefined || Math.abs(Number(limit)) === Number.MAX_SAFE_INTEGER ? '' : String(limit);
  const [from, to] = [bounded(least), bounded(most)];
  return from === '' && to === '' ? '' : `${from}..${to}`;
}
