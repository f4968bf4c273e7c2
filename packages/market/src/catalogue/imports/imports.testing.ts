import assert from 'node:assert/strict';
import { type AnswerOf, catalogueEndpoints as api } from '@hazumi/contracts';
import type { Actor } from '../../kernel/context.ts';
import type { CatalogueTest, Shop, StoreProduct } from '../testing.ts';
import { csvLine } from './imports.csv.ts';

export type Import = AnswerOf<(typeof api)['getImport']>;
export type Row = AnswerOf<(typeof api)['listImportRows']>['data'][number];

/** What a merchant does with imports, by the API, at the shop of the test that is running. */
export function importDesk(t: () => CatalogueTest, shop: () => Shop) {
  const csv = (...lines: (string | null)[][]) => lines.map(csvLine).join('');
  const send = async (text: string, more: { as?: Actor; mapping?: object; at?: Shop } = {}) => {
    const at = more.at ?? shop();
    const form = new FormData();
    form.set('file', new File([text], 'goods.csv'));
    if (more.mapping !== undefined) form.set('mapping', JSON.stringify(more.mapping));
    return t().call(api.createImport, { params: { storeId: at.storeId }, body: form }, more.as ?? at.clerk);
  };
  const read = async (text: string): Promise<Import> => {
    const answer = await send(text);
    assert.ok(answer.ok, JSON.stringify(answer));
    return answer.value;
  };
  const params = (entry: Import) => ({ storeId: shop().storeId, importId: entry.id });
  const rowsOf = async (entry: Import): Promise<Row[]> => {
    const answer = await t().call(
      api.listImportRows,
      { params: params(entry), query: { limit: 100 }, headers: { 'accept-language': 'en' } },
      shop().finance,
    );
    assert.ok(answer.ok);
    return answer.value.data;
  };
  /** The client's text has lost the byte order mark; the bytes have not. */
  const firstBytes = async (path: string): Promise<number[]> => {
    const request = new Request(`http://market.test${path}`, { headers: t().headersOf(shop().owner) });
    return [...new Uint8Array(await (await t().market.app.fetch(request)).arrayBuffer()).subarray(0, 3)];
  };
  const get = async (entry: Import): Promise<Import> => {
    const answer = await t().call(api.getImport, { params: params(entry) }, shop().finance);
    assert.ok(answer.ok);
    return answer.value;
  };
  const apply = async (entry: Import): Promise<Import> => {
    const begun = await t().call(api.applyImport, { params: params(entry) }, shop().clerk);
    assert.equal(begun.status, 202, JSON.stringify(begun));
    await t().sweep();
    return get(entry);
  };
  const undo = async (entry: Import): Promise<Import> => {
    const begun = await t().call(api.undoImport, { params: params(entry) }, shop().clerk);
    assert.equal(begun.status, 202, JSON.stringify(begun));
    await t().sweep();
    return get(entry);
  };
  const goods = async (id: string | null | undefined): Promise<StoreProduct | undefined> => {
    const answer = await t().call(
      api.getStoreProduct,
      { params: { storeId: shop().storeId, productId: id ?? '' } },
      shop().owner,
    );
    return answer.ok ? answer.value : undefined;
  };
  return { csv, send, read, params, rowsOf, firstBytes, get, apply, undo, goods };
}
