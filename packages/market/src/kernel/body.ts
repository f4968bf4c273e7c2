import { Problem } from './problem.ts';

const mebibyte = 1024 * 1024;

/** Reads a JSON body of at most `limit` bytes. Strings that PostgreSQL cannot store (NUL, halves of surrogate pairs) are refused. */
export async function readBody(
  request: Request,
  limit = mebibyte,
): Promise<{ json: unknown; bytes: Uint8Array }> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/(?:[\w.+-]+\+)?json\b/i.test(type)) {
    throw new Problem('unsupported_media_type', { detail: 'Send application/json.' });
  }
  const bytes = await readBytes(request, limit);
  let text: string;
  let json: unknown;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    json = JSON.parse(text);
  } catch (error) {
    throw new Problem('malformed_body', { detail: (error as Error).message.slice(0, 200) });
  }
  // Only an escape can bring either in: decoding was strict, and JSON allows no bare control characters.
  if (text.includes('\\u')) refuseUnstorable(json, '/body', 0);
  return { json, bytes };
}

/** Reads multipart/form-data into an object: files as File, texts as string. */
export async function readForm(request: Request, limit = 12 * mebibyte): Promise<Record<string, unknown>> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^multipart\/form-data\b/i.test(type)) {
    throw new Problem('unsupported_media_type', { detail: 'Send multipart/form-data.' });
  }
  const bytes = await readBytes(request, limit);
  try {
    const form = await new Response(bytes as Uint8Array<ArrayBuffer>, {
      headers: { 'content-type': type },
    }).formData();
    return Object.fromEntries(form.entries());
  } catch {
    throw new Problem('malformed_body', { detail: 'The form cannot be read.' });
  }
}

/** Reads at most `limit` bytes and refuses more without reading on. */
export async function readBytes(request: Request, limit: number): Promise<Uint8Array> {
  const tooLarge = () => new Problem('body_too_large', { detail: `At most ${limit} bytes.` });
  const announced = request.headers.get('content-length');
  if (Number(announced ?? 0) > limit) throw tooLarge();
  try {
    // No more than was announced can come, and nothing need be counted: a stream for a small body costs more than its request.
    if (announced !== null) return new Uint8Array(await request.arrayBuffer());
  } catch {
    throw brokeOff();
  }
  if (request.body === null) return new Uint8Array();
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const part of request.body) {
      size += part.byteLength;
      if (size > limit) throw tooLarge();
      parts.push(part);
    }
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw brokeOff();
  }
  return parts.length === 1 ? (parts[0] as Uint8Array) : Buffer.concat(parts);
}

/** Whoever sent it hung up in the middle: nobody reads the answer, and nothing here is wrong. */
const brokeOff = () => new Problem('malformed_body', { detail: 'The body broke off.' });

function refuseUnstorable(value: unknown, pointer: string, depth: number): void {
  if (depth > 64) throw new Problem('invalid_request', { pointer, detail: 'The body is nested too deeply.' });
  if (typeof value === 'string') {
    if (value.includes('\u0000') || !value.isWellFormed()) {
      throw new Problem('invalid_request', {
        pointer,
        detail: 'Text must be well-formed Unicode without NUL.',
      });
    }
  } else if (Array.isArray(value)) {
    value.forEach((entry, at) => {
      refuseUnstorable(entry, `${pointer}/${at}`, depth + 1);
    });
  } else if (value !== null && typeof value === 'object') {
    for (const [name, entry] of Object.entries(value)) {
      refuseUnstorable(name, pointer, depth + 1);
      refuseUnstorable(entry, `${pointer}/${name}`, depth + 1);
    }
  }
}
