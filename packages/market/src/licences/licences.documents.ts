import { createHash } from 'node:crypto';
import { LICENCE_RIGHTS } from '@hazumi/policy';
import type { Ctx } from '../kernel/context.ts';
import { inTransaction, type Tx } from '../kernel/database.ts';
import { appendEvent } from '../kernel/events.ts';
import { notFound, Problem } from '../kernel/problem.ts';
import type { Market } from '../market.ts';
import { dropObject, keepObject } from '../media/objects.ts';
import { extensionOf } from '../media/storage.ts';
import {
  type DocumentRow,
  deleteDocument,
  findDocument,
  insertDocument,
  type LicenceRow,
  listDocuments,
  lockLicence,
} from './licences.repository.ts';
import type { DocumentKind } from './licences.tables.ts';

type Parts = Pick<Market, 'db' | 'policy' | 'storage' | 'log'>;

/** What a file begins with, whatever its name and its sender say of it. */
const signatures: readonly { mediaType: string; fits(bytes: Uint8Array): boolean }[] = [
  { mediaType: 'application/pdf', fits: (bytes) => beginsWith(bytes, 0, [0x25, 0x50, 0x44, 0x46, 0x2d]) },
  { mediaType: 'image/jpeg', fits: (bytes) => beginsWith(bytes, 0, [0xff, 0xd8, 0xff]) },
  {
    mediaType: 'image/png',
    fits: (bytes) => beginsWith(bytes, 0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  },
  {
    mediaType: 'image/webp',
    fits: (bytes) =>
      beginsWith(bytes, 0, [0x52, 0x49, 0x46, 0x46]) && beginsWith(bytes, 8, [0x57, 0x45, 0x42, 0x50]),
  },
];

/** The media type of a file by its first bytes; undefined where it is none of those that documents may have. */
export function mediaTypeOfBytes(bytes: Uint8Array): string | undefined {
  return signatures.find(({ fits }) => fits(bytes))?.mediaType;
}

/**
 * Takes a document in. The same file of the same kind sent again is the document that is there.
 *
 * @throws Problem document_refused (type, size, emptiness), document_limit, state_conflict, unavailable
 */
export async function addDocument(
  market: Parts,
  ctx: Ctx,
  licenceId: string,
  upload: { kind: DocumentKind; file: File },
): Promise<DocumentRow> {
  const rules = market.policy.at(ctx.now).document.licences;
  const bytes = new Uint8Array(await upload.file.arrayBuffer());
  const mediaType = mediaTypeOfBytes(bytes);
  const refuse = (detail: string): Problem =>
    new Problem('document_refused', { pointer: '/body/file', detail });
  if (bytes.byteLength === 0) throw refuse('The file is empty.');
  if (bytes.byteLength > rules.documentMaxBytes) throw refuse(`At most ${rules.documentMaxBytes} bytes.`);
  if (mediaType === undefined || !rules.documentMediaTypes.includes(mediaType)) {
    throw refuse(`Send one of ${rules.documentMediaTypes.join(', ')}.`);
  }
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const isSame = (row: DocumentRow): boolean => row.kind === upload.kind && row.sha256 === sha256;
  const present = (await listDocuments(market.db, licenceId)).find(isSame);
  if (present !== undefined) return present;

  const id = ctx.ids.next(ctx.now);
  const row: DocumentRow = {
    id,
    licence_id: licenceId,
    kind: upload.kind,
    file_name: cleanName(upload.file.name),
    media_type: mediaType,
    byte_size: bytes.byteLength,
    sha256,
    object_key: `documents/${licenceId}/${id}.${extensionOf(mediaType)}`,
    created_at: ctx.now,
  };
  return keepObject(market, ctx, { key: row.object_key, bytes, mediaType }, async (tx) => {
    await lockForEdit(tx, licenceId);
    const documents = await listDocuments(tx, licenceId);
    const rival = documents.find(isSame);
    if (rival !== undefined) {
      await dropObject(tx, ctx, row.object_key);
      return rival;
    }
    if (documents.length >= rules.documentsPerLicence) {
      throw new Problem('document_limit', { detail: `At most ${rules.documentsPerLicence} documents.` });
    }
    await insertDocument(tx, row);
    await tell(tx, ctx, 'licence.documentAdded', row);
    return row;
  });
}

/** Removes a document and, after the commit, its object. */
export async function removeDocument(
  market: Parts,
  ctx: Ctx,
  licenceId: string,
  documentId: string,
): Promise<void> {
  await inTransaction(market.db, async (tx) => {
    await lockForEdit(tx, licenceId);
    const row = await deleteDocument(tx, licenceId, documentId);
    if (row === undefined) throw notFound();
    await dropObject(tx, ctx, row.object_key);
    await tell(tx, ctx, 'licence.documentRemoved', row);
  });
}

/** A document as a download that no browser opens by itself, keeps, or takes for another type than it is. */
export async function downloadDocument(
  market: Parts,
  licenceId: string,
  documentId: string,
): Promise<Response> {
  const row = await findDocument(market.db, licenceId, documentId);
  const object = row === undefined ? undefined : await market.storage.get(row.object_key);
  if (row === undefined || object === undefined) throw notFound();
  const name = encodeURIComponent(row.file_name).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  );
  return new Response(object.bytes as Uint8Array<ArrayBuffer>, {
    headers: {
      'content-type': row.media_type,
      'content-length': String(object.bytes.byteLength),
      'content-disposition': `attachment; filename="document.${extensionOf(row.media_type)}"; filename*=UTF-8''${name}`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    },
  });
}

async function lockForEdit(tx: Tx, licenceId: string): Promise<LicenceRow> {
  const licence = await lockLicence(tx, licenceId);
  if (licence === undefined) throw notFound();
  if (!LICENCE_RIGHTS[licence.state].edits) {
    throw new Problem('state_conflict', { data: { state: licence.state } });
  }
  return licence;
}

async function tell(tx: Tx, ctx: Ctx, type: string, row: DocumentRow): Promise<void> {
  await appendEvent(tx, ctx, {
    subjectType: 'licence',
    subjectId: row.licence_id,
    type,
    data: { kind: row.kind, fileName: row.file_name, sha256: row.sha256 },
  });
}

/** A name to show: without folders and control characters, at most 200 characters. */
function cleanName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  return [...last.toWellFormed().replaceAll(/\p{Cc}/gu, '')].slice(0, 200).join('').trim() || 'document';
}

function beginsWith(bytes: Uint8Array, offset: number, beginning: readonly number[]): boolean {
  return beginning.every((byte, at) => bytes[offset + at] === byte);
}
