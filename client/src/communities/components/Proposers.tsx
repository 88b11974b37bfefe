import type { Community } from '@egoejo/shared/communities/model.ts';
import { useEffect, useState } from 'react';
import { useT } from '../../i18n/locale.ts';
import { call } from '../../platform/network/api.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { Select } from '../../ui/forms/Select.tsx';

/** The names of all groups, which come by a call; without a network, the member's own. */
function useGroupNames(community: Community['id']): readonly string[] {
  const own = useRow('profile', useMember()?.member)?.groups ?? [];
  const [known, setKnown] = useState<readonly string[]>([]);
  useEffect(() => {
    let gone = false;
    void call((api) => api.communities.groups.query({ community })).then((answer) => {
      if (!gone && answer.ok) setKnown(answer.value);
    });
    return () => {
      gone = true;
    };
  }, [community]);
  return [...own, ...known];
}

/** Who may propose projects in a community: every member, or a group. */
export function Proposers({
  community,
  value,
  onValue,
}: {
  community: Community;
  /** '' is every member. */
  value: string;
  onValue: (group: string) => void;
}) {
  const t = useT();
  const known = useGroupNames(community.id);
  const names = [...new Set([community.proposers ?? '', value, ...known])].filter((g) => g !== '').toSorted();
  return (
    <Select
      label={t('animate.community.proposers')}
      hint={t(names.length > 0 ? 'animate.community.proposers.hint' : 'animate.community.proposers.none')}
      value={value}
      onValue={onValue}
      options={[
        { value: '', label: t('animate.community.proposers.all') },
        ...names.map((group) => ({ value: group, label: t('animate.community.proposers.group', { group }) })),
      ]}
    />
  );
}
