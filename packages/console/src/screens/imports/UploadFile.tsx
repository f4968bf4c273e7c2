import { endpoints } from '@hazumi/contracts';
import { Button, FileButton, NativeSelect } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { useState } from 'react';
import type { ValueOf } from '../../api/read.ts';
import { useWrite } from '../../api/write.ts';
import { useFormat } from '../../i18n/format.ts';
import { useText } from '../../i18n/intl.ts';
import { Notice } from '../../ui/Notice.tsx';
import { ProblemNotice } from '../../ui/Problem.tsx';
import { columnLabel, importColumns } from './columns.ts';

type Made = ValueOf<typeof endpoints.createImport>;
const encodings = ['utf-8', 'gb18030', 'shift_jis'] as const;

/**
 * Reads a file in. Headings that stand for nothing are asked about: with an answer the file is read again, without one it is taken as
 * it is.
 */
export function UploadFile({ storeId, done }: { storeId: string; done: (importId: string) => void }) {
  const t = useText();
  const [encoding, setEncoding] = useState('');
  const [file, setFile] = useState<File>();
  const [asking, setAsking] = useState<Made>();
  const create = useWrite(endpoints.createImport, { stale: [endpoints.listImports] });
  const discard = useWrite(endpoints.discardImport, { stale: [endpoints.listImports] });
  const send = async (given: File, mapping: Record<string, string>) => {
    const body = new FormData();
    body.set('file', given);
    if (encoding !== '') body.set('encoding', encoding);
    if (Object.keys(mapping).length > 0) body.set('mapping', JSON.stringify(mapping));
    const made = await create.run({ params: { storeId }, body });
    if (made === undefined) return;
    const { value } = made;
    const isUnclear = value.ignoredColumns.length > 0 && Object.keys(mapping).length === 0;
    if (isUnclear) setAsking(value);
    else done(value.id);
  };
  const readAgain = async (mapping: Record<string, string>) => {
    if (asking === undefined || file === undefined) return;
    // The first reading is not what was meant; it is given up so that nobody applies it by mistake.
    await discard.run({ params: { storeId, importId: asking.id } });
    await send(file, mapping);
  };
  return (
    <div className="stack">
      {create.error === undefined ? null : <ProblemNotice error={create.error} announce />}
      {asking === undefined ? (
        <div className="row end">
          <NativeSelect
            label={t('imports.encoding')}
            value={encoding}
            onChange={(event) => setEncoding(event.currentTarget.value)}
            data={[
              { value: '', label: t('imports.encodingFound') },
              ...encodings.map((value) => ({ value, label: value.toUpperCase() })),
            ]}
          />
          <FileButton
            accept=".csv,text/csv"
            onChange={(chosen) => {
              if (chosen === null) return;
              setFile(chosen);
              void send(chosen, {});
            }}
          >
            {(props) => (
              <Button
                {...props}
                loading={create.isRunning}
                leftSection={<IconFileUpload aria-hidden size={18} />}
              >
                {t('imports.choose')}
              </Button>
            )}
          </FileButton>
        </div>
      ) : (
        <Headings
          ignored={asking.ignoredColumns}
          isRunning={create.isRunning || discard.isRunning}
          readAgain={(mapping) => void readAgain(mapping)}
          goOn={() => done(asking.id)}
        />
      )}
    </div>
  );
}

function Headings(props: {
  ignored: readonly string[];
  isRunning: boolean;
  readAgain: (mapping: Record<string, string>) => void;
  goOn: () => void;
}) {
  const t = useText();
  const format = useFormat();
  const [mapping, setMapping] = useState<Record<string, string>>({});
  const chosen = Object.fromEntries(Object.entries(mapping).filter(([, column]) => column !== ''));
  const options = importColumns.map((value) => ({ value, label: columnLabel(t, value, format.language) }));
  return (
    <>
      <Notice tone="warn" live title={t('imports.unknown', { count: props.ignored.length })}>
        {t('imports.unknownText')}
      </Notice>
      <div className="columns">
        {props.ignored.map((heading) => (
          <NativeSelect
            key={heading}
            label={heading}
            value={mapping[heading] ?? ''}
            onChange={(event) => setMapping({ ...mapping, [heading]: event.currentTarget.value })}
            data={[{ value: '', label: t('imports.leaveOut') }, ...options]}
          />
        ))}
      </div>
      <div className="row">
        <Button
          disabled={Object.keys(chosen).length === 0}
          loading={props.isRunning}
          onClick={() => props.readAgain(chosen)}
        >
          {t('imports.readAgain')}
        </Button>
        <Button variant="default" onClick={props.goOn}>
          {t('imports.goOn')}
        </Button>
      </div>
    </>
  );
}
