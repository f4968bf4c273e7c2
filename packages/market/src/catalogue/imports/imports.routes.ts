import { Readable } from 'node:stream';
import {
  type AnswerInput,
  catalogueEndpoints,
  fromPublicId,
  type Locale,
  toPublicId,
} from '@hazumi/contracts';
import { decodeCursor, toPage } from '../../kernel/cursor.ts';
import { register } from '../../kernel/http.ts';
import { notFound } from '../../kernel/problem.ts';
import type { Market } from '../../market.ts';
import { instantOrNull } from '../goods.present.ts';
import { messageOf } from './imports.errors.ts';
import { errorsCsv, exportCsv, templateCsv } from './imports.export.ts';
import {
  findImport,
  type ImportRecord,
  type ImportRowRecord,
  listImports,
  listRows,
} from './imports.repository.ts';
import { beginApplying, beginUndoing, createImport, discardImport } from './imports.service.ts';
import { importsSweep } from './imports.work.ts';

type ImportAnswer = AnswerInput<(typeof catalogueEndpoints)['getImport']>;
type RowAnswer = AnswerInput<(typeof catalogueEndpoints)['listImportRows']>['data'][number];

export function registerImports(market: Market): void {
  const { db } = market;
  market.sweeps.push(importsSweep(db, (instant) => market.policy.at(instant)));

  register(market, catalogueEndpoints.getImportTemplate, async (ctx, { query }) => {
    const locale = query.locale ?? ctx.locale;
    return csvResponse('goods-template.csv', [templateCsv(locale, market.settings.currency)]);
  });

  register(market, catalogueEndpoints.exportProducts, async (ctx, { scope, query }) =>
    csvResponse('goods.csv', exportCsv(db, scope.storeId, query.locale ?? ctx.locale)),
  );

  register(market, catalogueEndpoints.createImport, async (ctx, { scope, body }) => {
    const policy = market.policy.at(ctx.now);
    const record = await createImport(db, ctx, policy.document, {
      storeId: scope.storeId,
      fileName: fileNameOf(body.file.name),
      bytes: new Uint8Array(await body.file.arrayBuffer()),
      encoding: body.encoding,
      mapping: body.mapping ?? {},
      policyVersion: policy.number,
    });
    return present(record);
  });

  register(market, catalogueEndpoints.listImports, async (_, { scope, query }) => {
    const after = decodeCursor(query.cursor, ['instant', 'uuid']);
    const key = after === undefined ? undefined : { createdAt: new Date(after[0]), id: after[1] };
    const records = await listImports(db, scope.storeId, key, query.limit);
    return toPage(records, query.limit, (record) => [record.created_at.toISOString(), record.id], present);
  });

  register(market, catalogueEndpoints.getImport, async (_, { scope, params }) =>
    present(await findOwn(market, scope.storeId, params.importId)),
  );

  register(market, catalogueEndpoints.listImportRows, async (ctx, { scope, params, query }) => {
    const { id } = await findOwn(market, scope.storeId, params.importId);
    const after = decodeCursor(query.cursor, ['number'])?.[0] ?? 0;
    const rows = await listRows(db, scope.storeId, id, { ...query, after });
    return toPage(
      rows,
      query.limit,
      (row) => [row.row_number],
      (row) => presentRow(row, ctx.locale),
    );
  });

  register(market, catalogueEndpoints.getImportErrors, async (ctx, { scope, params }) => {
    const { id } = await findOwn(market, scope.storeId, params.importId);
    return csvResponse('goods-errors.csv', errorsCsv(db, scope.storeId, id, ctx.locale));
  });

  for (const [definition, begin] of [
    [catalogueEndpoints.applyImport, beginApplying],
    [catalogueEndpoints.undoImport, beginUndoing],
    [catalogueEndpoints.discardImport, discardImport],
  ] as const) {
    register(market, definition, async (ctx, { scope, params }) =>
      present(await begin(db, ctx, scope.storeId, uuid(params.importId))),
    );
  }
}

async function findOwn(market: Market, storeId: string, importId: string): Promise<ImportRecord> {
  const record = await findImport(market.db, storeId, uuid(importId));
  if (record === undefined) throw notFound();
  return record;
}

const uuid = (id: string): string => fromPublicId('import', id) ?? '';

/** A name to show, not a path to write to. */
const fileNameOf = (name: string): string =>
  name
    .replaceAll(/\p{Cc}/gu, '')
    .slice(-200)
    .toWellFormed() || 'goods.csv';

function csvResponse(name: string, parts: Iterable<string> | AsyncIterable<string>): Response {
  return new Response(Readable.toWeb(Readable.from(parts, { objectMode: false })) as ReadableStream, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
      'x-content-type-options': 'nosniff',
    },
  });
}

function present(record: ImportRecord): ImportAnswer {
  return {
    id: toPublicId('import', record.id),
    state: record.state,
    fileName: record.file_name,
    encoding: record.encoding,
    rows: record.row_count,
    create: record.create_count,
    change: record.change_count,
    unchanged: record.unchanged_count,
    errors: record.error_count,
    applied: record.applied_count,
    skipped: record.skipped_count,
    undone: record.undone_count,
    kept: record.kept_count,
    ignoredColumns: record.ignored_columns,
    createdAt: record.created_at.toISOString(),
    appliedAt: instantOrNull(record.applied_at),
    undoUntil: instantOrNull(record.undo_until),
  };
}

function presentRow(row: ImportRowRecord, locale: Locale): RowAnswer {
  return {
    rowNumber: row.row_number,
    kind: row.kind,
    state: row.state,
    productCode: row.product_code,
    skuCode: row.sku_code,
    productId: row.product_id === null ? null : toPublicId('product', row.product_id),
    skuId: row.sku_id === null ? null : toPublicId('sku', row.sku_id),
    changes: row.changes,
    error:
      row.error === null
        ? null
        : { code: row.error.code, column: row.error.column, message: messageOf(row.error, locale) },
  };
}
