import { agree, consentOf, decline } from '../http/consent.ts';
import { setFlash } from '../http/flash.ts';
import { readPost } from '../http/form.ts';
import { redirect, sendPage } from '../http/respond.ts';
import type { App, Shop } from '../http/shop.ts';
import { createView, type View } from '../http/view.ts';
import { PostForm } from '../ui/form.tsx';
import { Notice } from '../ui/parts.tsx';
import { Door } from './door.tsx';

/** `/privacy`: whether visits are noted, what that means, and the button that changes it. */
export function registerPrivacy(app: App, shop: Shop): void {
  app.get('/privacy', (c) => {
    const visitor = c.get('visitor');
    const view = createView(shop, visitor.locale, '/privacy');
    return sendPage(shop, visitor, <PrivacyPage view={view} isGiven={consentOf(visitor) === true} />);
  });
  app.post('/privacy', async (c) => {
    const visitor = c.get('visitor');
    const fields = await readPost(c, shop);
    if (fields.text('consent') === 'yes') await agree(visitor);
    else await decline(visitor);
    setFlash(visitor, 'saved');
    return redirect(visitor, '/privacy');
  });
}

function PrivacyPage({ view, isGiven }: { view: View; isGiven: boolean }) {
  const { t } = view;
  return (
    <Door view={view} title={t('privacy.title')}>
      <Notice kind={isGiven ? 'good' : 'info'}>{t(isGiven ? 'privacy.given' : 'privacy.declined')}</Notice>
      <p>{t('privacy.what')}</p>
      <PostForm action="/privacy">
        <button type="submit" class="button block" name="consent" value={isGiven ? 'no' : 'yes'}>
          {t(isGiven ? 'privacy.withdraw' : 'privacy.give')}
        </button>
      </PostForm>
    </Door>
  );
}
