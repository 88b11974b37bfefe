import { useState, type ReactNode } from 'react';
import type { CommunityId } from '@egoejo/shared/platform/ids.ts';
import { trackVisibility, type Track } from '@egoejo/shared/tracks/model.ts';
import { useOwnCommunities } from '../../communities/model.ts';
import { useT } from '../../i18n/locale.ts';
import { RadioGroup } from '../../ui/forms/choices.tsx';
import { Select } from '../../ui/forms/Select.tsx';

export type Shared = Pick<Track, 'visibility' | 'community'>;

/**
 * For whom something of the member is, as their form keeps it; undefined until their communities are read. `nowhere`:
 * they chose a community and belong to none.
 */
export function useShareIn(said: Shared, onSaid: (said: Shared) => void) {
  const own = useOwnCommunities();
  if (!own) return undefined;
  const places = own.map((c) => ({ value: String(c.id), label: c.name }));
  const place = places.some((p) => p.value === said.community) ? String(said.community) : (places[0]?.value ?? '');
  const { visibility } = said;
  const chosen: Shared = { visibility, community: visibility === 'community' ? (place as CommunityId) : null };
  const nowhere = visibility === 'community' && place === '';
  const put = (change: Partial<Shared>): void => onSaid({ ...said, ...change });
  return { chosen, nowhere, places, place, put };
}

/** The same, while they choose. */
export function useShare(before: Shared) {
  const [said, setSaid] = useState(before);
  return useShareIn(said, setSaid);
}

/** The fields of that choice. */
export function ShareFields({
  of: { chosen, nowhere, places, place, put },
  who,
  hints,
  more,
}: {
  of: NonNullable<ReturnType<typeof useShare>>;
  who: string;
  /** What each choice means; what is left out cannot be chosen. */
  hints: Readonly<Partial<Record<Shared['visibility'], string>>>;
  /** What else is asked of what a community has. */
  more?: ReactNode;
}) {
  const t = useT();
  return (
    <>
      <RadioGroup
        label={who}
        value={chosen.visibility}
        onValue={(visibility) => put({ visibility })}
        options={trackVisibility.options.flatMap((value) => {
          const hint = hints[value];
          return hint === undefined ? [] : { value, label: t(`tracks.share.${value}`), hint };
        })}
      />
      {chosen.visibility === 'community' && places.length > 0 && (
        <>
          <Select
            label={t('tracks.share.where')}
            value={place}
            options={places}
            onValue={(community) => put({ community: community as CommunityId })}
          />
          {more}
        </>
      )}
      {nowhere && <p className="text-small text-soft">{t('tracks.share.nowhere')}</p>}
    </>
  );
}
