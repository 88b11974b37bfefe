/** Reads what an artist's desk shows. */
import { useMemo } from 'react';
import type { Track } from '@egoejo/shared/tracks/model.ts';
import { useEpisodesAmong } from '../shows/model.ts';
import { useRows } from '../sync/api/rows/live.ts';
import { useMember } from '../sync/api/session/session.ts';

/** The tracks that the member added, without the episodes of their shows. */
export function useOwnTracks(): Track[] | undefined {
  const rows = useRows('track');
  const me = useMember()?.member ?? null;
  const own = useMemo(
    () => rows?.filter(({ member, state }) => me !== null && member === me && state !== 'refused'),
    [rows, me],
  );
  const episodes = useEpisodesAmong(own?.map(({ id }) => id) ?? []);
  return useMemo(() => episodes && own?.filter(({ id }) => !episodes.has(id)), [own, episodes]);
}
