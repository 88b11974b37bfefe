import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Track } from '@egoejo/shared/tracks/model.ts';
import { useLocale, useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { day } from '../../i18n/when.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { languageName, licenceName } from '../names.ts';

/** What is said about a track, and who added it. */
export function TrackFacts({ track }: { track: Track }) {
  const t = useT();
  const locale = useLocale();
  const community = useRow('community', track.community);
  const { member, memberName } = track;
  const by = member !== null && (
    <Link to="/ecouter/artistes/$id" params={{ id: member }}>
      {typeset(memberName ?? t('tracks.artist.somebody'))}
    </Link>
  );
  const facts: readonly (readonly [name: string, value: ReactNode])[] = [
    [t('tracks.album'), track.album],
    [t('tracks.genre'), track.genre],
    [t('tracks.language'), track.language && languageName(locale, track.language)],
    [t('tracks.licence'), licenceName(t, track.licence)],
    [t('tracks.by'), by || t('tracks.by.nobody')],
    [t('tracks.addedOn'), day(locale, Date.parse(track.addedAt))],
    [t('tracks.share.where'), community?.name ?? null],
  ];
  return (
    <dl className="flex flex-col gap-1 text-small">
      {facts.map(
        ([name, value]) =>
          value && (
            <div key={name} className="flex flex-wrap gap-x-2">
              <dt className="text-soft">{name}</dt>
              <dd dir="auto">{typeof value === 'string' ? typeset(value) : value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
