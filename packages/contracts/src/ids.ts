/**
 * Public ids: a prefix that says what the thing is, and its UUIDv7 in Crockford base32 (26 characters, lower case),
 * as the TypeID specification has it: `sto_01jd7...`. The database holds the bare UUID.
 */
export const idPrefixes = {
  person: 'per',
  licence: 'lic',
  membership: 'mem',
  invitation: 'inv',
  document: 'doc',
  apiKey: 'key',
  session: 'ses',
  passkey: 'psk',
  creator: 'cre',
  address: 'adr',
  store: 'sto',
  category: 'cat',
  product: 'prd',
  sku: 'sku',
  picture: 'pic',
  import: 'imp',
  cart: 'crt',
  cartLine: 'cln',
  checkout: 'chk',
  order: 'ord',
  shipment: 'shp',
  payment: 'pay',
  refund: 'rfd',
  topUp: 'top',
  transaction: 'txn',
  event: 'evt',
  policyVersion: 'pol',
  policyDraft: 'pdr',
  labRun: 'lab',
  mail: 'mai',
  link: 'lnk',
  coupon: 'cpn',
  couponClaim: 'ccl',
  loopEstimate: 'est',
} as const;

export type IdKind = keyof typeof idPrefixes;

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const digitOf = new Map([...alphabet].map((character, value) => [character, BigInt(value)]));
const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The pattern of a public id of this kind; the first character is at most 7 because 26 x 5 bits hold 128. */
export function idPattern(kind: IdKind): RegExp {
  return new RegExp(`^${idPrefixes[kind]}_[0-7][0-9a-hjkmnp-tv-z]{25}$`);
}

/** `toPublicId('store', '0193...')` -> `sto_...`. Throws on what is not a UUID: that is a bug of the caller. */
export function toPublicId(kind: IdKind, uuid: string): string {
  if (!uuidPattern.test(uuid)) throw new TypeError(`not a UUID: ${uuid}`);
  const hex = uuid.replaceAll('-', '');
  // Two halves of 32 bits and smaller stay exact numbers; this runs several times for each answer.
  let text = '';
  let bits = 0;
  let buffer = 0;
  // 128 bits are padded on the left to 130: the first character carries three bits.
  let pending = 2;
  for (let at = 0; at < 32; at += 1) {
    buffer = (buffer << 4) | Number.parseInt(hex[at] as string, 16);
    bits += 4;
    while (bits + pending >= 5) {
      const take = 5 - pending;
      bits -= take;
      text += alphabet[(buffer >> bits) & ((1 << take) - 1)];
      buffer &= (1 << bits) - 1;
      pending = 0;
    }
  }
  return `${idPrefixes[kind]}_${text}`;
}

/** The UUID in a public id of this kind, or undefined where the text is no such id. */
export function fromPublicId(kind: IdKind, text: string): string | undefined {
  if (!idPattern(kind).test(text)) return undefined;
  let value = 0n;
  for (const character of text.slice(idPrefixes[kind].length + 1)) {
    value = (value << 5n) | (digitOf.get(character) as bigint);
  }
  const hex = value.toString(16).padStart(32, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
