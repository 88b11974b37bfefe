import { useState } from 'react';
import { useT } from '../../../i18n/locale.ts';
import { GrainBadge } from '../../../ui/feedback/Chip.tsx';
import { toast } from '../../../ui/layers/toasts.tsx';
import { Sheet } from '../../../ui/layers/Sheet.tsx';
import { Tabs } from '../../../ui/layout/Tabs.tsx';
import type { Member } from '../../calls.ts';
import { AdjustForm } from './AdjustForm.tsx';
import { RolesForm } from './RolesForm.tsx';
import { BanForm } from './BanForm.tsx';

type Part = 'grains' | 'roles' | 'ban';

/** One member: grains, roles and groups, ban. Every change is recorded in the audit log. */
export function MemberSheet({
  member,
  onClose,
  onChanged,
}: {
  member: Member;
  onClose: () => void;
  onChanged: () => void;
}) {
  const t = useT();
  const [part, setPart] = useState<Part>('grains');
  const done = (said: string) => {
    toast(said);
    onChanged();
    onClose();
  };
  const Shown = { grains: AdjustForm, roles: RolesForm, ban: BanForm }[part];
  return (
    <Sheet
      open
      onClose={onClose}
      title={member.name}
      description={
        <span className="flex items-center gap-2">
          <span className="min-w-0 flex-1 truncate">{member.email}</span>
          <GrainBadge grains={member.balance} words />
        </span>
      }
    >
      <Tabs
        label={member.name}
        value={part}
        onValue={setPart}
        tabs={[
          { value: 'grains', label: t('administration.adjust') },
          { value: 'roles', label: t('administration.roles') },
          { value: 'ban', label: t(member.status === 'banned' ? 'administration.lift' : 'administration.ban') },
        ]}
      >
        <Shown member={member} onDone={done} />
      </Tabs>
    </Sheet>
  );
}
