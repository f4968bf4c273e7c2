import { z } from 'zod';
import { cursorQuery, id, instant, localeSchema, page } from './common.ts';
import { endpoint } from './endpoint.ts';

/**
 * Goods as a CSV file: one row a variant. An empty cell keeps what is there, `__CLEAR__` clears it, a variant without a row is
 * left alone. A file is read into a stored import, which shows what each row would do; nothing changes before it is applied.
 */
export const importState = z
  .enum(['ready', 'applying', 'applied', 'undoing', 'undone', 'discarded'])
  .meta({ id: 'ImportState' });
export const importRowKind = z.enum(['create', 'change', 'unchanged', 'error']).meta({ id: 'ImportRowKind' });
/** `skipped`: there was nothing to apply, or it was not because of `error`; `kept`: not undone, because somebody changed it since. */
export const importRowState = z
  .enum(['pending', 'applied', 'skipped', 'undone', 'kept'])
  .meta({ id: 'ImportRowState' });

export const catalogueImport = z
  .object({
    id: id('import'),
    state: importState,
    fileName: z.string(),
    encoding: z.enum(['utf-8', 'gb18030', 'shift_jis']),
    rows: z.number().int(),
    create: z.number().int(),
    change: z.number().int(),
    unchanged: z.number().int(),
    errors: z.number().int(),
    /** progress of applying */
    applied: z.number().int(),
    skipped: z.number().int(),
    /** progress of undoing */
    undone: z.number().int(),
    kept: z.number().int(),
    /** headings of the file that stand for nothing here and were not read */
    ignoredColumns: z.array(z.string()),
    createdAt: instant,
    appliedAt: instant.nullable(),
    /** until then an applied import can be undone */
    undoUntil: instant.nullable(),
  })
  .meta({ id: 'CatalogueImport' });

export const importRow = z
  .object({
    /** line of the file where the row begins; the headings are line 1 */
    rowNumber: z.number().int(),
    kind: importRowKind,
    state: importRowState,
    productCode: z.string().nullable(),
    skuCode: z.string().nullable(),
    productId: id('product').nullable(),
    skuId: id('sku').nullable(),
    /** column by column; `before` is null in what is created */
    changes: z.array(
      z.object({ column: z.string(), before: z.string().nullable(), after: z.string().nullable() }),
    ),
    error: z.object({ code: z.string(), column: z.string().nullable(), message: z.string() }).nullable(),
  })
  .meta({ id: 'ImportRow' });

const storeParams = z.object({ storeId: id('store') });
const importParams = storeParams.extend({ importId: id('import') });
const read = {
  area: 'catalogue',
  access: 'licence',
  permission: 'catalogue.read',
  scope: 'catalogue',
} as const;
const edit = {
  area: 'catalogue',
  access: 'licence',
  permission: 'catalogue.edit',
  scope: 'catalogue',
} as const;
const csv = { answer: z.string(), answerType: 'text/csv; charset=utf-8' } as const;

/** Largest file that is read at all; the policy may allow less. */
export const importBodyLimit = 12 * 1024 * 1024;

export const importsEndpoints = {
  getImportTemplate: endpoint({
    ...csv,
    id: 'getImportTemplate',
    method: 'get',
    path: '/v1/product-import-template',
    area: 'catalogue',
    summary:
      'An empty file with the headings that an import knows, in the language asked for, and one example',
    access: 'public',
    query: z.object({ locale: localeSchema.optional() }),
  }),
  exportProducts: endpoint({
    ...read,
    ...csv,
    id: 'exportProducts',
    method: 'get',
    path: '/v1/stores/{storeId}/product-export',
    summary: "All of a store's goods as a file that can be changed and imported again",
    params: storeParams,
    query: z.object({ locale: localeSchema.optional() }),
    rateGroup: 'upload',
  }),
  createImport: endpoint({
    ...edit,
    id: 'createImport',
    method: 'post',
    path: '/v1/stores/{storeId}/imports',
    summary: 'Reads a CSV file and answers what applying it would do, row by row; changes no goods',
    params: storeParams,
    bodyType: 'form',
    bodyLimit: importBodyLimit,
    rateGroup: 'upload',
    body: z.strictObject({
      file: z.file().meta({ format: 'binary' }),
      /** found out from the bytes unless named */
      encoding: z.enum(['utf-8', 'gb18030', 'shift_jis']).optional(),
      /** JSON that says which of the file's headings stand for which columns: `{"Price (CNY)": "price"}` */
      mapping: z
        .string()
        .max(10_000)
        .transform((text, check) => {
          try {
            return JSON.parse(text) as unknown;
          } catch {
            check.addIssue({ code: 'custom', message: 'must be JSON' });
            return z.NEVER;
          }
        })
        .pipe(z.record(z.string().max(200), z.string().max(60)))
        .optional(),
    }),
    answer: catalogueImport,
    status: 201,
    problems: ['import_unreadable'],
  }),
  listImports: endpoint({
    ...read,
    id: 'listImports',
    method: 'get',
    path: '/v1/stores/{storeId}/imports',
    summary: "A store's imports, newest first",
    params: storeParams,
    query: cursorQuery,
    answer: page(catalogueImport),
  }),
  getImport: endpoint({
    ...read,
    id: 'getImport',
    method: 'get',
    path: '/v1/stores/{storeId}/imports/{importId}',
    summary: 'An import and how far it has come',
    params: importParams,
    answer: catalogueImport,
  }),
  listImportRows: endpoint({
    ...read,
    id: 'listImportRows',
    method: 'get',
    path: '/v1/stores/{storeId}/imports/{importId}/rows',
    summary: 'What each row does, in the order of the file',
    params: importParams,
    query: cursorQuery.extend({ kind: importRowKind.optional(), state: importRowState.optional() }),
    answer: page(importRow),
  }),
  getImportErrors: endpoint({
    ...read,
    ...csv,
    id: 'getImportErrors',
    method: 'get',
    path: '/v1/stores/{storeId}/imports/{importId}/errors',
    summary:
      'The rows at fault as a file like the one that came, with the reason in front: to be put right and sent again',
    params: importParams,
  }),
  applyImport: endpoint({
    ...edit,
    id: 'applyImport',
    method: 'post',
    path: '/v1/stores/{storeId}/imports/{importId}:apply',
    summary: 'Begins to apply the rows without errors, in the background; asked again, it goes on',
    params: importParams,
    answer: catalogueImport,
    status: 202,
    problems: ['state_conflict'],
  }),
  undoImport: endpoint({
    ...edit,
    id: 'undoImport',
    method: 'post',
    path: '/v1/stores/{storeId}/imports/{importId}:undo',
    summary: 'Begins to put back what an import changed, where nobody changed it since',
    params: importParams,
    answer: catalogueImport,
    status: 202,
    problems: ['state_conflict', 'undo_expired'],
  }),
  discardImport: endpoint({
    ...edit,
    id: 'discardImport',
    method: 'post',
    path: '/v1/stores/{storeId}/imports/{importId}:discard',
    summary: 'Gives up an import that was not applied',
    params: importParams,
    answer: catalogueImport,
    problems: ['state_conflict'],
  }),
};
