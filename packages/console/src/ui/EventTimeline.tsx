import type { ReactNode } from 'react';
import { type Translate, useText } from '../i18n/intl.ts';
import { Timeline } from './Timeline.tsx';

export interface MarketEvent {
  type: string;
  at: string;
  data: Record<string, unknown>;
}

const grave = /banned|suspended|refused|restricted|failed|expired|[cC]ancelled/;
const happy = /verified|opened|completed|paid|reinstated|reopened|captured/;

/** Events as sentences, in the order that is given; one that the console has no words for is shown by its name. */
export function EventTimeline(props: {
  events: readonly MarketEvent[];
  detail?: (event: MarketEvent) => ReactNode;
}) {
  const t = useText();
  return (
    <Timeline
      entries={props.events.map((event, index) => ({
        key: `${event.at} ${event.type} ${index}`,
        at: event.at,
        title: eventText(t, event.type),
        detail: props.detail?.(event),
        tone: grave.test(event.type) ? 'danger' : happy.test(event.type) ? 'good' : undefined,
      }))}
    />
  );
}

/** `store.opened` in the reader's words: the dot of a type is a level of the texts. */
export function eventText(t: Translate, type: string): ReactNode {
  const key = `event.${type}` as Parameters<Translate['has']>[0];
  return t.has(key) ? t(key as 'event.store.opened') : <code>{type}</code>;
}
