import { createServer } from 'node:net';

/** The port that could be listened on (0 = any free one), or undefined when it is taken. */
export function tryPort(port: number, host = '127.0.0.1'): Promise<number | undefined> {
  return new Promise((settle, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? settle(undefined) : reject(error),
    );
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      server.close(() => settle(address && typeof address === 'object' ? address.port : undefined));
    });
  });
}

/** A port that was free a moment ago: `wanted` if it was, else any. Whoever listens on it may still lose a race. */
export async function findPort(wanted: number): Promise<number> {
  return (wanted > 0 && (await tryPort(wanted))) || (await tryPort(0)) || 0;
}
