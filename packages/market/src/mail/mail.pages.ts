import { fromPublicId, toPublicId } from '@hazumi/contracts';
import { html, raw } from 'hono/html';
import type { Db } from '../kernel/database.ts';
import type { Market } from '../market.ts';

/**
 * `/dev/mail`: what the market wrote, for development only. A list of the newest hundred, and a page each; links in a mail can be
 * followed from there.
 */
export function registerMailPages(market: Market): void {
  if (!market.settings.development) return;
  market.app.get('/dev/mail', async (c) => {
    const mails = await newest(market.db);
    const rows = mails.map(
      (mail) => html`<tr>
        <td><time datetime="${mail.created_at.toISOString()}">${shortTime(mail.created_at)}</time></td>
        <td>${mail.recipient}</td>
        <td><a href="/dev/mail/${toPublicId('mail', mail.id)}">${mail.subject}</a></td>
        <td>${mail.template}</td>
        <td>${mail.state}${mail.last_error === null ? '' : `: ${mail.last_error}`}</td>
      </tr>`,
    );
    const table = html`<table>
      <thead><tr><th scope="col">Time</th><th scope="col">To</th><th scope="col">Subject</th><th scope="col">Kind</th><th scope="col">State</th></tr></thead>
      <tbody>${rows}</tbody>
    </table>`;
    return c.html(layout('Mail', mails.length === 0 ? html`<p>No mail yet.</p>` : table), 200, noStore);
  });
  market.app.get('/dev/mail/:mailId', async (c) => {
    const id = fromPublicId('mail', c.req.param('mailId'));
    const mail =
      id === undefined
        ? undefined
        : await market.db.selectFrom('mail').selectAll().where('id', '=', id).executeTakeFirst();
    if (mail === undefined)
      return c.html(layout('No such mail', html`<p><a href="/dev/mail">All mail</a></p>`), 404, noStore);
    const body = html`<p><a href="/dev/mail">All mail</a></p>
      <dl>
        <dt>To</dt><dd>${mail.recipient}</dd>
        <dt>Time</dt><dd>${mail.created_at.toISOString()}</dd>
        <dt>State</dt><dd>${mail.state}, ${mail.attempts} attempts</dd>
      </dl>
      <pre lang="${mail.locale}">${linked(mail.body)}</pre>`;
    return c.html(layout(mail.subject, body), 200, noStore);
  });
}

const noStore = { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' };

function newest(db: Db) {
  return db
    .selectFrom('mail')
    .select(['id', 'recipient', 'subject', 'template', 'state', 'last_error', 'created_at'])
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(100)
    .execute();
}

const shortTime = (at: Date): string => at.toISOString().slice(0, 19).replace('T', ' ');

/** The text with its addresses as links; everything is escaped by `html`. */
const linked = (text: string) =>
  text
    .split(/(https?:\/\/\S+)/)
    .map((part, at) => (at % 2 === 1 ? html`<a href="${part}">${part}</a>` : html`${part}`));

const style = raw(`
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
  body { max-width: 72rem; margin: 2rem auto; padding: 0 1rem; }
  table { border-collapse: collapse; width: 100%; }
  th, td { text-align: start; padding: .4rem .8rem .4rem 0; border-block-end: 1px solid; vertical-align: top; }
  dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; }
  dd { margin: 0; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; border: 1px solid; padding: 1rem; }
`);

const layout = (title: string, content: ReturnType<typeof html>) => html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8"><meta name="viewport" content="width=device-width">
    <title>${title}</title><style>${style}</style>
  </head>
  <body><main><h1>${title}</h1>${content}</main></body>
</html>`;
