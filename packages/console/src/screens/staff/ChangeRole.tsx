import { endpoints } from '@hazumi/contracts';
import { useSend } from '../../api/write.ts';
import { FormShell } from '../../forms/FormShell.tsx';
import { ChoiceField } from '../../forms/fields.tsx';
import { useForm } from '../../forms/form.ts';
import { useSubmit } from '../../forms/submit.ts';
import { useText } from '../../i18n/intl.ts';
import { useLicenceId } from '../../shell/place.ts';
import { useTell } from '../../ui/Toasts.tsx';
import { type Role, roleOptions } from './roles.ts';
import type { Member } from './Staff.tsx';

export function ChangeRole({ member, close }: { member: Member; close: () => void }) {
  const t = useText();
  const tell = useTell();
  const licenceId = useLicenceId();
  const send = useSend(endpoints.changeStaff, { stale: [endpoints.listStaff, endpoints.getMe] });
  const form = useForm<{ role: string }>({ role: member.role });
  const submission = useSubmit(form, {
    endpoint: 'changeStaff',
    convert: ({ role }) => ({ ok: true, body: { role: role as Role } }),
    send: (body) => send({ params: { licenceId, membershipId: member.id }, body }),
    done: () => {
      tell(t('common.saved'));
      close();
    },
  });
  return (
    <FormShell form={form} {...submission} label={t('common.save')} leaveFreely>
      <p>
        <span className="strong">{member.name}</span> <span className="soft">{member.email}</span>
      </p>
      <ChoiceField
        form={form}
        at="/role"
        label={t('staff.role')}
        options={roleOptions(t, member.storeId !== null)}
        required
      />
    </FormShell>
  );
}
