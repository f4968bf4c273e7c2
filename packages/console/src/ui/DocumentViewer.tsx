import type { endpoints } from '@hazumi/contracts';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useApi } from '../api/context.ts';
import { asApiError } from '../api/errors.ts';
import { useText } from '../i18n/intl.ts';
import { Dialog } from './Dialog.tsx';
import styles from './DocumentViewer.module.css';
import { ProblemNotice } from './Problem.tsx';
import { Skeleton } from './States.tsx';

type Definition = typeof endpoints.getLicenceDocument | typeof endpoints.operatorGetLicenceDocument;
interface Document {
  id: string;
  fileName: string;
  mediaType: string;
  sha256: string;
}

/** Shows a document of a licence in place: a picture as such, a PDF in the browser's own viewer. */
export function DocumentViewer(props: {
  definition: Definition;
  params: { licenceId: string; documentId: string };
  document: Document;
}) {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  const { fileName } = props.document;
  return (
    <>
      <Button
        variant="subtle"
        size="compact-sm"
        aria-label={t('documents.viewNamed', { name: fileName })}
        onClick={() => setOpen(true)}
      >
        {t('documents.view')}
      </Button>
      <Dialog isOpen={isOpen} close={() => setOpen(false)} title={fileName} wide>
        <Content {...props} />
      </Dialog>
    </>
  );
}

function Content({ definition, params, document }: Parameters<typeof DocumentViewer>[0]) {
  const t = useText();
  const api = useApi();
  const read = useQuery({
    queryKey: ['document', params.documentId],
    queryFn: () => api.download(definition, { params }),
    // A document never changes, but its bytes need not be kept once nobody looks at them.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
  const url = useBlobUrl(read.data, document.mediaType);
  if (read.error !== null) {
    return <ProblemNotice error={asApiError(read.error)} retry={() => void read.refetch()} />;
  }
  if (url === undefined) return <Skeleton lines={5} />;
  return (
    <>
      {document.mediaType.startsWith('image/') ? (
        <img src={url} alt={document.fileName} className={styles.picture} />
      ) : (
        <iframe src={url} title={document.fileName} className={styles.frame} />
      )}
      <div className="row apart small">
        <a href={url} download={document.fileName}>
          {t('common.download')}
        </a>
        <span className="soft">
          SHA-256 <code>{document.sha256.slice(0, 16)}…</code>
        </span>
      </div>
    </>
  );
}

/** An address for bytes, in the type that the document was found to have when it was uploaded. */
function useBlobUrl(blob: Blob | undefined, type: string): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (blob === undefined) return undefined;
    const made = URL.createObjectURL(new Blob([blob], { type }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [blob, type]);
  return url;
}
