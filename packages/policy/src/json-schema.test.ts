import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import * as z from 'zod';
import { CHECKS } from './document/checks.ts';
import { defaultDocument, groupEntries, parseDocument } from './document.ts';
import { unitOf } from './fields/shape.ts';
import { jsonSchema } from './json-schema.ts';

interface Node {
  readonly properties: Readonly<Record<string, Node>>;
  readonly [key: string]: unknown;
}
const schema = jsonSchema() as Node;

test('it is a schema of 2020-12, plain JSON, and lists the rules between fields', () => {
  assert.equal(schema.$schema, 'https://json-schema.org/draft/2020-12/schema');
  assert.deepEqual(JSON.parse(JSON.stringify(schema)), schema);
  assert.deepEqual(
    schema['x-rules'],
    CHECKS.map(({ groups, rule }) => ({ groups, rule })),
  );
});

test('every field tells its title, description, default, unit, source and confidence', () => {
  assert.deepEqual(
    Object.keys(schema.properties),
    groupEntries.map(([name]) => name),
  );
  for (const [name, group] of groupEntries) {
    const node = schema.properties[name];
    assert.ok(node);
    assert.equal(node.title, group.label.en);
    assert.equal(node.additionalProperties, false);
    assert.deepEqual(Object.keys(node.properties), Object.keys(group.fields));
    for (const [fieldName, field] of Object.entries(group.fields)) {
      const told: Node | undefined = node.properties[fieldName];
      assert.ok(told);
      assert.deepEqual(
        {
          title: told.title,
          titles: told['x-title'],
          description: told.description,
          descriptions: told['x-description'],
          default: told.default,
          unit: told['x-unit'] ?? null,
          source: told['x-source'],
          confidence: told['x-confidence'],
          comment: told.$comment,
        },
        {
          title: field.label.en,
          titles: field.label,
          description: field.description.en,
          descriptions: field.description,
          default: field.default,
          unit: unitOf(field.shape),
          source: field.source,
          confidence: field.confidence,
          comment: field.note,
        },
        `${name}.${fieldName}`,
      );
    }
  }
});

test('columns of a list of rows have their own title and unit', () => {
  const tiers = schema.properties.deposit?.properties.tiers as unknown as { items: Node };
  assert.equal(tiers.items.properties.from?.title, 'Turnover from');
  assert.equal(tiers.items.properties.from?.['x-unit'], 'minorUnits');
});

test('a validator made from the schema agrees with the schema it was made from', () => {
  const validator = z.fromJSONSchema(schema as never);
  assert.ok(validator.safeParse(defaultDocument).success);
  const group = fc.constantFrom(...groupEntries);
  const change = group.chain(([name, { fields }]) =>
    fc.tuple(fc.constant(name), fc.constantFrom(...Object.keys(fields)), fc.jsonValue({ maxDepth: 2 })),
  );
  fc.assert(
    fc.property(change, ([name, field, value]) => {
      const document = { [name]: { [field]: value } };
      const parsed = parseDocument(document);
      // What holds between fields is beyond a JSON Schema, and so is whether three letters are a currency in use.
      if (parsed.ok) assert.ok(validator.safeParse(document).success, JSON.stringify(document));
    }),
    { numRuns: 300 },
  );
  for (const wrong of [
    { fees: { standardPpm: 100_001 } },
    { fees: { new: 1 } },
    { orders: 3 },
    { nobody: {} },
  ])
    assert.equal(validator.safeParse(wrong).success, false, JSON.stringify(wrong));
});
