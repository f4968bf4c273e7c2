import { type FieldFault, type Refusal, refuse } from '../refusals.ts';

/**
 * Reads the fields of a JSON object and gathers everything that is wrong with them. A field that fails gives
 * a value of its type, so that reading can go on; `refusal()` says whether the values may be used. Fields
 * nobody reads are faults too: a misspelt one would else be ignored in silence.
 */
export class Input {
  readonly #fields: Record<string, unknown>;
  readonly #path: string;
  readonly #faults: FieldFault[];
  readonly #read = new Set<string>();

  constructor(fields: Record<string, unknown>, path = '', faults: FieldFault[] = []) {
    this.#fields = fields;
    this.#path = path;
    this.#faults = faults;
  }

  has(name: string): boolean {
    this.#read.add(name);
    return this.#fields[name] !== undefined && this.#fields[name] !== null;
  }

  text(name: string, longest: number): string {
    const value = this.#take(name);
    if (typeof value === 'string' && value.trim() !== '' && value.length <= longest && !hasControls(value)) {
      return value;
    }
    return this.#fault(name, `a text of 1 to ${longest} characters without control characters`, '');
  }

  oneOf<const Choice extends string>(name: string, choices: readonly [Choice, ...Choice[]]): Choice {
    const value = this.#take(name);
    const chosen = choices.find((choice) => choice === value);
    return chosen ?? this.#fault(name, `one of ${choices.join(', ')}`, choices[0]);
  }

  integer(name: string, least: number, most: number): number {
    const value = this.#take(name);
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= most)
      return value;
    return this.#fault(name, `an integer from ${least} to ${most}`, least);
  }

  /** A positive amount in minor units. */
  amount(name: string): bigint {
    return BigInt(this.integer(name, 1, Number.MAX_SAFE_INTEGER));
  }

  flag(name: string): boolean {
    const value = this.#take(name);
    return typeof value === 'boolean' ? value : this.#fault(name, 'true or false', false);
  }

  currency(name: string): string {
    const value = this.#take(name);
    if (typeof value === 'string' && currencies.has(value)) return value;
    return this.#fault(name, 'an ISO 4217 code in capitals', 'XXX');
  }

  /** An http or https address, without credentials in it. */
  url(name: string): string {
    const value = this.#take(name);
    const url = typeof value === 'string' && value.length <= 2_000 ? URL.parse(value) : null;
    const isWeb =
      url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
    return isWeb ? url.href : this.#fault(name, 'an absolute http or https URL', '');
  }

  /** RFC 3339 with its offset; gives milliseconds since 1970. */
  instant(name: string): number {
    const value = this.#take(name);
    const milliseconds = typeof value === 'string' && rfc3339.test(value) ? Date.parse(value) : Number.NaN;
    return Number.isNaN(milliseconds) ? this.#fault(name, 'an instant as in RFC 3339', 0) : milliseconds;
  }

  /** A nested object, empty where it is absent. */
  object(name: string): Input {
    const value = this.#take(name) ?? {};
    const fields = isObject(value) ? value : this.#fault(name, 'an object', {});
    return new Input(fields, `${this.#path}/${name}`, this.#faults);
  }

  /** To be called when all fields of this object have been read. */
  refuseUnknown(): void {
    for (const name of Object.keys(this.#fields)) {
      if (this.#read.has(name)) continue;
      this.#read.add(name);
      this.#fault(name, 'absent: there is no such field', undefined);
    }
  }

  refusal(): Refusal | null {
    this.refuseUnknown();
    const errors = this.#faults;
    if (errors.length === 0) return null;
    return refuse('invalid_input', errors.map(({ pointer, detail }) => `${pointer}: ${detail}`).join(' '), {
      errors,
    });
  }

  #take(name: string): unknown {
    this.#read.add(name);
    return Object.hasOwn(this.#fields, name) ? this.#fields[name] : undefined;
  }

  #fault<Fallback>(name: string, wanted: string, fallback: Fallback): Fallback {
    this.#faults.push({ pointer: `${this.#path}/${escapePointer(name)}`, detail: `must be ${wanted}.` });
    return fallback;
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));
const rfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/;

/** RFC 6901. */
const escapePointer = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

const hasControls = (text: string): boolean => /\p{Cc}/u.test(text);
