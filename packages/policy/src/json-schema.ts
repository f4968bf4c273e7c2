/** The document's JSON Schema (2020-12), for editors, other programs and whoever wants to check a document without us. */
import * as z from 'zod';
import { CHECKS } from './document/checks.ts';
import { documentSchema, GROUPS, type GroupName } from './document.ts';
import { notesRegistry } from './fields/notes.ts';
import type { Text } from './fields/text.ts';

/** A JSON Schema object. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * Titles and descriptions are in English, with all languages in `x-title` and `x-description`; every field carries
 * `x-unit`, `x-source`, `x-confidence` (V, P or D) and its default. What holds between fields cannot be said in JSON
 * Schema and is listed as sentences in `x-rules`.
 */
export function jsonSchema(): JsonSchema {
  const schema = z.toJSONSchema(documentSchema, {
    target: 'draft-2020-12',
    io: 'input',
    // Our own notes are written below, under names of our own; none of them goes into the schema as it stands.
    metadata: z.registry(),
    override({ zodSchema, jsonSchema, path }) {
      const notes = notesRegistry.get(zodSchema);
      if (notes !== undefined)
        Object.assign(jsonSchema, titles(notes.label, notes.description), {
          ...(notes.unit === null ? {} : { 'x-unit': notes.unit }),
          ...(notes.source === undefined ? {} : { 'x-source': notes.source }),
          ...(notes.confidence === undefined ? {} : { 'x-confidence': notes.confidence }),
          ...(notes.note === undefined ? {} : { $comment: notes.note }),
        });
      const [parent, name] = path;
      if (
        path.length === 2 &&
        parent === 'properties' &&
        typeof name === 'string' &&
        Object.hasOwn(GROUPS, name)
      ) {
        const group = GROUPS[name as GroupName];
        Object.assign(jsonSchema, titles(group.label, group.description));
      }
    },
  });
  return {
    ...schema,
    title: 'Hazumi policy document',
    description: "Every number of the market's rules. Missing fields take their defaults.",
    'x-rules': CHECKS.map(({ groups, rule }) => ({ groups, rule })),
  };
}

function titles(label: Text, description?: Text): Record<string, unknown> {
  return {
    title: label.en,
    'x-title': label,
    ...(description === undefined ? {} : { description: description.en, 'x-description': description }),
  };
}
