/** A load generator that costs little: keep-alive sockets, requests made beforehand, answers read without a parser's help. */
import { connect, type Socket } from 'node:net';

export interface Answer {
  status: number;
  body: string;
}

/** One client: it sends a request, waits for the whole answer, and only then sends the next. */
export class LoadClient {
  readonly #socket: Socket;
  #received: Buffer = Buffer.alloc(0);
  #waiting: { resolve(answer: Answer): void; reject(error: Error): void } | undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (part) => this.#take(part));
    socket.on('error', (error) => this.#waiting?.reject(error));
    socket.on('close', () => this.#waiting?.reject(new Error('the server closed the connection')));
  }

  static open(port: number): Promise<LoadClient> {
    return new Promise((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1' });
      socket.once('error', reject);
      socket.once('connect', () => {
        socket.off('error', reject);
        resolve(new LoadClient(socket));
      });
    });
  }

  send(request: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#socket.write(request);
    });
  }

  close(): void {
    this.#waiting = undefined;
    this.#socket.destroy();
  }

  #take(part: Buffer): void {
    this.#received = this.#received.length === 0 ? part : Buffer.concat([this.#received, part]);
    const answer = readAnswer(this.#received);
    if (answer === undefined) return;
    this.#received = Buffer.alloc(0);
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.resolve(answer);
  }
}

/** The answer in these bytes, or undefined while it is not whole. Knows Content-Length and chunked bodies. */
export function readAnswer(bytes: Buffer): Answer | undefined {
  const headEnd = bytes.indexOf('\r\n\r\n');
  if (headEnd < 0) return undefined;
  const head = bytes.toString('latin1', 0, headEnd);
  const status = Number(head.slice(9, 12));
  const length = /\r\ncontent-length: *(\d+)/i.exec(head);
  if (length !== null) {
    const end = headEnd + 4 + Number(length[1]);
    return bytes.length < end ? undefined : { status, body: bytes.toString('utf8', headEnd + 4, end) };
  }
  if (!/\r\ntransfer-encoding: *chunked/i.test(head)) return { status, body: '' };
  const parts: string[] = [];
  for (let at = headEnd + 4; ; ) {
    const lineEnd = bytes.indexOf('\r\n', at);
    if (lineEnd < 0) return undefined;
    const size = Number.parseInt(bytes.toString('latin1', at, lineEnd), 16);
    const next = lineEnd + 2 + size + 2;
    if (bytes.length < next) return undefined;
    if (size === 0) return { status, body: parts.join('') };
    parts.push(bytes.toString('utf8', lineEnd + 2, lineEnd + 2 + size));
    at = next;
  }
}

export interface Measured {
  /** finished a second */
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  count: number;
}

/**
 * Lets `clients` work for `seconds`, each doing one `work` after the other. A work that throws ends the measurement: a benchmark that
 * loses an answer measures nothing.
 */
export async function measure(
  port: number,
  clients: number,
  seconds: number,
  work: (client: LoadClient, number: number) => Promise<void>,
): Promise<Measured> {
  const connections = await Promise.all(Array.from({ length: clients }, () => LoadClient.open(port)));
  const times: number[] = [];
  const begun = performance.now();
  const end = begun + seconds * 1000;
  try {
    await Promise.all(
      connections.map(async (client, number) => {
        for (let now = performance.now(); now < end; ) {
          await work(client, number);
          const after = performance.now();
          times.push(after - now);
          now = after;
        }
      }),
    );
  } finally {
    for (const client of connections) client.close();
  }
  const elapsed = (performance.now() - begun) / 1000;
  times.sort((a, b) => a - b);
  const at = (share: number): number =>
    round(times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0);
  return { perSecond: round(times.length / elapsed), p50Ms: at(0.5), p99Ms: at(0.99), count: times.length };
}

export const round = (value: number): number => Math.round(value * 100) / 100;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
