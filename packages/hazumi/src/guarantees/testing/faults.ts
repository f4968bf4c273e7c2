/** What can be wrong with a request: one thing at a time, put into a sound one. */
import { type Endpoint, pathOf } from '@hazumi/contracts';
import fc from 'fast-check';
import { bodySchemaOf, exampleOf, operationOf, resolve, type Schema } from './examples.ts';
import type { Sound } from './requests.ts';
import { baseUrl } from './world.ts';

/** JSON as text, because not all of it can be printed from a value: 1e309, numbers of fifty digits, a key twice. */
export type JsonText = string;

export type Fault =
  /** a value somewhere in the body, where there may have been none */
  | { at: 'body'; path: readonly string[]; json: JsonText }
  /** a body of other bytes altogether, in hex */
  | { at: 'bytes'; hex: string; contentType: string }
  /** a field of a form */
  | { at: 'form'; name: string; value: string; isFile: boolean }
  /** text at the end of the address, as it stands */
  | { at: 'query'; text: string }
  | { at: 'path'; name: string; text: string }
  | { at: 'header'; name: string; value: string };

const texts = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  'x\udc00',
  '\ufeff',
  '\u202eabc',
  'İıſK', // letters that change in length or kind when their case does
  '\ufdfa'.repeat(60), // eighteen letters each, once normalised
  '👩‍👩‍👧‍👦'.repeat(20),
  'x'.repeat(70_000),
  "'; drop table orders; --",
  '%',
  '%00',
  '\\',
  '{{7*7}}',
  '../../../../etc/passwd',
  '<script>alert(1)</script>',
  'javascript:alert(1)',
  'http://',
  'https://user:password@example.test/',
  'NaN',
  'null',
  '-1',
  '1e309',
  '0x10',
  'true',
  '2026-13-45T25:61:61Z',
  '2026-02-30T00:00:00Z',
  '0000-01-01T00:00:00Z',
  '0001-01-01T00:00:00+23:59',
  '9999-12-31T23:59:59.999999999-23:59',
  '2026-01-05T08:00:00+99:99',
  '+275760-09-13T00:00:00Z',
  '2026-01-05',
  'sku_00000000000000000000000000',
  'sku_7zzzzzzzzzzzzzzzzzzzzzzzzz',
  'sku_8zzzzzzzzzzzzzzzzzzzzzzzzz',
  'SKU_01jd7000000000000000000000',
  'sku_01jd70000000000000000000il',
  'sto_01jd7000000000000000000000',
  '00000000-0000-0000-0000-000000000000',
  'somebody@example.test\u0000',
  `${'a'.repeat(250)}@example.test`,
  'CNY',
  'XXX',
  'cny',
  'zh-CN',
];
const numbers: JsonText[] = [
  '-1',
  '-0',
  '0',
  '0.5',
  '1.0000000000000001',
  '2147483648',
  '-2147483649',
  '10000000000000',
  '10000000000001',
  '9007199254740991',
  '9007199254740993',
  '99999999999999999999999999999999999999999999999999',
  '1e308',
  '1e309',
  '-1e309',
  '1e-400',
];
const shapes: JsonText[] = [
  'null',
  'true',
  'false',
  '{}',
  '[]',
  '[null]',
  '[[]]',
  '{"__proto__": {"isAdmin": true}}',
  '{"constructor": {"prototype": {}}}',
  '{"a": 1, "a": 2}',
  '{"\\u0000": "\\ud800"}',
  `${'['.repeat(3_000)}${']'.repeat(3_000)}`,
  `${'{"a":'.repeat(3_000)}1${'}'.repeat(3_000)}`,
  `[${'1,'.repeat(2_000)}1]`,
];

const anyText = fc.oneof(fc.constantFrom(...texts), fc.string({ unit: 'binary', maxLength: 40 }));
const anyJson: fc.Arbitrary<JsonText> = fc.oneof(
  { weight: 4, arbitrary: anyText.map((text) => JSON.stringify(text)) },
  { weight: 3, arbitrary: fc.constantFrom(...numbers) },
  { weight: 2, arbitrary: fc.constantFrom(...shapes) },
  { weight: 1, arbitrary: fc.json({ maxDepth: 2 }) },
);

/** A cursor as ours are made, of parts that no list ever had. */
const anyCursor = fc.oneof(
  fc
    .array(
      fc.oneof(
        fc.constantFrom<unknown>(
          '2026-01-05T08:00:00.000Z',
          '0000-01-01T00:00:00.000Z',
          '9999-12-31T23:59:59.999Z',
          '01890000-0000-7000-8000-000000000001',
          'ffffffff-ffff-ffff-ffff-ffffffffffff',
          0,
          -1,
          2_147_483_648,
          Number.MAX_SAFE_INTEGER,
          -Number.MAX_SAFE_INTEGER,
          1e300,
          null,
          {},
        ),
        anyText,
        fc.integer(),
      ),
      { maxLength: 4 },
    )
    .map((parts) => Buffer.from(JSON.stringify(parts)).toString('base64url')),
  anyText,
);

/** Public ids of things that are there, anybody's, by their prefix. */
export type KnownIds = Record<string, string[]>;

/** Values at the edge of what a schema takes: just in, just out, and in by the letter but not by the sense. */
function edgeOf(schema: Schema, ids: KnownIds): fc.Arbitrary<JsonText> {
  const known = resolve(schema);
  const { minimum = -1_000, maximum = 1_000, maxLength = 100, minLength = 0, maxItems = 200 } = known;
  const prefix = /^\^([a-z]{3})_/.exec(known.pattern ?? '')?.[1];
  if (prefix !== undefined) {
    const nobodys = `${prefix}_01${'z'.repeat(24)}`;
    return fc.constantFrom(...(ids[prefix] ?? []), nobodys).map((id) => JSON.stringify(id));
  }
  if (known.enum !== undefined) return fc.constantFrom(...known.enum).map((value) => JSON.stringify(value));
  if (known.format === 'date-time') {
    return fc
      .date({ min: new Date(0), max: new Date('8999-12-31'), noInvalidDate: true })
      .map((at) => JSON.stringify(at));
  }
  switch (known.type) {
    case 'integer':
    case 'number':
      return fc
        .constantFrom(
          minimum - 1,
          minimum,
          minimum + 1,
          Math.floor((minimum + maximum) / 2),
          maximum - 1,
          maximum,
          maximum + 1,
        )
        .map(String);
    case 'string': {
      const lengths = fc.constantFrom(minLength - 1, minLength, maxLength, maxLength + 1);
      return fc
        .tuple(lengths, fc.constantFrom('a', '9', 'A', '中', 'ﬃ', 'e\u0301', 'İ', '\u200b', '-', '\u3000'))
        .map(([length, letter]) => JSON.stringify(letter.repeat(Math.max(0, length))));
    }
    case 'array': {
      const item = JSON.stringify(exampleOf(known.items ?? {}, (kind) => ids[kind]?.[0] ?? ''));
      // The same twice, and one more than there may be.
      return fc.constantFrom(0, 1, 2, Math.min(maxItems, 300), Math.min(maxItems + 1, 301)).map((count) => {
        return `[${Array.from({ length: count }, () => item).join(',')}]`;
      });
    }
    default:
      return fc.constantFrom('null', 'true', '{}');
  }
}

/** Every place of a body that its schema knows, also the optional ones and those of other alternatives. */
function placesOf(
  schema: Schema,
  path: readonly string[] = [],
  depth = 0,
): { path: readonly string[]; schema: Schema }[] {
  const known = resolve(schema);
  const here = { path, schema: known };
  if (depth > 7) return [here];
  return [
    here,
    ...Object.entries(known.properties ?? {}).flatMap(([name, value]) =>
      placesOf(value, [...path, name], depth + 1),
    ),
    ...(known.items === undefined ? [] : placesOf(known.items, [...path, '0'], depth + 1)),
    ...[...(known.anyOf ?? []), ...(known.oneOf ?? [])].flatMap((one) => placesOf(one, path, depth + 1)),
  ];
}

const asciiHeader = fc.constantFrom(
  '',
  ' ',
  ',',
  ';=',
  '\t',
  '"',
  'a'.repeat(4_000),
  'é',
  '%00',
  '*',
  '-1',
  'null',
);

/** One fault that fits the endpoint: where it takes no body, none is tried there. */
export function faultOf(endpoint: Endpoint, ids: KnownIds): fc.Arbitrary<Fault> {
  const { parameters = [] } = operationOf(endpoint);
  const schema = bodySchemaOf(endpoint);
  const kinds: { weight: number; arbitrary: fc.Arbitrary<Fault> }[] = [
    { weight: 2, arbitrary: headerFault(endpoint) },
    {
      weight: 1,
      arbitrary: queryFault([...parameters.filter((one) => one.in === 'query').map((one) => one.name)]),
    },
  ];
  const inPath = parameters.filter((one) => one.in === 'path').map((one) => one.name);
  if (inPath.length > 0) {
    const text = fc.oneof(anyText, fc.constantFrom('%', '%ff', '%00', '..', '.', '%2f', ':close', 'x:close'));
    kinds.push({
      weight: 2,
      arbitrary: fc.record({ at: fc.constant('path'), name: fc.constantFrom(...inPath), text }),
    });
  }
  if (parameters.some((one) => one.in === 'query')) {
    kinds.push({
      weight: 4,
      arbitrary: queryFault(parameters.filter((one) => one.in === 'query').map((one) => one.name)),
    });
  }
  if (schema !== undefined && endpoint.bodyType === 'form')
    kinds.push({ weight: 8, arbitrary: formFault(schema) });
  else if (schema !== undefined && endpoint.bodyType !== 'raw') {
    const bad = fc.constantFrom(...placesOf(schema)).chain(({ path, schema: here }): fc.Arbitrary<Fault> => {
      const json = fc.oneof({ weight: 1, arbitrary: anyJson }, { weight: 2, arbitrary: edgeOf(here, ids) });
      return fc.record({ at: fc.constant('body'), path: fc.constant(path), json });
    });
    kinds.push({ weight: 14, arbitrary: bad });
  }
  if (schema !== undefined) kinds.push({ weight: 2, arbitrary: bytesFault });
  return fc.oneof(...kinds);
}

const bytesFault: fc.Arbitrary<Fault> = fc.record({
  at: fc.constant('bytes'),
  hex: fc.oneof(
    fc
      .constantFrom(
        '',
        '{',
        '{"a": "',
        '[1, 2',
        'null',
        '1',
        '"text"',
        '[]',
        '{}{}',
        '\ufeff{}',
        '{"a": 1,}',
        "{'a': 1}",
        '{"a": NaN}',
        '{"a": "\u0001"}',
        'a=1&b=2',
        '<a/>',
      )
      .map((text) => Buffer.from(text).toString('hex')),
    fc.constantFrom(
      'ff',
      'c328',
      '7b2261223a22eda08022 7d'.replace(' ', ''),
      'fffe7b007d00',
      '1f8b0800',
      '00',
    ),
    fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes).toString('hex')),
  ),
  contentType: fc.constantFrom(
    'application/json',
    'application/json; charset=utf-16',
    'application/merge-patch+json',
    'APPLICATION/JSON',
    'text/plain',
    '',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'multipart/form-data; boundary=x',
    `multipart/form-data; boundary=${'x'.repeat(300)}`,
    'application/octet-stream',
  ),
});

function formFault(schema: Schema): fc.Arbitrary<Fault> {
  const names = Object.keys(resolve(schema).properties ?? {});
  return fc.record({
    at: fc.constant('form'),
    name: fc.constantFrom(...names, 'unknown', '__proto__', ''),
    value: fc.oneof(
      anyText,
      anyJson,
      fc.constantFrom('%PDF-1.7', '\u0089PNG\r\n\u001a\n', 'code,code\n"', '"\n'.repeat(99)),
    ),
    isFile: fc.boolean(),
  });
}

function queryFault(names: string[]): fc.Arbitrary<Fault> {
  const pair = fc
    .tuple(
      fc.constantFrom(...names, 'cursor', 'limit', 'unknown', '__proto__', 'q[]'),
      fc.oneof(anyText, anyCursor),
    )
    .map(([name, value]) => [name, name === 'cursor' ? value : value.slice(0, 3_000)] as const)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value.toWellFormed())}`);
  const cursor = anyCursor.map((value) => `cursor=${encodeURIComponent(value.toWellFormed())}`);
  const raw = fc.constantFrom(
    'limit=%',
    'limit=%ff',
    'q=%00',
    'cursor=%ed%a0%80',
    '=',
    '&&&',
    '?',
    'limit',
    'limit=1&limit=2',
    'cursor=a&cursor=b',
    'limit=1e1',
    'limit=0',
    'limit=-1',
    'limit=101',
    'limit=1.5',
    'limit=',
    'limit= 5',
  );
  return fc
    .oneof(
      {
        weight: 3,
        arbitrary: fc.array(pair, { minLength: 1, maxLength: 3 }).map((pairs) => pairs.join('&')),
      },
      { weight: 2, arbitrary: cursor },
      raw,
    )
    .map((text): Fault => ({ at: 'query', text }));
}

function headerFault(endpoint: Endpoint): fc.Arbitrary<Fault> {
  const versions = [
    '"v0"',
    '"v"',
    '"v-1"',
    '"v99999999999"',
    '"v999999999"',
    'W/"v1"',
    '*',
    '"v1", "v2"',
    'v1',
    '""',
  ];
  const special: [string, fc.Arbitrary<string>][] = [
    ['accept-language', fc.constantFrom('xx', 'en;q=9', ',,,', '*', 'zh-'.repeat(500))],
    ['x-hazumi-locale', fc.constantFrom('xx', 'zh', '__proto__', 'toString')],
    [
      'cookie',
      fc.constantFrom(
        'session=',
        'session=x; session=y',
        'guest=%00',
        'locale=__proto__',
        '=;=;',
        'a'.repeat(4_000),
      ),
    ],
    ['x-guest-token', fc.constantFrom('x', 'A'.repeat(43), 'é'.repeat(43))],
    ['content-length', fc.constantFrom('-1', '99999999999', 'x')],
  ];
  if (endpoint.idempotent) {
    special.push([
      'idempotency-key',
      fc.constantFrom('', 'short', 'x'.repeat(129), 'with space', 'ümlaut-key', '\u007f'.repeat(8)),
    ]);
  }
  if (endpoint.etag === 'required') special.push(['if-match', fc.constantFrom(...versions)]);
  return fc.oneof(
    ...special.map(([name, value]) =>
      fc.record({
        at: fc.constant('header' as const),
        name: fc.constant(name),
        value: fc.oneof(value, asciiHeader),
      }),
    ),
  );
}

/** The request with its faults; undefined where no client can send such a thing. */
export function faultyRequest(
  endpoint: Endpoint,
  sound: Sound,
  faults: readonly Fault[],
): Request | undefined {
  const params = { ...sound.params };
  const headers = new Headers(sound.headers);
  const query: string[] = [];
  let body: unknown = sound.body;
  let isBytes = body instanceof Uint8Array;
  const json: { path: readonly string[]; text: JsonText }[] = [];
  try {
    for (const fault of faults) {
      if (fault.at === 'path') params[fault.name] = fault.text;
      if (fault.at === 'query') query.push(fault.text);
      if (fault.at === 'header') headers.set(fault.name, fault.value);
      if (fault.at === 'body') json.push({ path: fault.path, text: fault.json });
      if (fault.at === 'form' && body instanceof FormData) body = withField(body, fault);
      if (fault.at === 'bytes') {
        isBytes = true;
        body = new Uint8Array(Buffer.from(fault.hex, 'hex'));
        headers.set('content-type', fault.contentType);
      }
    }
    const path = pathOf(endpoint, wellFormed(params), undefined);
    const url = `${baseUrl}${path}${query.length === 0 ? '' : `?${query.join('&')}`}`;
    let content: BodyInit | null = null;
    if (isBytes || body instanceof FormData) content = body as BodyInit;
    else if (body !== undefined) {
      content = json.reduce((text, fault) => withValue(text, fault), JSON.stringify(body));
      if (!headers.has('content-type')) headers.set('content-type', 'application/json');
    }
    return new Request(url, { method: endpoint.method.toUpperCase(), headers, body: content });
  } catch (error) {
    // Header values and addresses that fetch itself refuses never leave a client.
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/** encodeURIComponent throws at halves of surrogate pairs; as bytes they come as the replacement character. */
const wellFormed = (params: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(params).map(([name, text]) => [name, text.toWellFormed()]));

function withField(form: FormData, { name, value, isFile }: Extract<Fault, { at: 'form' }>): FormData {
  const changed = new FormData();
  for (const [key, entry] of form.entries()) changed.append(key, entry as File);
  if (isFile) changed.set(name, new File([value], value.slice(0, 100)));
  else changed.set(name, value);
  return changed;
}

/** Puts a value at a place of a JSON text, and objects or lists on the way there. */
function withValue(
  text: JsonText,
  { path, text: value }: { path: readonly string[]; text: JsonText },
): JsonText {
  if (path.length === 0) return value;
  const mark = '@@here@@';
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch {
    return text;
  }
  if (typeof root !== 'object' || root === null) return text;
  let at = root as Record<string, unknown>;
  path.forEach((name, depth) => {
    if (depth === path.length - 1) at[name] = mark;
    else {
      const next = at[name];
      if (typeof next !== 'object' || next === null) at[name] = path[depth + 1] === '0' ? [] : {};
      at = at[name] as Record<string, unknown>;
    }
  });
  // A function, because a text may have a dollar sign.
  return JSON.stringify(root).replace(JSON.stringify(mark), () => value);
}
