/** The tracks of the demo's people: uploaded as everybody's are, so that the same job prepares their sound. */
import type { TrackId } from '@egoejo/shared/platform/ids.ts';
import { fileInMemory } from '../../media/model.ts';
import type { Deps } from '../../platform/deps.ts';
import { stableId } from '../../platform/stable-id.ts';
import { trackUpload } from '../../tracks/upload.ts';
import { acts, dateBack, named, type People } from '../acts.ts';
import { communityId } from '../ids.ts';
import { wav } from '../sound.ts';
import { release, tracks } from '../tracks.ts';

/** The id of a track of the demo. */
export const trackId = (slug: string): TrackId => stableId<TrackId>('demo track', slug);
const DAY_MS = 86_400_000;

/** Writes them once; a second run changes nothing. */
export async function writeTracks(deps: Pick<Deps, 'db' | 'media' | 'macOf'>, people: People): Promise<void> {
  for (const { slug, by, title, artists, genre, language, licence, community, days, tune } of tracks) {
    const [id, who] = [trackId(slug), named(people, by)];
    const released = release.tracks.some((track) => track === slug);
    const about = { title, artists, album: '', number: null, genre, language, licence };
    await acts(deps, who, `track ${slug}`, [
      { name: 'track.add', args: { id, ...about, file: `${slug}.wav` }, daysAgo: days },
      ...(released
        ? []
        : [
            {
              name: 'track.share',
              args: {
                track: id,
                visibility: community === null ? 'public' : 'community',
                community: community && communityId(community),
              },
              daysAgo: days,
            },
          ]),
    ]);
    if ((await trackUpload.refusal(deps.db, who.id, id)) !== null) continue;
    const taken = await trackUpload.accept(deps, who.id, id, fileInMemory(wav(slug, tune)));
    if (!taken.ok) throw new Error(`the demo's track was refused: ${taken.error.code}`);
    await deps.db.transaction(taken.value);
  }
  await dateBack(deps, 'track', Object.fromEntries(tracks.map((track) => [trackId(track.slug), track.days])));
  const { slug, title, days } = release;
  const args = {
    id: stableId('demo release', slug),
    title,
    tracks: release.tracks.map(trackId),
    visibility: 'public',
    community: null,
    at: new Date(Date.now() - days * DAY_MS).toISOString(),
  };
  // The track is released as soon as its sound is prepared.
  await acts(deps, named(people, 'awa'), `release ${slug}`, [{ name: 'release.plan', args, daysAgo: days + 1 }]);
}
