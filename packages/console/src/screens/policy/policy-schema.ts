/** The policy's JSON Schema as what a page needs: groups of fields, each with its words in the reader's language and its shape. */
import type { Locale } from '@hazumi/contracts';

/** What a value of the document looks like. `money` is an amount with its currency; `table` has keys of its own, `row` fixed columns. */
export type Shape =
  | {
      kind: 'number';
      isWhole: boolean;
      unit: string | undefined;
      min: number | undefined;
      max: number | undefined;
    }
  | { kind: 'flag' }
  | { kind: 'choice'; options: readonly string[] }
  | { kind: 'word' }
  | { kind: 'money' }
  | { kind: 'list'; item: Shape }
  | { kind: 'table'; value: Shape }
  | { kind: 'row'; columns: readonly Column[] };
export interface Column {
  name: string;
  label: string;
  shape: Shape;
}

export interface PolicyField {
  /** JSON pointer into the document */
  path: string;
  label: string;
  description: string;
  unit: string | undefined;
  source: string | undefined;
  confidence: string | undefined;
  comment: string | undefined;
  fallback: unknown;
  shape: Shape;
}
export interface PolicyGroup {
  name: string;
  label: string;
  description: string;
  fields: readonly PolicyField[];
}

type Node = { readonly [key: string]: unknown };
const nodeOf = (value: unknown): Node => (typeof value === 'object' && value !== null ? (value as Node) : {});
const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const numberOf = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

function localText(node: Node, name: 'title' | 'description', locale: Locale): string {
  return textOf(nodeOf(node[`x-${name}`])[locale]) ?? textOf(node[name]) ?? '';
}

export function groupsOf(schema: unknown, locale: Locale): PolicyGroup[] {
  return Object.entries(nodeOf(nodeOf(schema).properties)).map(([name, value]) => {
    const group = nodeOf(value);
    return {
      name,
      label: localText(group, 'title', locale) || name,
      description: localText(group, 'description', locale),
      fields: Object.entries(nodeOf(group.properties)).map(([field, node]) =>
        fieldOf(`/${name}/${field}`, nodeOf(node), locale),
      ),
    };
  });
}

function fieldOf(path: string, node: Node, locale: Locale): PolicyField {
  return {
    path,
    label: localText(node, 'title', locale) || path,
    description: localText(node, 'description', locale),
    unit: textOf(node['x-unit']),
    source: textOf(node['x-source']),
    confidence: textOf(node['x-confidence']),
    comment: textOf(node.$comment),
    fallback: node.default,
    shape: shapeOf(node, textOf(node['x-unit']), locale),
  };
}

function shapeOf(node: Node, unit: string | undefined, locale: Locale): Shape {
  const own = textOf(node['x-unit']) ?? unit;
  if (Array.isArray(node.enum)) return { kind: 'choice', options: node.enum.map(String) };
  switch (node.type) {
    case 'integer':
    case 'number':
      return {
        kind: 'number',
        isWhole: node.type === 'integer',
        unit: own,
        min: numberOf(node.minimum),
        max: numberOf(node.maximum),
      };
    case 'boolean':
      return { kind: 'flag' };
    case 'array':
      return { kind: 'list', item: shapeOf(nodeOf(node.items), own, locale) };
    case 'object':
      return objectShape(node, own, locale);
    default:
      return { kind: 'word' };
  }
}

function objectShape(node: Node, unit: string | undefined, locale: Locale): Shape {
  const columns = nodeOf(node.properties);
  if (node.properties === undefined)
    return { kind: 'table', value: shapeOf(nodeOf(node.additionalProperties), unit, locale) };
  if ('amountMinor' in columns && 'currency' in columns) return { kind: 'money' };
  return {
    kind: 'row',
    columns: Object.entries(columns).map(([name, column]) => ({
      name,
      label: localText(nodeOf(column), 'title', locale) || name,
      shape: shapeOf(nodeOf(column), undefined, locale),
    })),
  };
}

/** The fields whose words have all of the query's, with the groups that they are in; a group that matches keeps all of its own. */
export function searchPolicy(groups: readonly PolicyGroup[], query: string): PolicyGroup[] {
  const words = query.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...groups];
  const has = (text: string): boolean => {
    const plain = text.normalize('NFKC').toLowerCase();
    return words.every((word) => plain.includes(word));
  };
  return groups.flatMap((group) => {
    if (has(`${group.label} ${group.name}`)) return [group];
    const fields = group.fields.filter((field) =>
      has(`${group.label} ${field.label} ${field.description} ${field.path}`),
    );
    return fields.length === 0 ? [] : [{ ...group, fields }];
  });
}
