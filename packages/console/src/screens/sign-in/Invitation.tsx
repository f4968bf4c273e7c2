import { endpoints } from '@hazumi/contracts';
import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useApi } from '../../api/context.ts';
import { asApiError } from '../../api/errors.ts';
import { useWrite } from '../../api/write.ts';
import { useFormat } from '../../i18n/format.ts';
import { useText } from '../../i18n/intl.ts';
import { meOptions } from '../../session/session.tsx';
import { Facts, Time } from '../../ui/Facts.tsx';
import { LinkButton } from '../../ui/links.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { ProblemNotice } from '../../ui/Problem.tsx';
import { Skeleton } from '../../ui/States.tsx';
import { Gate } from './Gate.tsx';

/** An invitation to a staff: what it is to, and, for whom it was sent to, the way in. */
export function Invitation() {
  const t = useText();
  const format = useFormat();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { token = '' } = useSearch({ strict: false }) as { token?: string };
  const api = useApi();
  const me = useQuery(meOptions(api)).data;
  const accept = useWrite(endpoints.acceptInvitation);
  const look = useQuery({
    queryKey: ['invitation', token],
    queryFn: ({ signal }) => api.send(endpoints.previewInvitation, { body: { token }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const join = async () => {
    const joined = await accept.run({ body: { token } });
    if (joined === undefined) return;
    await queries.invalidateQueries();
    await navigate({ to: '/licences/$licenceId/stores', params: { licenceId: joined.value.licenceId } });
  };
  const next = `/invitation?token=${token}`;
  const found = look.data?.value;
  return (
    <Gate title={t('invitation.title')}>
      {look.isPending ? <Skeleton lines={4} /> : null}
      {look.error === null ? null : <ProblemNotice error={asApiError(look.error)} />}
      {found === undefined ? null : (
        <>
          <p>{t('invitation.about', { licence: found.legalName, role: t(`role.${found.role}`) })}</p>
          <Facts
            facts={[
              [t('scope.licence'), `${found.legalName} · ${format.country(found.country)}`],
              [t('scope.store'), found.storeName ?? t('scope.allStores')],
              [t('staff.role'), t(`role.${found.role}`)],
              [t('invitation.for'), found.email],
              [t('invitation.until'), <Time key="until" at={found.expiresAt} />],
            ]}
          />
          {accept.error === undefined ? null : <ProblemNotice error={accept.error} announce />}
          {me === null || me === undefined ? (
            <div className="row">
              <LinkButton to="/sign-in" search={{ next }}>
                {t('invitation.signIn')}
              </LinkButton>
              <LinkButton to="/sign-up" search={{ next }} variant="default">
                {t('signUp.title')}
              </LinkButton>
            </div>
          ) : me.value.email === found.email ? (
            <Button loading={accept.isRunning} onClick={() => void join()}>
              {t('invitation.accept')}
            </Button>
          ) : (
            <Notice tone="warn" title={t('invitation.otherTitle')}>
              {t('invitation.other', { here: me.value.email, there: found.email })}
            </Notice>
          )}
        </>
      )}
    </Gate>
  );
}
