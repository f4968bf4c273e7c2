import { type Translate, useText } from '../../i18n/intl.ts';
import { Badge, type BadgeTone } from '../../ui/Badge.tsx';
import { Section } from '../../ui/Page.tsx';
import { Timeline } from '../../ui/Timeline.tsx';
import type { OrderValue } from './order-draft.ts';

type Source = NonNullable<OrderValue['source']>;

const tones = { private: 'good', public: 'accent', external: 'accent', direct: 'quiet' } satisfies Record<
  Source['sourceClass'],
  BadgeTone
>;

/** What brought the order, and the touches on the way: the reason why it earns merit or doesn't. */
export function OrderSource({ source }: { source: Source }) {
  const t = useText();
  // Several touches may share an instant; the last of those is the one that counted.
  const decisive = source.path.findLast((touch) => isDecisive(touch, source));
  return (
    <Section title={t('source.title')}>
      <div className="row">
        <Badge tone={tones[source.sourceClass]}>{t(`source.class.${source.sourceClass}`)}</Badge>
        {source.sourceClass === 'direct' ? null : <span>{sourceName(t, source.source)}</span>}
      </div>
      <p className="soft small">
        {source.path.length === 0
          ? t('source.none')
          : t('source.about', { version: String(source.policyVersion) })}
      </p>
      {source.path.length === 0 ? null : (
        <>
          <h3 className="small">{t('source.path')}</h3>
          <Timeline
            entries={source.path.toReversed().map((touch, index) => ({
              key: `${touch.at} ${index}`,
              at: touch.at,
              title: sourceName(t, touch.source),
              detail: detailOf(t, touch, touch === decisive),
              tone: touch === decisive ? 'good' : undefined,
            }))}
          />
        </>
      )}
    </Section>
  );
}

function detailOf(t: Translate, touch: Source['path'][number], isCounted: boolean): string {
  const parts = [touch.isPaid ? t('source.paid') : '', isCounted ? t('source.decided') : ''];
  return parts.filter(Boolean).join(' · ');
}

const isDecisive = (touch: Source['path'][number], { touch: decided }: Source): boolean =>
  decided !== null && decided.at === touch.at && decided.source === touch.source;

/** A source in the reader's words; one that the policy has of its own is shown by its name. */
function sourceName(t: Translate, name: string): string {
  const key = `source.name.${name}` as Parameters<Translate['has']>[0];
  return t.has(key) ? t(key as 'source.name.group') : name;
}
