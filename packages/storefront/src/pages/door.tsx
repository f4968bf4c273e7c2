import type { Child } from 'hono/jsx';
import type { View } from '../http/view.ts';
import { FaultSummary, type Faults } from '../ui/form.tsx';
import { Page } from '../ui/layout.tsx';

/** The narrow page of sign-in, sign-up and the like: a title, what is wrong, and one form. */
export function Door(props: {
  view: View;
  title: string;
  message?: string | undefined;
  faults?: Faults;
  scripts?: readonly string[];
  children?: Child;
}) {
  const { view, title, faults = {} } = props;
  const isFaulty = props.message !== undefined || Object.keys(faults).length > 0;
  return (
    <Page
      view={view}
      title={isFaulty ? view.t('form.errorTitle', { title }) : title}
      place="me"
      {...(props.scripts === undefined ? {} : { scripts: props.scripts })}
    >
      <div class="door">
        <h1>{title}</h1>
        <FaultSummary view={view} faults={faults} message={props.message} />
        {props.children}
      </div>
    </Page>
  );
}
