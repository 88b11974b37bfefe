/** New episodes of shows that the member wants along: asked for, and taken along once they can be heard (L7). */
import { useEffect, useMemo } from 'react';
import type { Episode, Show } from '@egoejo/shared/shows/model.ts';
import type { Track } from '@egoejo/shared/tracks/model.ts';
import { useEcoRules, useEcoStore } from '../eco/store.ts';
import { mutate } from '../sync/api/acts/mutate.ts';
import { keepDraft, readDraft } from '../sync/api/kept/drafts.ts';
import { useRows } from '../sync/api/rows/live.ts';
import { signedIn, useMember } from '../sync/api/session/session.ts';
import { useOffline } from '../sync/api/status/status.ts';
import { takeNew } from '../tracks/model.ts';
import { newSince } from './list.ts';
import { useEpisodesOf } from './queries.ts';

/** The episodes that this device asked for or took along, by id, the latest last. None is taken a second time. */
const NAME = 'shows:along';
const MOST_KEPT = 500;

/** What is new in a show. */
interface News {
  show: Show;
  episodes: readonly Episode[];
}

let running = Promise.resolve();
/** Runs follow one another, so that each sees what the one before did. The next run tries again what failed. */
const carryAlong = (member: string, news: readonly News[], tracks: ReadonlyMap<string, Track>): void =>
  void (running = running.then(() => run(member, news, tracks)).catch(() => undefined));

async function run(member: string, news: readonly News[], tracks: ReadonlyMap<string, Track>): Promise<void> {
  if (signedIn()?.member !== member) return;
  const before = ((await readDraft(NAME)) as readonly string[] | undefined) ?? [];
  const done = new Set(before);
  for (const { show, episodes } of news) {
    for (const { id, title, state } of episodes) {
      if (state !== 'offered' || done.has(id)) continue;
      if ((await mutate('episode.ask', { episode: id }, title)).ok) done.add(id);
    }
    const heard = episodes.flatMap(({ track }) => tracks.get(track ?? '') ?? []);
    await takeNew(
      { kind: 'show', id: show.id, title: show.title },
      heard,
      (id) => !done.has(id),
      (id) => tracks.has(id),
    );
    for (const { id, state } of heard) if (state === 'ready') done.add(id);
  }
  if (done.size > before.length) await keepDraft(NAME, [...done].slice(-MOST_KEPT));
}

/**
 * For each page of tracks: asks for new episodes of the shows that are followed so, and takes them along. Not over
 * mobile data, and not at the eco level at which nothing begins by itself.
 * @param tracks those that the member can hear
 */
export function useShowsAlong(tracks: readonly Track[] | undefined): void {
  const member = useMember()?.member ?? null;
  const follows = useRows('showFollow');
  const shows = useRows('show');
  const wanted = useMemo(() => follows?.filter(({ along }) => along) ?? [], [follows]);
  const episodes = useEpisodesOf(wanted.map(({ id }) => id));
  const { soundGoesOn } = useEcoRules();
  const mobileData = useEcoStore((s) => s.mobileData);
  const offline = useOffline();
  const may = soundGoesOn && !mobileData && !offline;
  useEffect(() => {
    if (!may || member === null || !tracks || !shows || !episodes) return;
    const news = wanted.flatMap(({ id, since }) => {
      const show = shows.find((one) => one.id === id);
      return show ? [{ show, episodes: newSince(episodes.get(id) ?? [], since) }] : [];
    });
    if (news.length > 0) carryAlong(member, news, new Map(tracks.map((track) => [String(track.id), track])));
  }, [may, member, tracks, shows, episodes, wanted]);
}
