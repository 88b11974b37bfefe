import { useState, type ReactNode } from 'react';
import type { CommunityId } from '@egoejo/shared/platform/ids.ts';
import { trackVisibility, type Track } from '@egoejo/shared/tracks/model.ts';
import { useOwnCommunities } from '../../communities/model.ts';
import { useT } from '../../i18n/locale.ts';
import { RadioGroup } from '../../ui/forms/choices.tsx';
import { Select } from '../../ui/forms/Select.tsx';

export type Shared = Pick<Track, 'visibility' | 'community'>;

/**
 * For whom something of the member is, while they choose; undefined until their communities are read. `nowhere`: they
 * chose a community and belong to none.
 */
export function useShare(before: Shared) {
  const own = useOwnCommunities();
  const [visibility, setVisibility] = useState(before.visibility);
  const [where, setWhere] = useState<string>(before.community ?? '');
  if (!own) return undefined;
  const places = own.map((c) => ({ value: String(c.id), label: c.name }));
  const place = places.some((p) => p.value === where) ? where : (places[0]?.value ?? '');
  const chosen: Shared = { visibility, community: visibility === 'community' ? (place as CommunityId) : null };
  const nowhere = visibility === 'community' && place === '';
  return { chosen, nowhere, places, place, setVisibility, setWhere };
}

/** The fields of that choice. */
export function ShareFields({
  of: { chosen, nowhere, places, place, setVisibility, setWhere },
  who,
  hints,
  more,
}: {
  of: NonNullable<ReturnType<typeof useShare>>;
  who: string;
  hints: Readonly<Record<Shared['visibility'], string>>;
  /** What else is asked of what a community has. */
  more?: ReactNode;
}) {
  const t = useT();
  return (
    <>
      <RadioGroup
        label={who}
        value={chosen.visibility}
        onValue={setVisibility}
        options={trackVisibility.options.map((value) => ({
          value,
          label: t(`tracks.share.${value}`),
          hint: hints[value],
        }))}
      />
      {chosen.visibility === 'community' && places.length > 0 && (
        <>
          <Select label={t('tracks.share.where')} value={place} options={places} onValue={setWhere} />
          {more}
        </>
      )}
      {nowhere && <p className="text-small text-soft">{t('tracks.share.nowhere')}</p>}
    </>
  );
}
