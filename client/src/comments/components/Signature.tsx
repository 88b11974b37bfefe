import { useState, type ReactNode } from 'react';
import { useT } from '../../i18n/locale.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { Switch } from '../../ui/forms/Switch.tsx';

/**
 * Whether what is being written will be signed with the member's name, and the field that asks for it; a member without
 * a name is not asked. Who shows their name in their profile signs, unless they choose otherwise.
 * @param before whether it was signed so far; left out: it is new
 * @returns undefined: not loaded yet
 */
export function useSignature(before?: boolean): { signed: boolean; field: ReactNode } | undefined {
  const t = useT();
  const profile = useRow('profile', useMember()?.member);
  const [chosen, setChosen] = useState<boolean | null>(null);
  if (profile === undefined) return undefined;
  if (!profile?.name) return { signed: false, field: null };
  const signed = chosen ?? before ?? profile.visibility.name !== 'private';
  return {
    signed,
    field: (
      <Switch
        label={t('comments.signed', { name: profile.name })}
        hint={t('comments.signed.hint')}
        checked={signed}
        onValue={setChosen}
      />
    ),
  };
}
