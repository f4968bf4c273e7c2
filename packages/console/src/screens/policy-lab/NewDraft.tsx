import { endpoints } from '@hazumi/contracts';
import { useSearch } from '@tanstack/react-router';
import { useRead } from '../../api/read.ts';
import { useSend } from '../../api/write.ts';
import { useFormat } from '../../i18n/format.ts';
import { useText } from '../../i18n/intl.ts';
import { BackLink, LinkButton } from '../../ui/links.tsx';
import { Page } from '../../ui/Page.tsx';
import { Loaded, Skeleton } from '../../ui/States.tsx';
import { DraftForm } from '../policy/DraftForm.tsx';
import { newVersionDraft } from '../policy/policy-change.ts';
import { groupsOf } from '../policy/policy-schema.ts';

/** A new draft: of the version in force, or of another one that the address names. */
export function NewDraft() {
  const t = useText();
  const { locale } = useFormat();
  const { version } = useSearch({ strict: false }) as { version?: number };
  const versions = useRead(endpoints.listPolicyVersions, { query: { limit: 1 } });
  const number = version ?? versions.data?.value.data[0]?.number;
  const begin = useRead(
    endpoints.getPolicyVersion,
    { params: { number: number ?? 1 } },
    { enabled: number !== undefined, staleMs: Number.POSITIVE_INFINITY },
  );
  const schema = useRead(endpoints.getPolicySchema, {}, { staleMs: Number.POSITIVE_INFINITY });
  const send = useSend(endpoints.createPolicyDraft, { stale: [endpoints.listPolicyDrafts] });
  return (
    <Page
      title={t('lab.new')}
      back={<BackLink to="/operator/lab">{t('nav.lab')}</BackLink>}
      about={number === undefined ? t('lab.newAbout') : t('lab.newFrom', { number })}
    >
      <Loaded read={begin} skeleton={<Skeleton lines={12} kind="sheet" />}>
        {(from) => (
          <Loaded read={schema} skeleton={<Skeleton lines={12} kind="sheet" />}>
            {(json) => (
              <DraftForm
                key={from.number}
                groups={groupsOf(json, locale)}
                base={from}
                begin={newVersionDraft}
                endpoint="createPolicyDraft"
                send={(body) => send({ body: { ...body, from: { version: from.number } } })}
                cancel={
                  <LinkButton variant="default" to="/operator/lab">
                    {t('common.cancel')}
                  </LinkButton>
                }
              />
            )}
          </Loaded>
        )}
      </Loaded>
    </Page>
  );
}
