import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { licencesEndpoints as endpoints } from '@hazumi/contracts';
import type { Actor } from '../kernel/context.ts';
import {
  auditor,
  type LicenceTest,
  licenceTest,
  type Owned,
  operator,
  ownerOf,
  pdf,
  staffOf,
} from './testing.ts';

interface DocumentAnswer {
  id: string;
  kind: string;
  fileName: string;
  mediaType: string;
  byteSize: number;
  sha256: string;
  code: string;
  pointer: string;
}

const heads = {
  'application/pdf': [0x25, 0x50, 0x44, 0x46, 0x2d],
  'image/jpeg': [0xff, 0xd8, 0xff, 0xe0],
  'image/png': [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  'image/webp': [0x52, 0x49, 0x46, 0x46, 1, 0, 0, 0, 0x57, 0x45, 0x42, 0x50],
};

describe('documents of a licence', () => {
  let market: LicenceTest;
  before(async () => {
    market = await licenceTest();
  });
  after(() => market.close());

  const fileOf = (bytes: Uint8Array<ArrayBuffer>, name = 'scan', type = 'text/html') =>
    new File([bytes], name, { type });
  const rowsOf = async (owned: Owned): Promise<{ object_key: string }[]> => {
    const { rows } = await market.handle.pool.query(
      'select object_key from licence_document where licence_id = $1 order by id',
      [owned.uuid],
    );
    return rows;
  };
  const send = async (owned: Owned, file: File, kind?: string) => {
    const answer = await market.upload(owned, kind, file);
    return { status: answer.status, body: (await answer.json()) as DocumentAnswer };
  };
  const download = (path: string, actor?: Actor) =>
    market.market.app.request(`http://market.test/v1${path}`, {
      headers: actor === undefined ? {} : market.headersOf(actor),
    });

  for (const [mediaType, head] of Object.entries(heads)) {
    test(`a file that begins like ${mediaType} is one, whatever it is called`, async () => {
      const owned = await market.draft();
      const bytes = Uint8Array.from([...head, ...Buffer.from(owned.id)]);
      const { status, body } = await send(owned, fileOf(bytes, 'page.html'));
      assert.equal(status, 201);
      assert.equal(body.mediaType, mediaType);
      assert.equal(body.byteSize, bytes.byteLength);
      assert.equal(body.sha256, createHash('sha256').update(bytes).digest('hex'));
      assert.equal(body.fileName, 'page.html');
    });
  }

  const text = (content: string) => new TextEncoder().encode(content) as Uint8Array<ArrayBuffer>;
  for (const [name, bytes] of [
    ['nothing', new Uint8Array()],
    ['a page', text('<!doctype html><script>alert(1)</script>')],
    ['a drawing', text('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['a PDF after something else', text(' %PDF-1.7')],
    ['half a WebP', Uint8Array.from(heads['image/webp'].slice(0, 8))],
    ['more than ten mebibytes', new Uint8Array(10_485_761).fill(0x25).fill(0, 5)],
  ] as const) {
    test(`${name} is refused, and nothing is kept`, async () => {
      const owned = await market.draft();
      const { status, body } = await send(owned, fileOf(bytes, 'scan.pdf', 'application/pdf'));
      assert.equal(status, 422);
      assert.equal(body.code, 'document_refused');
      assert.equal(body.pointer, '/body/file');
      assert.deepEqual(await rowsOf(owned), []);
    });
  }

  test('a form without a file or with an unknown kind is refused', async () => {
    const owned = await market.draft();
    const { status, body } = await send(owned, fileOf(pdf()), 'passport');
    assert.deepEqual([status, body.code, body.pointer], [422, 'invalid_request', '/body/kind']);
    const form = new FormData();
    form.set('kind', 'identity');
    form.set('file', 'not a file');
    const answer = await market.market.app.request(`http://market.test/v1/licences/${owned.id}/documents`, {
      method: 'POST',
      body: form,
      headers: market.headersOf(owned.owner),
    });
    assert.equal(answer.status, 422);
    assert.deepEqual(await rowsOf(owned), []);
  });

  test('the name that is shown has no folders and no control characters', async () => {
    const owned = await market.draft();
    for (const [given, shown] of [
      ['C:\\fakepath\\营业执照.pdf', '营业执照.pdf'],
      ['../../etc/passwd', 'passwd'],
      ['a\u0007b\u009fc.pdf', 'abc.pdf'],
    ] as const) {
      assert.equal((await send(owned, fileOf(pdf(), given))).body.fileName, shown);
    }
  });

  test('the same file sent ten times at once is one document', async () => {
    const owned = await market.draft();
    const bytes = pdf();
    const sent = await Promise.all(Array.from({ length: 10 }, () => send(owned, fileOf(bytes))));
    assert.deepEqual(new Set(sent.map(({ status }) => status)), new Set([201]));
    assert.equal(new Set(sent.map(({ body }) => body.id)).size, 1);
    const rows = await rowsOf(owned);
    assert.equal(rows.length, 1);
    // Objects of those that came second are gone with the next sweep; the one that counts stays.
    await market.sweep();
    assert.notEqual(await market.storage.get(rows[0]?.object_key ?? ''), undefined);
    const kind = await send(owned, fileOf(bytes), 'other');
    assert.notEqual(kind.body.id, sent[0]?.body.id);
  });

  test('of ten documents at once five are kept, as many as the policy allows', async () => {
    const owned = await market.draft();
    const sent = await Promise.all(Array.from({ length: 10 }, () => send(owned, fileOf(pdf()))));
    assert.equal(sent.filter(({ status }) => status === 201).length, 5);
    assert.deepEqual(
      new Set(sent.filter(({ status }) => status !== 201).map(({ body }) => body.code)),
      new Set(['document_limit']),
    );
    assert.equal((await rowsOf(owned)).length, 5);
    assert.equal((await market.read(owned)).documents.length, 5);
  });

  test('owners and operators download it, as a file that no browser runs or keeps', async () => {
    const owned = await market.draft();
    const bytes = pdf();
    const { body } = await send(owned, fileOf(bytes, "执照 (1)'.pdf"));
    for (const [path, actor] of [
      [`/licences/${owned.id}/documents/${body.id}`, owned.owner],
      [`/operator/licences/${owned.id}/documents/${body.id}`, operator],
      [`/operator/licences/${owned.id}/documents/${body.id}`, auditor],
    ] as const) {
      const answer = await download(path, actor);
      assert.equal(answer.status, 200);
      assert.deepEqual(new Uint8Array(await answer.arrayBuffer()), bytes);
      assert.equal(answer.headers.get('content-type'), 'application/pdf');
      assert.equal(
        answer.headers.get('content-disposition'),
        `attachment; filename="document.pdf"; filename*=UTF-8''%E6%89%A7%E7%85%A7%20%281%29%27.pdf`,
      );
      assert.equal(answer.headers.get('cache-control'), 'private, no-store');
      assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
    }
  });

  test('nobody else downloads it, by any address', async () => {
    const owned = await market.draft();
    const other = await market.draft();
    const { body } = await send(owned, fileOf(pdf()));
    const [row] = await rowsOf(owned);
    const staffPath = `/licences/${owned.id}/documents/${body.id}`;
    for (const [path, actor, status] of [
      [staffPath, undefined, 401],
      [staffPath, other.owner, 404],
      [staffPath, operator, 404],
      [staffPath, staffOf(owned.uuid, 'clerk'), 403],
      [staffPath, staffOf(owned.uuid, 'manager'), 403],
      [`/licences/${other.id}/documents/${body.id}`, other.owner, 404],
      [`/operator${staffPath}`, owned.owner, 404],
      [`/operator${staffPath}`, undefined, 401],
      [`/operator/licences/${other.id}/documents/${body.id}`, operator, 404],
    ] as const) {
      const answer = await download(path, actor);
      assert.equal(answer.status, status, path);
      assert.doesNotMatch(await answer.text(), /%PDF/);
    }
    const direct = await market.market.app.request(`http://market.test/media/${row?.object_key}`);
    assert.equal(direct.status, 404);
  });

  test('removing takes the row at once and the object with the next sweep', async () => {
    const owned = await market.draft();
    const { body } = await send(owned, fileOf(pdf()));
    const [row] = await rowsOf(owned);
    const params = { licenceId: owned.id, documentId: body.id };
    const rival = await market.call(
      endpoints.removeLicenceDocument,
      { params },
      ownerOf(owned.uuid.replace(/^0/, '1')),
    );
    assert.equal(rival.status, 404);
    assert.equal((await rowsOf(owned)).length, 1);
    const removed = await market.call(endpoints.removeLicenceDocument, { params }, owned.owner);
    assert.equal(removed.status, 204);
    assert.deepEqual((await market.read(owned)).documents, []);
    await market.sweep();
    assert.equal(await market.storage.get(row?.object_key ?? ''), undefined);
    const again = await market.call(endpoints.removeLicenceDocument, { params }, owned.owner);
    assert.equal(again.status, 404);
  });

  test('what was submitted stays: no document comes or goes while a licence is checked or verified', async () => {
    const owned = await market.draft();
    const { body } = await send(owned, fileOf(pdf()));
    await market.submit(owned);
    for (const state of ['checking', 'verified']) {
      assert.equal((await market.read(owned)).state, state);
      assert.equal((await send(owned, fileOf(pdf()))).body.code, 'state_conflict');
      const removed = await market.call(
        endpoints.removeLicenceDocument,
        { params: { licenceId: owned.id, documentId: body.id } },
        owned.owner,
      );
      assert.equal(removed.status, 409);
      assert.equal((await rowsOf(owned)).length, 1);
      await market.sweep();
    }
  });
});
