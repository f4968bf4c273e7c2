import { type bookAddress, endpoints, fromPublicId } from '@hazumi/contracts';
import { setFlash } from '../http/flash.ts';
import { type Fields, readPost } from '../http/form.ts';
import { answerOf, notFoundPage, PageProblem } from '../http/problem.ts';
import { redirect, sendPage } from '../http/respond.ts';
import type { App, Shop } from '../http/shop.ts';
import { createView, type View } from '../http/view.ts';
import type { Visitor } from '../http/visitor.ts';
import { AddressFields, AddressLines, addressValues, readAddress } from '../ui/address.tsx';
import { type Faults, PostForm, type Values } from '../ui/form.tsx';
import { Empty } from '../ui/parts.tsx';
import { AccountRoom } from './account.tsx';

type Entry = (typeof bookAddress)['_output'];
const path = '/account/addresses';

/** `/account/addresses`: the book, a page for a new entry and one for each. */
export function registerAddresses(app: App, shop: Shop): void {
  app.get(path, async (c) => {
    const visitor = c.get('visitor');
    const { data } = answerOf(await visitor.api(endpoints.listAddresses));
    const view = createView(shop, visitor.locale, path);
    return sendPage(shop, visitor, <BookPage view={view} entries={data} />);
  });

  app.get(`${path}/new`, async (c) => {
    const visitor = c.get('visitor');
    answerOf(await visitor.api(endpoints.getMe));
    return showForm(shop, visitor, undefined, {}, {});
  });

  app.post(`${path}/new`, async (c) => {
    const visitor = c.get('visitor');
    const fields = await readPost(c, shop);
    const view = createView(shop, visitor.locale, path);
    const { address, faults } = readAddress(view, fields);
    if (Object.keys(faults).length > 0) return showForm(shop, visitor, undefined, valuesOf(fields), faults);
    const added = await visitor.api(endpoints.addAddress, {
      body: { address, isDefault: fields.has('isDefault') },
    });
    if (added.ok) return done(visitor, 'addressSaved');
    return refuse(shop, visitor, undefined, fields, added);
  });

  app.get(`${path}/:addressId`, async (c) => {
    const visitor = c.get('visitor');
    const entry = await find(visitor, c.req.param('addressId'));
    const values = { ...addressValues(entry.address), ...(entry.isDefault ? { isDefault: '1' } : {}) };
    return showForm(shop, visitor, entry, values, {});
  });

  app.post(`${path}/:addressId`, async (c) => {
    const visitor = c.get('visitor');
    const fields = await readPost(c, shop);
    const entry = await find(visitor, c.req.param('addressId'));
    const view = createView(shop, visitor.locale, path);
    const { address, faults } = readAddress(view, fields);
    if (Object.keys(faults).length > 0) return showForm(shop, visitor, entry, valuesOf(fields), faults);
    const changed = await visitor.api(endpoints.changeAddress, {
      params: { addressId: entry.id },
      ifMatch: fields.integer('version', 1, Number.MAX_SAFE_INTEGER) ?? entry.version,
      // The default stays one until another takes its place.
      body: { address, isDefault: entry.isDefault || fields.has('isDefault') },
    });
    if (changed.ok) return done(visitor, 'addressSaved');
    return refuse(shop, visitor, entry, fields, changed);
  });

  app.post(`${path}/:addressId/remove`, async (c) => {
    const visitor = c.get('visitor');
    await readPost(c, shop);
    const removed = await visitor.api(endpoints.removeAddress, {
      params: { addressId: c.req.param('addressId') },
    });
    if (!removed.ok && removed.status !== 404) throw new PageProblem(removed.status, removed.problem);
    return done(visitor, 'addressRemoved');
  });
}

function done(visitor: Visitor, flash: 'addressSaved' | 'addressRemoved'): Response {
  setFlash(visitor, flash);
  return redirect(visitor, path);
}

async function find(visitor: Visitor, addressId: string): Promise<Entry> {
  if (fromPublicId('address', addressId) === undefined) throw notFoundPage();
  const { data } = answerOf(await visitor.api(endpoints.listAddresses));
  const entry = data.find((one) => one.id === addressId);
  if (entry === undefined) throw notFoundPage();
  return entry;
}

const names = ['recipient', 'phone', 'country', 'region', 'city', 'street', 'postalCode', 'isDefault'];
const valuesOf = (fields: Fields): Values =>
  Object.fromEntries(names.map((name) => [name, fields.text(name)]));

function refuse(
  shop: Shop,
  visitor: Visitor,
  entry: Entry | undefined,
  fields: Fields,
  refused: { status: number; problem: PageProblem['problem'] },
): Promise<Response> {
  const { code, title } = refused.problem;
  const view = createView(shop, visitor.locale, path);
  const message = code === 'invalid_request' ? view.t('checkout.refused') : title;
  if (!['too_many', 'version_conflict', 'invalid_request'].includes(code)) {
    throw new PageProblem(refused.status, refused.problem);
  }
  return showForm(shop, visitor, entry, valuesOf(fields), {}, message);
}

function showForm(
  shop: Shop,
  visitor: Visitor,
  entry: Entry | undefined,
  values: Values,
  faults: Faults,
  message?: string,
): Promise<Response> {
  const view = createView(shop, visitor.locale, entry === undefined ? `${path}/new` : `${path}/${entry.id}`);
  const status = message === undefined && Object.keys(faults).length === 0 ? 200 : 422;
  return sendPage(
    shop,
    visitor,
    <EntryPage view={view} entry={entry} values={values} faults={faults} message={message} />,
    status,
  );
}

function BookPage({ view, entries }: { view: View; entries: readonly Entry[] }) {
  const { t } = view;
  const add = { href: `${path}/new`, name: t('account.addresses.add') };
  return (
    <AccountRoom view={view} room="addresses">
      {entries.length === 0 ? (
        <Empty
          title={t('account.addresses.emptyTitle')}
          text={t('account.addresses.emptyText')}
          action={add}
        />
      ) : (
        <>
          <ul class="cards">
            {entries.map((entry) => (
              <li class="panel">
                {entry.isDefault ? <span class="tag">{t('account.addresses.default')}</span> : null}
                <AddressLines view={view} address={entry.address} />
                <div class="buttons">
                  <a class="button quiet small-button" href={`${path}/${entry.id}`}>
                    {t('account.addresses.edit')}
                    <span class="hidden"> {entry.address.recipient}</span>
                  </a>
                  <PostForm action={`${path}/${entry.id}/remove`}>
                    <button type="submit" class="link">
                      {t('cart.remove')}
                      <span class="hidden"> {entry.address.recipient}</span>
                    </button>
                  </PostForm>
                </div>
              </li>
            ))}
          </ul>
          <a class="button" href={add.href}>
            {add.name}
          </a>
        </>
      )}
    </AccountRoom>
  );
}

function EntryPage(props: {
  view: View;
  entry: Entry | undefined;
  values: Values;
  faults: Faults;
  message: string | undefined;
}) {
  const { view, entry, values, faults } = props;
  const { t } = view;
  return (
    <AccountRoom
      view={view}
      room="addresses"
      title={entry === undefined ? t('account.addresses.add') : t('account.addresses.edit')}
      faults={faults}
      message={props.message}
    >
      <PostForm action={view.here} class="panel">
        {entry === undefined ? null : <input type="hidden" name="version" value={String(entry.version)} />}
        <AddressFields view={view} values={values} faults={faults} />
        {entry?.isDefault === true ? (
          <p class="small">{t('account.addresses.isDefault')}</p>
        ) : (
          <label class="check">
            <input type="checkbox" name="isDefault" value="1" checked={values.isDefault === '1'} />
            {t('account.addresses.makeDefault')}
          </label>
        )}
        <button type="submit" class="button strong">
          {t('form.save')}
        </button>
      </PostForm>
    </AccountRoom>
  );
}
