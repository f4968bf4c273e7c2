/** Cookies of a request by name. A name that is there twice keeps its first value, as servers commonly do. */
export function readCookies(header: string | null): Map<string, string> {
  const cookies = new Map<string, string>();
  if (header === null) return cookies;
  for (const pair of header.split(';')) {
    const equals = pair.indexOf('=');
    if (equals === -1) continue;
    const name = pair.slice(0, equals).trim();
    if (name !== '' && !cookies.has(name)) cookies.set(name, pair.slice(equals + 1).trim());
  }
  return cookies;
}

export interface CookieOptions {
  secure: boolean;
  /** seconds; 0 takes the cookie away */
  maxAge: number;
  /** whether scripts may read it; nothing but a taste (language, theme) should be */
  readable?: boolean;
}

/** One `Set-Cookie` value for the whole site. The value must hold no semicolon, comma or space. */
export function writeCookie(name: string, value: string, options: CookieOptions): string {
  const parts = [`${name}=${value}`, 'Path=/', `Max-Age=${options.maxAge}`, 'SameSite=Lax'];
  if (options.secure) parts.push('Secure');
  if (options.readable !== true) parts.push('HttpOnly');
  return parts.join('; ');
}

/** Name and value that a `Set-Cookie` header sets; an undefined value takes the cookie away. */
export function readSetCookie(header: string): { name: string; value: string | undefined } | undefined {
  const [pair = '', ...attributes] = header.split(';');
  const equals = pair.indexOf('=');
  if (equals < 1) return undefined;
  const removed = attributes.some((attribute) => /^\s*max-age\s*=\s*(?:0|-\d+)\s*$/i.test(attribute));
  const value = pair.slice(equals + 1).trim();
  return { name: pair.slice(0, equals).trim(), value: removed || value === '' ? undefined : value };
}
