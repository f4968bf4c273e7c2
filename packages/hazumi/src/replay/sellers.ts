/** The sellers of the record, as they come to the market: an account, a licence that is checked, a store. */
import { createHash } from 'node:crypto';
import { endpoints } from '@hazumi/contracts';
import { type Api, type Caller, isRefusal } from './api.ts';
import type { Journal } from './journal.ts';
import { recordCurrency } from './record.read.ts';
import type { RecordSeller } from './record.ts';
import { passwordOf } from './secrets.ts';

/** The country whose marketplace the record is from. */
export const recordCountry = 'BR';

/** An id of the record as 32 hexadecimal digits, which most of them are: it fits where the market's rules are narrower. */
const hexOf = (id: string): string =>
  /^[0-9a-f]{32}$/.test(id) ? id : createHash('sha256').update(id).digest('hex').slice(0, 32);

export const storeSlug = (sellerId: string): string => `seller-${hexOf(sellerId)}`;
const registrationNumber = (sellerId: string): string => hexOf(sellerId).toUpperCase();
const emailOf = (sellerId: string): string => `seller-${hexOf(sellerId)}@sellers.example`;

export interface OpenSeller {
  licenceId: string;
  storeId: string;
}

export interface Sellers {
  /** Registers the seller and submits its licence, as far as that has not been done. */
  apply(seller: RecordSeller): Promise<void>;
  /** Opens the store, once the licence is verified. */
  open(seller: RecordSeller, categoryId: string): Promise<void>;
  /** @throws Error for one who has no store */
  of(sellerId: string): OpenSeller;
  /** Calls the API as this seller; signs in again where the session has run out. */
  as<T>(sellerId: string, work: (caller: Caller) => Promise<T>): Promise<T>;
  /** whether somebody who came in this run may have left something here in a run that was killed */
  isKnown(sellerId: string): boolean;
}

export function openSellers(parts: { api: Api; journal: Journal; secret: string }): Sellers {
  const { api, journal, secret } = parts;
  const stores = new Map<string, OpenSeller>();
  const licences = new Map<string, string>();
  const sessions = new Map<string, string>();
  const newcomers = new Set<string>();
  for (const entry of journal.earlier) {
    if (entry.kind === 'session') sessions.set(entry.sellerId, entry.token);
    if (entry.kind === 'seller') stores.set(entry.sellerId, entry);
  }
  const known = (sellerId: string): boolean => !newcomers.has(sellerId);

  return {
    async apply(seller) {
      if (stores.has(seller.id)) return;
      if (!sessions.has(seller.id)) keep(seller.id, await enter(seller));
      await as(seller.id, async (caller) => {
        const licenceId =
          (known(seller.id) ? await findLicence(caller) : undefined) ?? (await register(caller, seller));
        licences.set(seller.id, licenceId);
        await submit(caller, seller, licenceId);
      });
    },

    async open(seller, categoryId) {
      if (stores.has(seller.id)) return;
      const licenceId = licences.get(seller.id);
      if (licenceId === undefined) throw new Error(`seller ${seller.id} has no licence`);
      const storeId = await as(seller.id, async (caller) => {
        const { value: licence } = await api(endpoints.getLicence, { params: { licenceId } }, caller);
        if (licence.state !== 'verified')
          throw new Error(`the licence of seller ${seller.id} is ${licence.state}`);
        return (
          (known(seller.id) ? await findStore(caller, licenceId) : undefined) ??
          open(caller, seller, licenceId)
        );
      });
      stores.set(seller.id, { licenceId, storeId });
      journal.write({ kind: 'seller', sellerId: seller.id, licenceId, storeId });

      async function open(caller: Caller, { id, city }: RecordSeller, licenceId: string): Promise<string> {
        const name = `${titleCase(city) || 'Loja'} ${hexOf(id).slice(0, 6)}`.slice(-60);
        const { value } = await api(
          endpoints.openStore,
          {
            params: { licenceId },
            idempotencyKey: `replay-${id}-store`,
            body: { texts: { en: { name } }, slug: storeSlug(id), currency: recordCurrency, categoryId },
          },
          caller,
        );
        return value.id;
      }
    },

    of(sellerId) {
      const store = stores.get(sellerId);
      if (store === undefined) throw new Error(`seller ${sellerId} has no store`);
      return store;
    },
    as,
    isKnown: known,
  };

  function keep(sellerId: string, token: string): void {
    sessions.set(sellerId, token);
    journal.write({ kind: 'session', sellerId, token });
  }

  async function as<T>(sellerId: string, work: (caller: Caller) => Promise<T>): Promise<T> {
    try {
      return await work({ token: sessions.get(sellerId) ?? '' });
    } catch (error) {
      if (!isRefusal(error, 'unauthenticated')) throw error;
      keep(sellerId, await signIn(sellerId));
      return work({ token: sessions.get(sellerId) ?? '' });
    }
  }

  /** Signs up; whoever has an account already, of a run that was killed, signs in. */
  async function enter({ id }: RecordSeller): Promise<string> {
    const body = {
      email: emailOf(id),
      password: passwordOf(secret, id),
      name: `Seller ${hexOf(id).slice(0, 8)}`,
    };
    try {
      const { value } = await api(endpoints.signUp, { body: { ...body, locale: 'en' } });
      newcomers.add(id);
      return value.token;
    } catch (error) {
      if (isRefusal(error, 'email_taken')) return signIn(id);
      throw error;
    }
  }

  async function signIn(sellerId: string): Promise<string> {
    const { value } = await api(endpoints.signIn, {
      body: { email: emailOf(sellerId), password: passwordOf(secret, sellerId) },
    });
    if (value.secondFactorRequired) throw new Error(`seller ${sellerId} has a second factor`);
    return value.token;
  }

  async function findLicence(caller: Caller): Promise<string | undefined> {
    const { value } = await api(endpoints.listMyLicences, {}, caller);
    return value.data[0]?.id;
  }

  async function findStore(caller: Caller, licenceId: string): Promise<string | undefined> {
    const { value } = await api(endpoints.listLicenceStores, { params: { licenceId } }, caller);
    return value.data[0]?.id;
  }

  async function register(caller: Caller, { id, city, region, postalCode }: RecordSeller): Promise<string> {
    const { value } = await api(
      endpoints.registerLicence,
      {
        idempotencyKey: `replay-${id}-licence`,
        body: {
          legalName: `Seller ${hexOf(id)}`,
          country: recordCountry,
          registrationNumber: registrationNumber(id),
          contactEmail: emailOf(id),
          address: { region, city: city || 'Not recorded', street: 'Not recorded', postalCode },
        },
      },
      caller,
    );
    return value.id;
  }

  /** Adds the document and submits, whichever of the two is still to be done. */
  async function submit(caller: Caller, seller: RecordSeller, licenceId: string): Promise<void> {
    const params = { licenceId };
    if (known(seller.id)) {
      const { value: licence } = await api(endpoints.getLicence, { params }, caller);
      if (licence.state !== 'draft') return;
      if (licence.documents.length === 0) await upload();
    } else await upload();
    try {
      await api(endpoints.submitLicence, { params }, caller);
    } catch (error) {
      // Sent twice over a broken connection: it is being checked already.
      if (!isRefusal(error, 'state_conflict')) throw error;
    }

    async function upload(): Promise<void> {
      const form = new FormData();
      form.set('kind', 'businessLicence');
      form.set('file', new File([documentOf(seller)], 'licence.pdf', { type: 'application/pdf' }));
      await api(endpoints.addLicenceDocument, { params, body: form }, caller);
    }
  }
}

/** A PDF of one page that names the seller. */
const documentOf = ({ id, city, region }: RecordSeller): string =>
  pdfOf(`Business licence ${registrationNumber(id)}, ${city}, ${region}`);

/** A PDF of one page with one line of text. What it cannot write is a question mark. */
export function pdfOf(line: string): string {
  const text = line.replaceAll(/[^ -'*-[\]-~]/g, '?');
  const content = `BT /F1 12 Tf 40 780 Td (${text}) Tj ET`;
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
    `<</Length ${content.length}>>stream\n${content}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ];
  let body = '%PDF-1.4\n';
  const offsets = objects.map((object, at) => {
    const offset = body.length;
    body += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const size = objects.length + 1;
  return `${body}xref\n0 ${size}\n0000000000 65535 f \n${offsets.join('')}trailer<</Size ${size}/Root 1 0 R>>\nstartxref\n${body.length}\n%%EOF\n`;
}

const titleCase = (text: string): string =>
  text.replaceAll(/(^|\s)\p{L}/gu, (letter) => letter.toUpperCase());
