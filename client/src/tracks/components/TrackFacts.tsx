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
  const facts: readonly (readonly [name: string, value: string | null])[] = [
    [t('tracks.album'), track.album],
    [t('tracks.genre'), track.genre],
    [t('tracks.language'), track.language && languageName(locale, track.language)],
    [t('tracks.licence'), licenceName(t, track.licence)],
    [t('tracks.by'), track.memberName ?? t('tracks.by.nobody')],
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
              <dd dir="auto">{typeset(value)}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
