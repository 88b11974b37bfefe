import { useState } from 'react';
import { TEXT } from '@egoejo/shared/accounts/model.ts';
import { newId } from '@egoejo/shared/platform/ids.ts';
import { MOST_ADJUSTED } from '@egoejo/shared/saka/adjust.ts';
import { FailureNote, useSubmit } from '../../ui/submit.tsx';
import { call } from '../../platform/api.ts';
import { useT } from '../../i18n/locale.ts';
import { Button } from '../../ui/Button.tsx';
import { GrainBadge } from '../../ui/Chip.tsx';
import { Notice } from '../../ui/feedback.tsx';
import { toast } from '../../ui/toasts.tsx';
import { CheckboxGroup, RadioGroup } from '../../ui/choices.tsx';
import { TextArea, TextField } from '../../ui/text-fields.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { calls, GIVEN, type Member } from '../calls.ts';

type Part = 'grains' | 'roles' | 'ban';
interface PartProps {
  member: Member;
  /** Called after a change, with its description. */
  onDone: (said: string) => void;
}

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
  const Shown = { grains: Adjust, roles: Roles, ban: Ban }[part];
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

/**
 * A manual adjustment (R6). The idempotency key is created with the form, so a second tap, or a retry after a lost
 * answer, is the same adjustment.
 */
function Adjust({ member, onDone }: PartProps) {
  const t = useT();
  const [key] = useState(() => newId());
  const [way, setWay] = useState<'add' | 'take'>('add');
  const [amount, setAmount] = useState('');
  const [reason, setReason] = useState('');
  const { busy, failure, submit } = useSubmit();
  const grains = (/^\d{1,4}$/.test(amount.trim()) ? Number(amount) : 0) * (way === 'add' ? 1 : -1);
  const left = member.balance + grains;
  const wrong =
    amount.trim() !== '' && (grains === 0 || Math.abs(grains) > MOST_ADJUSTED)
      ? t('administration.adjust.bounds', { most: MOST_ADJUSTED })
      : left < 0
        ? t('administration.adjust.below')
        : undefined;
  const go = async () => {
    const done = await submit(() =>
      call(() => calls.adjust.mutate({ key, member: member.id, grains, reason: reason.trim() })),
    );
    if (done) onDone(t('administration.adjust.done', { name: member.name, n: done.value.balance }));
  };
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(e) => {
        e.preventDefault();
        void go();
      }}
    >
      <RadioGroup
        label={t('administration.adjust.way')}
        hideLabel
        value={way}
        onValue={setWay}
        options={[
          { value: 'add', label: t('administration.adjust.add') },
          { value: 'take', label: t('administration.adjust.take') },
        ]}
      />
      <TextField
        label={t('administration.adjust.grains')}
        inputMode="numeric"
        autoComplete="off"
        value={amount}
        onValue={setAmount}
        error={wrong}
        hint={t('administration.adjust.left', { n: Math.max(0, left) })}
      />
      <TextArea
        label={t('administration.reason')}
        hint={t('administration.reason.hint')}
        value={reason}
        onValue={setReason}
        maxLength={TEXT.summary}
        rows={2}
      />
      <FailureNote failure={failure} />
      <Button
        type="submit"
        block
        busy={busy}
        disabled={grains === 0 || wrong !== undefined || reason.trim().length < 3}
      >
        {t('administration.adjust.go')}
      </Button>
    </form>
  );
}

function Roles({ member, onDone }: PartProps) {
  const t = useT();
  const [roles, setRoles] = useState(() => GIVEN.filter((r) => member.roles.includes(r)));
  const [groups, setGroups] = useState(member.groups.join(', '));
  const { busy, failure, submit } = useSubmit();
  const named = groups.split(/[\s,]+/).filter((g) => g !== '');
  const go = async () => {
    const done = await submit(async () => {
      const first = await call(() => calls.roles.mutate({ member: member.id, roles }));
      return first.ok ? call(() => calls.groups.mutate({ member: member.id, groups: named })) : first;
    });
    if (done) onDone(t('administration.roles.done', { name: member.name }));
  };
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(e) => {
        e.preventDefault();
        void go();
      }}
    >
      <CheckboxGroup
        label={t('administration.roles.whole')}
        values={roles}
        onValues={setRoles}
        options={GIVEN.map((r) => ({
          value: r,
          label: t(`administration.role.${r}`),
          hint: t(`administration.role.${r}.hint`),
        }))}
      />
      <TextField
        label={t('administration.groups')}
        hint={t('administration.groups.hint')}
        value={groups}
        onValue={setGroups}
        autoCapitalize="none"
        autoComplete="off"
      />
      <FailureNote failure={failure} />
      <Button type="submit" block busy={busy}>
        {t('administration.roles.go')}
      </Button>
    </form>
  );
}

function Ban({ member, onDone }: PartProps) {
  const t = useT();
  const [reason, setReason] = useState('');
  const { busy, failure, submit } = useSubmit();
  const banned = member.status === 'banned';
  const go = async () => {
    const asked = { member: member.id, reason: reason.trim() };
    const done = await submit(() => call(() => (banned ? calls.lift.mutate(asked) : calls.ban.mutate(asked))));
    if (done) onDone(t(banned ? 'administration.lift.done' : 'administration.ban.done', { name: member.name }));
  };
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(e) => {
        e.preventDefault();
        void go();
      }}
    >
      {banned ? (
        <Notice icon="no" tone="plain">
          {t('administration.ban.because', { reason: member.reason ?? '' })}
        </Notice>
      ) : (
        <p className="text-small">{t('administration.ban.text')}</p>
      )}
      <TextArea
        label={t('administration.reason')}
        hint={t('administration.reason.hint')}
        value={reason}
        onValue={setReason}
        maxLength={TEXT.summary}
        rows={2}
      />
      <FailureNote failure={failure} />
      <Button
        type="submit"
        block
        variant={banned ? 'primary' : 'danger'}
        busy={busy}
        disabled={reason.trim().length < 3}
      >
        {t(banned ? 'administration.lift.go' : 'administration.ban.go')}
      </Button>
    </form>
  );
}
