import { useState } from 'react';
import { FailureNote, useSubmit } from '../../../ui/forms/submit.tsx';
import { call } from '../../../platform/network/api.ts';
import { useT } from '../../../i18n/locale.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { CheckboxGroup } from '../../../ui/forms/choices.tsx';
import { Form } from '../../../ui/forms/Form.tsx';
import { TextField } from '../../../ui/forms/text-fields.tsx';
import { GIVEN, useAsked } from '../../calls.ts';
import type { MemberFormProps } from './member-form.ts';

/** The roles and the groups of a member. */
export function RolesForm({ member, onDone }: MemberFormProps) {
  const t = useT();
  const [roles, setRoles] = useState(() => GIVEN.filter((r) => member.roles.includes(r)));
  const [groups, setGroups] = useState<string[]>(member.groups);
  const [added, setAdded] = useState('');
  const names = useAsked('groups', (api) => api.administration.groupNames.query());
  const { busy, failure, submit } = useSubmit();
  const known = [...new Set([...member.groups, ...(names.value ?? [])])].toSorted();
  const named = [...new Set([...groups, ...added.split(/[\s,]+/).filter((g) => g !== '')])];
  const go = async () => {
    const done = await submit(async () => {
      const first = await call((api) => api.administration.roles.mutate({ member: member.id, roles }));
      return first.ok ? call((api) => api.administration.groups.mutate({ member: member.id, groups: named })) : first;
    });
    if (done) onDone(t('administration.roles.done', { name: member.name }));
  };
  return (
    <Form onSend={go}>
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
      {known.length > 0 && (
        <CheckboxGroup
          label={t('administration.groups')}
          values={groups}
          onValues={setGroups}
          options={known.map((value) => ({ value, label: value }))}
        />
      )}
      <TextField
        label={t('administration.groups.new')}
        hint={t('administration.groups.hint')}
        value={added}
        onValue={setAdded}
        autoCapitalize="none"
        autoComplete="off"
      />
      <FailureNote failure={failure} />
      <Button type="submit" block busy={busy}>
        {t('administration.roles.go')}
      </Button>
    </Form>
  );
}
