import type pg from 'pg';

/** What the driver calls of a query that speaks the protocol itself. It has no type for these parts of its own. */
interface CopyConnection {
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

/**
 * Sends rows by `COPY ... FROM STDIN`: PostgreSQL then fills whole pages at a time, where an INSERT would lock and log each row by
 * itself. One statement, and so all rows or none.
 *
 * @param parts lines as COPY's text format has them, each with its line feed
 */
export function copyIn(client: pg.PoolClient, statement: string, parts: readonly Buffer[]): Promise<void> {
  return new Promise((resolve, reject) => {
    let failure: Error | undefined;
    const copy = {
      submit(connection: CopyConnection) {
        connection.query(statement);
      },
      handleCopyInResponse(connection: CopyConnection) {
        for (const part of parts) connection.sendCopyFromChunk(part);
        connection.endCopyFrom();
      },
      handleError(error: Error) {
        failure = error;
        // Broken connections never become ready again.
        reject(error);
      },
      handleReadyForQuery() {
        if (failure === undefined) resolve();
      },
      handleCommandComplete() {},
      handleRowDescription() {},
      handleDataRow() {},
      handlePortalSuspended() {},
      handleEmptyQuery() {},
      handleCopyData() {},
    };
    client.query(copy as unknown as pg.Submittable);
  });
}

/** A value as COPY's text format has it. */
export function copyText(value: string | null): string {
  if (value === null) return '\\N';
  return /[\\\t\n\r]/.test(value)
    ? value.replaceAll(/[\\\t\n\r]/g, (letter) => escapes[letter] as string)
    : value;
}

const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
