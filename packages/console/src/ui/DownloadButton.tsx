import type { Call, Endpoint } from '@hazumi/contracts';
import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useApi } from '../api/context.ts';
import { type ApiError, asApiError } from '../api/errors.ts';
import { ProblemNotice } from './Problem.tsx';

/** Fetches a file and hands it to the browser to keep; a refusal is shown here instead of on a page of its own. */
export function DownloadButton<E extends Endpoint>(props: {
  definition: E;
  call: Pick<Call<E>, 'params' | 'query'>;
  fileName: string;
  size?: string;
  variant?: string;
  children: ReactNode;
}) {
  const api = useApi();
  const [isRunning, setRunning] = useState(false);
  const [error, setError] = useState<ApiError>();
  const run = async () => {
    setRunning(true);
    setError(undefined);
    try {
      saveAs(await api.download(props.definition, props.call), props.fileName);
    } catch (failed) {
      setError(asApiError(failed));
    } finally {
      setRunning(false);
    }
  };
  return (
    <>
      <Button
        variant={props.variant ?? 'default'}
        size={props.size ?? 'sm'}
        loading={isRunning}
        leftSection={<IconDownload aria-hidden size={16} />}
        onClick={() => void run()}
      >
        {props.children}
      </Button>
      {error === undefined ? null : <ProblemNotice error={error} />}
    </>
  );
}

function saveAs(blob: Blob, fileName: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // The browser has begun to read it by the next task.
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
