import { shared } from '../http/shared.ts';
import type { App, Shop } from '../http/shop.ts';
import type { View } from '../http/view.ts';
import { Page } from '../ui/layout.tsx';

const topics = ['market', 'stores', 'prices', 'orders', 'privacy'] as const;

/** `/about`: what this market is and does, no more than is true of it today. */
export function registerAbout(app: App, shop: Shop): void {
  shared<Record<string, never>>(app, shop, {
    path: '/about',
    query: [],
    load: async () => ({}),
    tags: () => [],
    render: (view) => <AboutPage view={view} />,
  });
}

function AboutPage({ view }: { view: View }) {
  const { t } = view;
  return (
    <Page view={view} title={t('about.title')} description={t('home.description')}>
      <div class="about">
        <h1>{t('about.title')}</h1>
        {topics.map((topic) => (
          <section>
            <h2>{t(`about.${topic}.title`)}</h2>
            <p>{t(`about.${topic}.text`)}</p>
          </section>
        ))}
      </div>
    </Page>
  );
}
