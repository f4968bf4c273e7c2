import type { Child } from 'hono/jsx';
import type { View } from '../http/view.ts';
import { AlertIcon, ArrowIcon, CheckIcon, InfoIcon } from './icons.tsx';

export interface Crumb {
  href: string;
  name: string;
}

/** The way from the home page to here. */
export function Crumbs({ view, crumbs }: { view: View; crumbs: readonly Crumb[] }) {
  return (
    <nav class="crumbs" aria-label={view.t('nav.crumbs')}>
      <ol>
        <li>
          <a href="/">{view.t('nav.home')}</a>
        </li>
        {crumbs.map((crumb) => (
          <li>
            <a href={crumb.href}>{crumb.name}</a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** A heading with an optional link to all of it. */
export function SectionHead(props: { title: string; id?: string; note?: string; more?: Crumb }) {
  return (
    <div class="section-head">
      <h2 id={props.id}>{props.title}</h2>
      {props.note === undefined ? null : <p>{props.note}</p>}
      {props.more === undefined ? null : (
        <a class="more" href={props.more.href}>
          {props.more.name}
          <ArrowIcon />
        </a>
      )}
    </div>
  );
}

/** What to know here and now. An icon and words, so that it does not rest on its colour. */
export function Notice(props: { kind: 'info' | 'good' | 'warning' | 'bad'; id?: string; children?: Child }) {
  const Icon = props.kind === 'good' ? CheckIcon : props.kind === 'info' ? InfoIcon : AlertIcon;
  return (
    <div class={`notice notice-${props.kind}`} id={props.id}>
      <Icon />
      <div>{props.children}</div>
    </div>
  );
}

/** Nothing is here: what would be, and one thing to do. */
export function Empty(props: { title: string; text: string; action?: Crumb; children?: Child }) {
  return (
    <div class="empty">
      <svg viewBox="0 0 96 64" width="96" height="64" aria-hidden="true" focusable="false">
        <path class="empty-path" d="M6 56q14-44 28 0q10-28 20 0q7-16 14 0" />
        <circle class="empty-point" cx="80" cy="50" r="6" />
      </svg>
      <p class="empty-title">{props.title}</p>
      <p>{props.text}</p>
      {props.children}
      {props.action === undefined ? null : (
        <a class="button" href={props.action.href}>
          {props.action.name}
        </a>
      )}
    </div>
  );
}

/** The next page of a list, and the way back to its first. Lists are read by cursor, so pages have no numbers. */
export function Pager(props: {
  view: View;
  path: string;
  query: Record<string, string>;
  nextCursor: string | null;
}) {
  const { view, path, query, nextCursor } = props;
  const { cursor, ...rest } = query;
  const address = (parameters: Record<string, string>) => {
    const search = new URLSearchParams(parameters).toString();
    return search === '' ? path : `${path}?${search}`;
  };
  if (cursor === undefined && nextCursor === null) return null;
  return (
    <nav class="pager" aria-label={view.t('nav.pages')}>
      {cursor === undefined ? null : (
        <a class="button quiet" href={address(rest)}>
          {view.t('nav.firstPage')}
        </a>
      )}
      {nextCursor === null ? null : (
        <a class="button quiet" rel="next" href={address({ ...rest, cursor: nextCursor })}>
          {view.t('nav.nextPage')}
        </a>
      )}
    </nav>
  );
}

/** Facts as pairs of a term and what it is. */
export function Facts({ rows }: { rows: readonly (readonly [string, Child])[] }) {
  return (
    <dl class="facts">
      {rows.map(([term, fact]) => (
        <div>
          <dt>{term}</dt>
          <dd>{fact}</dd>
        </div>
      ))}
    </dl>
  );
}

export function Time(props: { view: View; at: string; day?: boolean; shortDay?: boolean }) {
  const { view, at, day = false, shortDay = false } = props;
  return <time datetime={at}>{shortDay ? view.shortDay(at) : day ? view.day(at) : view.time(at)}</time>;
}
