import { CloseButton } from '@mantine/core';
import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from 'react';
import { useText } from '../i18n/intl.ts';
import styles from './Toasts.module.css';

type Toast = { id: number; text: ReactNode; action: ReactNode };
export type Tell = (text: ReactNode, action?: ReactNode) => void;

const ToastContext = createContext<Tell>(() => undefined);
/** Tells that something was done. Failures are told where they happened, never here: a toast goes away. */
export const useTell = (): Tell => useContext(ToastContext);

const shownMs = 6000;

export function Toasts({ children }: { children: ReactNode }) {
  const t = useText();
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const next = useRef(1);
  const drop = useCallback((id: number) => setToasts((all) => all.filter((toast) => toast.id !== id)), []);
  const tell = useCallback<Tell>(
    (text, action) => {
      const id = next.current++;
      setToasts((all) => [...all.slice(-2), { id, text, action }]);
      // One with something to do stays until it is closed or done.
      if (action === undefined) setTimeout(() => drop(id), shownMs);
    },
    [drop],
  );
  const content = useMemo(() => children, [children]);
  return (
    <ToastContext.Provider value={tell}>
      {content}
      <div className={styles.toasts} role="status" aria-live="polite">
        {toasts.map((toast) => (
          <div key={toast.id} className={styles.toast}>
            <span className={styles.text}>{toast.text}</span>
            {toast.action}
            <CloseButton
              size="sm"
              aria-label={t('common.close')}
              onClick={() => drop(toast.id)}
              className={styles.close}
            />
          </div>
        ))}
      </div>
    </ToastContext.Provider>
  );
}
