import { endpoints } from '@hazumi/contracts';
import { useLocation, useParams } from '@tanstack/react-router';
import { useRead } from '../api/read.ts';
import { useFormat } from '../i18n/format.ts';

/** Where one is: the licence and the store that the address names. */
export function usePlace(): {
  licenceId: string | undefined;
  storeId: string | undefined;
  isAccount: boolean;
} {
  const { licenceId, storeId } = useParams({ strict: false }) as { licenceId?: string; storeId?: string };
  const { pathname } = useLocation();
  return { licenceId, storeId, isAccount: pathname.startsWith('/account') };
}

/** The licence in the address. */
export function useLicenceId(): string {
  const { licenceId } = usePlace();
  if (licenceId === undefined) throw new Error('this screen is of a licence');
  return licenceId;
}

/** The store in the address, and its licence. */
export function useStorePlace(): { licenceId: string; storeId: string } {
  const { licenceId, storeId } = usePlace();
  if (licenceId === undefined || storeId === undefined) throw new Error('this screen is of a store');
  return { licenceId, storeId };
}

/** One more part of the address, such as `productId`. */
export function useParam(name: string): string {
  const value = (useParams({ strict: false }) as Record<string, string | undefined>)[name];
  if (value === undefined) throw new Error(`the address of this screen has no ${name}`);
  return value;
}

/** Licences that one works for. The contract pages them; nobody works for more than a hundred. */
export const useMyLicences = () =>
  useRead(endpoints.listMyLicences, { query: { limit: 100 } }, { staleMs: 60_000 });

/** The stores of a licence that one works for: at most as many as a licence may hold. */
export function useStoresOf(licenceId: string | undefined) {
  return useRead(
    endpoints.listLicenceStores,
    { params: { licenceId: licenceId ?? '' }, query: { limit: 100 } },
    { enabled: licenceId !== undefined, staleMs: 30_000 },
  );
}

/** Names of the licence and store in the address, as far as they are known yet. */
export function usePlaceNames() {
  const format = useFormat();
  const { licenceId, storeId } = usePlace();
  const licence = useMyLicences().data?.value.data.find(({ id }) => id === licenceId);
  const store = useStoresOf(licenceId).data?.value.data.find(({ id }) => id === storeId);
  return {
    licence,
    store,
    licenceName: licence?.legalName,
    storeName: store === undefined ? undefined : nameOfStore(store, format.text),
  };
}

/** A store's name in the reader's language. */
export function nameOfStore(
  store: { texts: Partial<Record<string, { name: string }>>; slug: string },
  textIn: (texts: Record<string, string>) => string,
): string {
  const names = Object.entries(store.texts).flatMap(([locale, text]) =>
    text === undefined ? [] : [[locale, text.name] as const],
  );
  return textIn(Object.fromEntries(names)) || store.slug;
}
