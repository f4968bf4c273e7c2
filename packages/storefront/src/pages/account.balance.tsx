import { type balance, endpoints, type payment } from '@hazumi/contracts';
import { type Fields, readPost } from '../http/form.ts';
import { answerOf, badForm, PageProblem } from '../http/problem.ts';
import { redirect, sendPage } from '../http/respond.ts';
import type { App, Shop } from '../http/shop.ts';
import { isNonce, newNonce } from '../http/tokens.ts';
import { createView, type View } from '../http/view.ts';
import type { Visitor } from '../http/visitor.ts';
import { parseMoney } from '../i18n/format.ts';
import { type Faults, Field, PostForm, Select, type Values } from '../ui/form.tsx';
import { ArrowIcon } from '../ui/icons.tsx';
import { Time } from '../ui/parts.tsx';
import { AccountRoom } from './account.tsx';
import { mayRedirect } from './payment.start.ts';

type TopUp = (typeof payment)['_output'];
const path = '/account/balance';
const methods = ['card', 'slip', 'voucher'] as const;

/** What the page shows beside the form. */
interface BalanceData {
  balances: (typeof balance)['_output']['balances'];
  topUps: readonly TopUp[];
  currency: string;
}

/** `/account/balance`: what there is to spend, and how to add to it. */
export function registerBalance(app: App, shop: Shop): void {
  app.get(path, async (c) => show(shop, c.get('visitor'), {}, {}));

  app.post(`${path}/top-ups`, async (c) => {
    const visitor = c.get('visitor');
    const fields = await readPost(c, shop);
    const view = createView(shop, visitor.locale, path);
    const key = fields.text('key');
    const currency = fields.text('currency');
    const method = methods.find((one) => one === fields.text('method'));
    if (!isNonce(key) || method === undefined || !/^[A-Z]{3}$/.test(currency)) throw badForm();
    const amountMinor = parseMoney(fields.text('amount'), currency);
    if (amountMinor === undefined || amountMinor === 0) {
      return show(shop, visitor, valuesOf(fields), { amount: view.t('form.amountFault') });
    }
    const begun = await visitor.api(endpoints.topUpBalance, {
      body: { amountMinor, currency, method, returnUrl: `${shop.options.publicUrl}${path}/return` },
      idempotencyKey: `topup-${key}`,
    });
    if (!begun.ok) {
      const { code, title } = begun.problem;
      if (code === 'invalid_request') {
        return show(shop, visitor, valuesOf(fields), { amount: view.t('account.balance.tooMuch') });
      }
      if (!['payment_declined', 'provider_unavailable', 'rate_limited'].includes(code)) {
        throw new PageProblem(begun.status, begun.problem);
      }
      return show(shop, visitor, valuesOf(fields), {}, title);
    }
    const { redirectUrl, state } = begun.value;
    const goesOn = state === 'pending' && redirectUrl !== null && mayRedirect(shop, redirectUrl);
    return redirect(visitor, goesOn ? redirectUrl : path);
  });

  // The provider does not say which top-up it comes back from, so all that wait are asked about.
  app.get(`${path}/return`, async (c) => {
    const visitor = c.get('visitor');
    const { data } = answerOf(await visitor.api(endpoints.listTopUps, { query: { limit: 10 } }));
    const waiting = data.filter((topUp) => topUp.state === 'pending' || topUp.state === 'created');
    await Promise.all(
      waiting.map((topUp) => visitor.api(endpoints.finalizeTopUp, { params: { paymentId: topUp.id } })),
    );
    return redirect(visitor, path);
  });
}

const valuesOf = (fields: Fields): Values => ({
  amount: fields.text('amount'),
  method: fields.text('method'),
});

async function show(
  shop: Shop,
  visitor: Visitor,
  values: Values,
  faults: Faults,
  message?: string,
): Promise<Response> {
  const [balances, topUps, market] = await Promise.all([
    visitor.api(endpoints.getBalance),
    visitor.api(endpoints.listTopUps, { query: { limit: 20 } }),
    visitor.api(endpoints.getMarket),
  ]);
  const data: BalanceData = {
    balances: answerOf(balances).balances,
    topUps: answerOf(topUps).data,
    currency: answerOf(market).currency,
  };
  const view = createView(shop, visitor.locale, path);
  const status = message === undefined && Object.keys(faults).length === 0 ? 200 : 422;
  return sendPage(
    shop,
    visitor,
    <BalancePage view={view} data={data} values={values} faults={faults} message={message} />,
    status,
  );
}

function BalancePage(props: {
  view: View;
  data: BalanceData;
  values: Values;
  faults: Faults;
  message: string | undefined;
}) {
  const { view, data, values, faults } = props;
  const { t } = view;
  const { currency } = data;
  const shown = data.balances.length === 0 ? [{ currency, amountMinor: 0 }] : data.balances;
  return (
    <AccountRoom view={view} room="balance" faults={faults} message={props.message}>
      <section class="panel" aria-labelledby="now">
        <h2 id="now">{t('account.balance.now')}</h2>
        {shown.map((one) => (
          <p class="big-amount">{view.money(one.amountMinor, one.currency)}</p>
        ))}
      </section>
      <section class="panel" aria-labelledby="top-up">
        <h2 id="top-up">{t('account.balance.topUp')}</h2>
        <PostForm action={`${path}/top-ups`} idempotencyKey={newNonce()}>
          <input type="hidden" name="currency" value={currency} />
          <Field
            name="amount"
            label={t('account.balance.amount', { currency })}
            value={values.amount}
            fault={faults.amount}
            inputmode="decimal"
            maxlength={16}
            short
            required
          />
          <Select
            name="method"
            label={t('pay.method')}
            options={methods.map((method) => [method, t(`pay.methods.${method}`)] as const)}
            value={values.method ?? 'card'}
          />
          <button type="submit" class="button strong">
            {t('account.balance.topUpNow')}
          </button>
        </PostForm>
      </section>
      {data.topUps.length === 0 ? null : (
        <section aria-labelledby="top-ups">
          <h2 id="top-ups">{t('account.balance.topUps')}</h2>
          <ul class="rows">
            {data.topUps.map((topUp) => (
              <li>
                <Time view={view} at={topUp.createdAt} />
                <span>{t(`pay.methods.${topUp.method}`)}</span>
                <span class="amount">
                  {view.money(topUp.capturedMinor ?? topUp.amountMinor, topUp.currency)}
                </span>
                <span class={`tag tag-${topUp.state}`}>{t(`payment.state.${topUp.state}`)}</span>
                {topUp.state === 'pending' && topUp.redirectUrl !== null ? (
                  <a class="button small-button" href={topUp.redirectUrl}>
                    {t('payment.continue')}
                    <ArrowIcon />
                  </a>
                ) : null}
              </li>
            ))}
          </ul>
        </section>
      )}
    </AccountRoom>
  );
}
