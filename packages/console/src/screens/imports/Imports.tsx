import { endpoints } from '@hazumi/contracts';
import { IconFileImport } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useRead, type ValueOf } from '../../api/read.ts';
import { useFormat } from '../../i18n/format.ts';
import { useText } from '../../i18n/intl.ts';
import { usePlaceNames, useStorePlace } from '../../shell/place.ts';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { DownloadButton } from '../../ui/DownloadButton.tsx';
import { Time } from '../../ui/Facts.tsx';
import { RowLink } from '../../ui/links.tsx';
import { Page, Section } from '../../ui/Page.tsx';
import { Pager } from '../../ui/Pager.tsx';
import { Empty, Loaded } from '../../ui/States.tsx';
import { ImportBadge } from './ImportBadge.tsx';
import { UploadFile } from './UploadFile.tsx';

type ImportRow = ValueOf<typeof endpoints.listImports>['data'][number];

/** Goods by the file: template and export to begin from, a file to read in, and what was read in before. */
export function Imports() {
  const t = useText();
  const format = useFormat();
  const navigate = useNavigate();
  const place = useStorePlace();
  const names = usePlaceNames();
  const { cursor } = useSearch({ strict: false }) as { cursor?: string };
  const read = useRead(endpoints.listImports, {
    params: { storeId: place.storeId },
    query: { limit: 20, ...(cursor === undefined ? {} : { cursor }) },
  });
  const columns: Column<ImportRow>[] = [
    {
      key: 'file',
      title: t('imports.file'),
      main: true,
      cell: (row) => (
        <RowLink
          to="/licences/$licenceId/stores/$storeId/imports/$importId"
          params={{ ...place, importId: row.id }}
        >
          {row.fileName}
        </RowLink>
      ),
    },
    { key: 'state', title: t('common.state'), cell: (row) => <ImportBadge state={row.state} /> },
    ...(['create', 'change', 'unchanged', 'errors'] as const).map((count) => ({
      key: count,
      title: t(`imports.${count}`),
      align: 'end' as const,
      cell: (row: ImportRow) => format.number(row[count]),
    })),
    { key: 'at', title: t('common.created'), align: 'end', cell: (row) => <Time at={row.createdAt} /> },
  ];
  return (
    <Page title={t('nav.imports')} about={t('imports.about')}>
      <Section
        title={t('imports.upload')}
        about={t('imports.uploadAbout')}
        actions={
          <>
            <DownloadButton
              definition={endpoints.getImportTemplate}
              call={{ query: { locale: format.locale } }}
              fileName="hazumi-goods.csv"
              size="xs"
            >
              {t('imports.template')}
            </DownloadButton>
            <DownloadButton
              definition={endpoints.exportProducts}
              call={{ params: { storeId: place.storeId }, query: { locale: format.locale } }}
              fileName={`${names.store?.slug ?? 'goods'}.csv`}
              size="xs"
            >
              {t('goods.export')}
            </DownloadButton>
          </>
        }
      >
        <UploadFile
          storeId={place.storeId}
          done={(importId) =>
            void navigate({
              to: '/licences/$licenceId/stores/$storeId/imports/$importId',
              params: { ...place, importId },
            })
          }
        />
      </Section>
      <Section title={t('imports.history')} plain>
        <Loaded read={read}>
          {({ data, nextCursor }) =>
            data.length === 0 ? (
              <Empty icon={<IconFileImport size={26} stroke={1.5} />} title={t('imports.empty')}>
                {t('imports.emptyText')}
              </Empty>
            ) : (
              <>
                <DataTable
                  caption={t('imports.history')}
                  columns={columns}
                  rows={data}
                  rowKey={({ id }) => id}
                />
                <Pager cursor={cursor} nextCursor={nextCursor} />
              </>
            )
          }
        </Loaded>
      </Section>
    </Page>
  );
}
