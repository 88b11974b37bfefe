/** Playlists, likes and past listening of the demo's people. */
import { stableId } from '../../platform/stable-id.ts';
import { ordersAt } from '@egoejo/shared/playlists/order.ts';
import type { Deps } from '../../platform/deps.ts';
import { acts, named, type People } from '../acts.ts';
import { communityId } from '../ids.ts';
import { followers, heard, likes, playlists } from '../listening.ts';
import { secondsOf } from '../sound.ts';
import { tracks } from '../tracks.ts';
import { trackId } from './tracks.ts';

const DAY_MS = 86_400_000;
/** Whose members add to a list while it is made: all who give tracks are of it. */
const TOGETHER = 'rives';

/** Writes them once; a second run changes nothing. */
export async function writeListening(deps: Pick<Deps, 'db' | 'macOf'>, people: People): Promise<void> {
  for (const { slug, by, title, text, community, tracks: slugs } of playlists) {
    const id = stableId('demo playlist', slug);
    const together = { playlist: id, visibility: 'community', community: communityId(TOGETHER), together: true };
    await acts(deps, named(people, by), `playlist ${slug}`, [
      { name: 'playlist.make', args: { id, title, text } },
      { name: 'playlist.share', args: together },
    ]);
    const orders = ordersAt([], 0, slugs.length);
    // Each person adds their own tracks: nobody else knows of a track before its sound is prepared.
    for (const { slug: track, by: author } of tracks)
      if (slugs.includes(track))
        await acts(deps, named(people, author), `playlist ${slug} ${track}`, [
          {
            name: 'playlist.add',
            args: { playlist: id, items: [{ track: trackId(track), order: orders[slugs.indexOf(track)] }] },
          },
        ]);
    if (community === null)
      await acts(deps, named(people, by), `playlist ${slug} shared`, [
        { name: 'playlist.share', args: { playlist: id, visibility: 'public', community: null, together: false } },
      ]);
  }
  const followed = { kind: 'member', key: named(people, 'awa').id, name: 'Awa' };
  for (const name of followers)
    await acts(deps, named(people, name), `follow ${name}`, [
      { name: 'follow.set', args: { of: followed, on: true }, daysAgo: 20 },
    ]);
  for (const name of new Set(heard.map(({ by }) => by)))
    await acts(deps, named(people, name), `heard ${name}`, sessionsOf(name));
  for (const [name, slugs] of Object.entries(likes))
    await deps.db.transaction(async (tx) => {
      const { id } = named(people, name);
      await tx.query('select bump_member($1)', [id]);
      // As the sound is not prepared yet, the act would be refused.
      await tx.query(
        `insert into track_like (member, track, at) select $1, t, now() - interval '2 days'
          from unnest($2::uuid[]) t on conflict do nothing`,
        [id, slugs.map(trackId)],
      );
    });
}

const sessionsOf = (name: string) =>
  heard
    .filter(({ by }) => by === name)
    .flatMap(({ track, days, to = 10_000 }) =>
      days.map((daysAgo) => ({
        name: 'track.session',
        args: {
          track: trackId(track),
          day: new Date(Date.now() - daysAgo * DAY_MS).toISOString().slice(0, 10),
          seconds: Math.round((secondsOf(tracks.find(({ slug }) => slug === track)!.tune) * to) / 10_000),
          furthest: to,
        },
        daysAgo,
      })),
    );
