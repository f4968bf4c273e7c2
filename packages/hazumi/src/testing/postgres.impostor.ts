/** A server that lets anybody in and answers every query with one row: a PostgreSQL of any version we like. */
import { createServer, type Socket } from 'node:net';

/**
 * Listens on any free port. `columns` are the names and texts of the row; all of type text.
 * @returns its URL, and `close`
 */
export async function impersonatePostgres(
  columns: { name: string; type: 'text' | 'int4'; value: string }[],
): Promise<{ url: string; close(): void }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    let greeted = false;
    socket.on('data', (bytes) => {
      if (!greeted) socket.write(Buffer.concat([message('R', int32(0)), ready]));
      else if (bytes[0] === code('Q')) socket.write(answer(columns));
      greeted = true;
    });
    socket.on('error', () => socket.destroy());
  });
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
  const address = server.address();
  const port = address && typeof address === 'object' ? address.port : 0;
  return {
    url: `postgres://somebody:secret@127.0.0.1:${port}/market`,
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

const ready = message('Z', Buffer.from('I'));
const typeNumbers = { text: 25, int4: 23 };

/** RowDescription, DataRow, CommandComplete, ReadyForQuery: the protocol's answer to a simple query. */
function answer(columns: Parameters<typeof impersonatePostgres>[0]): Buffer {
  const fields = columns.map(({ name, type }) =>
    Buffer.concat([text(name), int32(0), int16(0), int32(typeNumbers[type]), int16(-1), int32(-1), int16(0)]),
  );
  const values = columns.map(({ value }) =>
    Buffer.concat([int32(Buffer.byteLength(value)), Buffer.from(value)]),
  );
  return Buffer.concat([
    message('T', Buffer.concat([int16(columns.length), ...fields])),
    message('D', Buffer.concat([int16(columns.length), ...values])),
    message('C', text('SELECT 1')),
    ready,
  ]);
}

function message(type: string, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(type), int32(body.length + 4), body]);
}

function code(letter: string): number {
  return letter.charCodeAt(0);
}

function text(value: string): Buffer {
  return Buffer.from(`${value}\0`);
}

function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}
