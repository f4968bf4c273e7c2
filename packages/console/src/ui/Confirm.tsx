import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ApiError } from '../api/errors.ts';
import { useText } from '../i18n/intl.ts';
import { Dialog } from './Dialog.tsx';
import { ProblemNotice } from './Problem.tsx';

/** Asks before something that cannot simply be undone, says what follows from it, and shows how it failed. */
export function Confirm(props: {
  isOpen: boolean;
  close: () => void;
  title: string;
  label: string;
  run: () => void;
  isRunning: boolean;
  error: ApiError | undefined;
  danger?: boolean;
  children: ReactNode;
}) {
  const t = useText();
  return (
    <Dialog isOpen={props.isOpen} close={props.close} title={props.title}>
      <div>{props.children}</div>
      {props.error === undefined ? null : <ProblemNotice error={props.error} announce />}
      <div className="row">
        <Button {...(props.danger ? { color: 'shu' } : {})} loading={props.isRunning} onClick={props.run}>
          {props.label}
        </Button>
        <Button variant="default" onClick={props.close}>
          {t('common.cancel')}
        </Button>
      </div>
    </Dialog>
  );
}
