import { endpoints } from '@hazumi/contracts';
import { Button, FileButton, NativeSelect } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { useWrite } from '../../api/write.ts';
import { useFormat } from '../../i18n/format.ts';
import { useText } from '../../i18n/intl.ts';
import { DocumentViewer } from '../../ui/DocumentViewer.tsx';
import { Section } from '../../ui/Page.tsx';
import { ProblemNotice } from '../../ui/Problem.tsx';
import { useTell } from '../../ui/Toasts.tsx';
import type { LicenceValue } from './Licence.tsx';

const kinds = ['businessLicence', 'identity', 'other'] as const;

/** The documents of a licence: they can be added and removed while it is a draft or refused. */
export function Documents({ licence }: { licence: LicenceValue }) {
  const t = useText();
  const tell = useTell();
  const format = useFormat();
  const [kind, setKind] = useState<(typeof kinds)[number]>('businessLicence');
  const stale = [endpoints.getLicence];
  const add = useWrite(endpoints.addLicenceDocument, { stale });
  const remove = useWrite(endpoints.removeLicenceDocument, { stale });
  const canChange = licence.actions.includes('addDocument');
  const upload = async (file: File | null) => {
    if (file === null) return;
    const body = new FormData();
    body.set('kind', kind);
    body.set('file', file);
    if ((await add.run({ params: { licenceId: licence.id }, body })) !== undefined) {
      tell(t('documents.uploaded', { name: file.name }));
    }
  };
  const error = add.error ?? remove.error;
  return (
    <Section title={t('documents.title')} about={t('documents.about')}>
      {licence.documents.length === 0 ? <p className="soft">{t('documents.none')}</p> : null}
      <ul className="stack tight" style={{ listStyle: 'none' }}>
        {licence.documents.map((document) => (
          <li key={document.id} className="row apart">
            <span>
              <span className="strong">{t(`documents.kind.${document.kind}`)}</span>{' '}
              <span className="soft">
                {document.fileName} · {format.bytes(document.byteSize)}
              </span>
            </span>
            <span className="row">
              <DocumentViewer
                definition={endpoints.getLicenceDocument}
                params={{ licenceId: licence.id, documentId: document.id }}
                document={document}
              />
              {canChange ? (
                <Button
                  variant="subtle"
                  color="shu"
                  size="compact-sm"
                  disabled={remove.isRunning}
                  aria-label={t('documents.removeNamed', { name: document.fileName })}
                  onClick={() =>
                    void remove.run({ params: { licenceId: licence.id, documentId: document.id } })
                  }
                >
                  {t('common.remove')}
                </Button>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
      {error === undefined ? null : <ProblemNotice error={error} announce />}
      {canChange ? (
        <div className="row end">
          <NativeSelect
            label={t('documents.kindLabel')}
            value={kind}
            onChange={(event) => setKind(event.currentTarget.value as typeof kind)}
            data={kinds.map((value) => ({ value, label: t(`documents.kind.${value}`) }))}
          />
          <FileButton
            onChange={(file) => void upload(file)}
            accept="application/pdf,image/jpeg,image/png,image/webp"
          >
            {(props) => (
              <Button
                {...props}
                variant="default"
                loading={add.isRunning}
                leftSection={<IconFileUpload aria-hidden size={16} />}
              >
                {t('documents.upload')}
              </Button>
            )}
          </FileButton>
        </div>
      ) : null}
    </Section>
  );
}
