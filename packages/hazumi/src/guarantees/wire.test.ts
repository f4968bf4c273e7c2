/**
 * What no HTTP client would send, byte by byte, to the real server: it answers or hangs up, owns up to no bug, and goes on serving.
 */
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { problemKinds } from '@hazumi/contracts';
import { testDatabase } from '@hazumi/market/testing';
import { pino } from 'pino';
import { createServer, type RunningServer } from '../server.ts';
import { temporaryFolder } from '../testing/program.ts';

const head = (...lines: string[]): string => `${lines.join('\r\n')}\r\n\r\n`;
const post = (path: string, ...lines: string[]): string =>
  head(`POST ${path} HTTP/1.1`, 'host: localhost', 'content-type: application/json', ...lines);

/** Requests by name: latin1 text, so that each character is a byte. The connection is half-closed after it. */
const requests: Record<string, string> = {
  'nothing at all': '',
  'no request': '\u0000\u0001\u0002\r\n\r\n',
  'a TLS greeting': '\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001',
  'a request line without an end': `GET /${'x'.repeat(20_000)}`,
  'an address of 60 KB': head(`GET /v1/stores?cursor=${'x'.repeat(60_000)} HTTP/1.1`, 'host: localhost'),
  'a header of 100 KB': head('GET /v1/stores HTTP/1.1', 'host: localhost', `x-long: ${'x'.repeat(100_000)}`),
  'three thousand headers': head(
    'GET /v1/stores HTTP/1.1',
    'host: localhost',
    ...Array.from({ length: 3_000 }, (_, at) => `x-${at}: 1`),
  ),
  'a header that is not ASCII': head(
    'GET /v1/stores HTTP/1.1',
    'host: localhost',
    'accept-language: \u00ff\u00fe',
  ),
  'a header with NUL': head('GET /v1/stores HTTP/1.1', 'host: localhost', 'x-a: \u0000'),
  'a header without a colon': head('GET /v1/stores HTTP/1.1', 'host: localhost', 'nonsense'),
  'no host': head('GET /v1/stores HTTP/1.1'),
  'a host that is none': head('GET /v1/stores HTTP/1.1', 'host: %%%'),
  'two hosts': head('GET /v1/stores HTTP/1.1', 'host: a', 'host: b'),
  'an old version': head('GET /v1/stores HTTP/1.0'),
  'a version to come': head('GET /v1/stores HTTP/9.9', 'host: localhost'),
  'an unknown method': head('BREW /v1/stores HTTP/1.1', 'host: localhost'),
  'a known method that nothing has': head('TRACE /v1/stores HTTP/1.1', 'host: localhost'),
  'a tunnel': head('CONNECT localhost:22 HTTP/1.1', 'host: localhost'),
  'an upgrade': head(
    'GET /v1/stores HTTP/1.1',
    'host: localhost',
    'connection: upgrade',
    'upgrade: websocket',
  ),
  'options of everything': head('OPTIONS * HTTP/1.1', 'host: localhost'),
  'an absolute address': head('GET http://other.test/v1/stores HTTP/1.1', 'host: localhost'),
  'an address that is none': head('GET http:///v1 HTTP/1.1', 'host: localhost'),
  'half of an escape': head('GET /v1/stores/% HTTP/1.1', 'host: localhost'),
  'an escape that is not UTF-8': head('GET /v1/stores/%ff%fe HTTP/1.1', 'host: localhost'),
  'an escaped NUL': head('GET /v1/stores/%00 HTTP/1.1', 'host: localhost'),
  'an escaped half of a surrogate pair': head('GET /v1/store-slugs/%ed%a0%80 HTTP/1.1', 'host: localhost'),
  'a way up': head('GET /media/../../../../etc/passwd HTTP/1.1', 'host: localhost'),
  'an escaped way up': head('GET /media/%2e%2e%2f%2e%2e%2fetc%2fpasswd HTTP/1.1', 'host: localhost'),
  'bytes in the address': head('GET /v1/stores/\u00e9\u00ff HTTP/1.1', 'host: localhost'),
  'a shop page of bytes': head('GET /products/%ff%00 HTTP/1.1', 'host: localhost'),
  'a body shorter than told': `${post('/v1/sign-in', 'content-length: 500')}{"email": "a`,
  'a body longer than told': `${post('/v1/sign-in', 'content-length: 2')}{"email": "a@example.test"}`,
  'a body far too large': `${post('/v1/sign-in', 'content-length: 104857600')}${'x'.repeat(70_000)}`,
  'a length that is no number': post('/v1/sign-in', 'content-length: many'),
  'two lengths': `${post('/v1/sign-in', 'content-length: 2', 'content-length: 3')}{}`,
  'a length and chunks': `${post('/v1/sign-in', 'content-length: 5', 'transfer-encoding: chunked')}0\r\n\r\n`,
  'chunks without an end': `${post('/v1/sign-in', 'transfer-encoding: chunked')}5\r\n{"ema`,
  'chunks of no size': `${post('/v1/sign-in', 'transfer-encoding: chunked')}zz\r\n{}\r\n`,
  'JSON that breaks off': `${post('/v1/sign-in', 'content-length: 10')}{"email": `,
  'JSON that is not UTF-8': `${post('/v1/sign-in', 'content-length: 14')}{"email":"\u00c3("}`,
  'compressed rubbish': `${post('/v1/sign-in', 'content-encoding: gzip', 'content-length: 4')}\u001f\u008b\u0008\u0000`,
  'a promise to go on': `${post('/v1/sign-in', 'expect: 100-continue', 'content-length: 2')}{}`,
  'an expectation': `${post('/v1/sign-in', 'expect: coffee', 'content-length: 2')}{}`,
  'a form without its parts': `${head('POST /v1/licences/x/documents HTTP/1.1', 'host: localhost', 'content-type: multipart/form-data; boundary=x', 'content-length: 5')}--x--`,
  'ten requests at once': head('GET /v1/health HTTP/1.1', 'host: localhost').repeat(10),
};

describe('bytes that are no proper request', () => {
  let server: RunningServer;
  let port: number;
  let drop: () => Promise<void>;
  const folder = temporaryFolder();
  const errors: string[] = [];
  before(async () => {
    const database = await testDatabase();
    drop = database.drop;
    server = await createServer({
      databaseUrl: database.url,
      port: 0,
      host: '127.0.0.1',
      dataFolder: folder.path,
      // The provider is not asked for anything here.
      sandbox: { url: 'http://127.0.0.1:9', apiKey: 'none', webhookSecret: 'whsec_bm9uZQ==' },
      publicUrl: undefined,
      secret: 'a secret of a test, 32 characters long',
      withoutConsole: true,
      log: pino({ level: 'error' }, { write: (line: string) => void errors.push(line) }),
    });
    port = Number(new URL(server.url).port);
  });
  after(async () => {
    await server.close();
    await drop();
    folder.remove();
  });

  /** All that the server sends until it closes the connection, or has answered and been left alone. */
  function exchange(bytes: Buffer): Promise<string> {
    return new Promise((settle) => {
      const socket = connect(port, '127.0.0.1');
      let answer = '';
      socket.on('data', (chunk) => {
        answer += chunk.toString('latin1');
      });
      // Reset is an answer too: the server reads no more of what it refuses.
      socket.on('error', () => undefined);
      socket.on('close', () => settle(answer));
      socket.end(bytes);
    });
  }

  for (const [name, request] of Object.entries(requests)) {
    test(name, async () => {
      const answer = await exchange(Buffer.from(request, 'latin1'));
      for (const [, status, type, body] of answersIn(answer)) {
        assert.ok(Number(status) < 500, answer.slice(0, 2_000));
        if (type === 'application/problem+json') {
          const { code } = JSON.parse(body as string) as { code: string };
          assert.ok(code in problemKinds, code);
        }
      }
      assert.deepEqual(errors.splice(0), []);
      const health = await fetch(`${server.url}/v1/health`);
      assert.equal(health.status, 200);
      await health.body?.cancel();
    });
  }
});

/** Status, content type and body of each answer; those of Node's own parser have neither type nor body. */
function answersIn(text: string): [string, string, string, string][] {
  return text
    .split(/(?=HTTP\/1\.1 \d{3} )/)
    .filter((one) => one.startsWith('HTTP/1.1'))
    .map((one) => {
      const [headers = '', ...rest] = one.split('\r\n\r\n');
      const status = headers.slice(9, 12);
      const type = /\r\ncontent-type: ([^\r;]*)/i.exec(headers)?.[1] ?? '';
      const chunked = /\r\ntransfer-encoding: chunked/i.test(headers);
      const body = rest.join('\r\n\r\n');
      return [
        one,
        status,
        type,
        chunked ? body.replace(/^[0-9a-f]+\r\n/, '').replace(/\r\n0\r\n[\s\S]*$/, '') : body,
      ];
    });
}
