/**
 * Fetches the sound of an episode and makes a track of it (L7), which is then prepared as every other one. The file is
 * stored first, then one transaction makes the track: a server that is killed leaves nothing half done, and the work
 * begins anew.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { ErrorCode } from '@egoejo/shared/errors.ts';
import type { CommunityId, MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Params } from '@egoejo/shared/platform/result.ts';
import { MOST_SOUND, type Episode } from '@egoejo/shared/shows/model.ts';
import { TRACK_TEXT } from '@egoejo/shared/tracks/model.ts';
import { oneLine } from '../platform/files/xml.ts';
import type { Queryable } from '../platform/database/database.ts';
import { fetchBytes, fetchFile } from '../platform/outbound/fetch.ts';
import { notifyMoved } from '../sync/pokes/pokes.ts';
import {
  forgetTrackFiles,
  giveTrack,
  giveWords,
  masterKey,
  openSoundFolder,
  removeTracks,
  wordsOfFile,
} from '../tracks/model.ts';
import { readChapters } from './read-feed.ts';
import { asking, codeOf, type Needs } from './refresh.ts';
import { moveToPlace, scopesOf } from './visible.ts';

const SOUND = { bytes: MOST_SOUND, ms: 15 * 60_000 };
const SAID = { bytes: 1024 * 1024, ms: 20_000 };
/** Longer than a fetch can last. A claim that is older belongs to a server that was killed. */
const CLAIM_MINUTES = 20;
/** An episode fails after this many attempts that ended because a server was killed or a store did not answer. */
const MOST_ATTEMPTS = 5;

interface Claimed {
  show: string;
  enclosure: string;
  chaptersUrl: string;
  wordsUrl: string;
  attempts: number;
  /** The id of the track to make. Each attempt uses the same id, so that no attempt leaves a file behind. */
  track: string;
}
/** Claims an episode whose sound is to be fetched. Undefined: nothing is to be fetched, or another server is at it. */
const claim = async (db: Queryable, episode: string): Promise<Claimed | undefined> =>
  (
    await db.query<Claimed>(
      `update episode_source s set attempts = attempts + 1, wanted = coalesce(wanted, gen_random_uuid()),
          claimed_until = now() + make_interval(mins => ${CLAIM_MINUTES})
        from episode e where s.episode = $1 and e.id = s.episode and e.state = 'asked' and e.track is null
          and coalesce(s.claimed_until < now(), true)
        returning e.show, s.enclosure, s.chapters_url as "chaptersUrl", s.words_url as "wordsUrl", s.attempts,
          s.wanted as track`,
      [episode],
    )
  )[0];

/** Fetches the sound of an episode that somebody asked for. */
export async function fetchSound(deps: Needs, episode: string): Promise<void> {
  const claimed = await claim(deps.db, episode);
  if (!claimed) return;
  const { track } = claimed;
  if (claimed.attempts > MOST_ATTEMPTS) return failEpisode(deps, episode, track, 'episode.unreachable', {});
  const folder = await openSoundFolder();
  try {
    const path = join(folder, 'sound');
    const fetched = await fetchFile(claimed.enclosure, path, asking(deps, 'audio/*,*/*;q=0.5'), SOUND);
    if (!fetched.ok) {
      const code = codeOf(fetched.error.code, 'episode.unreachable', 'episode.too_large');
      const params: Params = code === 'episode.too_large' ? { most: MOST_SOUND / 1024 / 1024 } : {};
      return await failEpisode(deps, episode, track, code, params);
    }
    const { size: bytes } = await stat(path);
    if (bytes === 0) return await failEpisode(deps, episode, track, 'episode.no_sound', {});
    const sha256 = await hashOf(path);
    await deps.media.put(masterKey(track), createReadStream(path), { bytes, sha256 });
    const said = {
      chapters: readChapters(await fetchSaid(deps, claimed.chaptersUrl, 'application/json')),
      words: wordsOfFile(await fetchSaid(deps, claimed.wordsUrl, 'text/*,application/*;q=0.9')),
    };
    const made = await deps.db.transaction((tx) => make(tx, episode, track, { bytes, sha256 }, said));
    if (!made) await forgetTrackFiles(deps, track, null);
  } catch (error) {
    // The disk is full, or the store does not answer. The sound may be large, so the next attempt is made later.
    await deps.db.query(`update episode_source set claimed_until = now() + interval '1 hour' where episode = $1`, [
      episode,
    ]);
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/**
 * Fetches chapters or words that are a file of their own. This happens together with the sound, since nobody needs them
 * before. Returns '' if there is no such file, or if it could not be fetched.
 */
async function fetchSaid(deps: Needs, url: string, kind: string): Promise<string> {
  if (url === '') return '';
  const fetched = await fetchBytes(url, asking(deps, kind), SAID);
  return fetched.ok && fetched.value ? fetched.value.bytes.toString('utf8') : '';
}

/** Bumps the scopes of an episode's show and locks the episode. False: its sound is no longer wanted. */
async function lockAsked(tx: Queryable, episode: string, track: string | null): Promise<boolean> {
  const [found] = await tx.query<{ show: string }>('select show from episode where id = $1', [episode]);
  const scopes = found ? await scopesOf(tx, found.show) : [];
  if (scopes.length === 0) return false;
  await tx.query('select bump_scopes($1::text[])', [scopes]);
  const asked = await tx.query(
    `select from episode where id = $1 and state = 'asked' and track is not distinct from $2::uuid for update`,
    [episode, track],
  );
  if (asked.length > 0) await notifyMoved(tx, scopes);
  return asked.length > 0;
}

interface Head {
  show: string;
  title: string;
  album: string;
  artists: string;
  language: string;
  author: MemberId | null;
  name: string | null;
  visibility: 'private' | 'community' | 'public';
  community: CommunityId | null;
}
async function make(
  tx: Queryable,
  episode: string,
  track: string,
  file: { bytes: number; sha256: string },
  { chapters, words }: { chapters: Episode['chapters']; words: string },
): Promise<boolean> {
  if (!(await lockAsked(tx, episode, null))) return false;
  const [head] = await tx.query<Head>(
    `select t.id as show, e.title, t.title as album, t.byline as artists, t.language, t.author, t.name, t.visibility,
        t.community from episode e join show t on t.id = e.show where e.id = $1`,
    [episode],
  );
  if (!head) return false;
  const { show, title, album, artists, ...rest } = head;
  await giveTrack(
    tx,
    {
      id: track,
      ...rest,
      title: oneLine(title, TRACK_TEXT.title),
      album: oneLine(album, TRACK_TEXT.album),
      artists: oneLine(artists, TRACK_TEXT.artists),
    },
    file,
  );
  await giveWords(tx, track, words);
  await tx.query(
    `update episode set track = $2, chapters = case when chapters = '[]' then $3::jsonb else chapters end
      where id = $1`,
    [episode, track, JSON.stringify(chapters)],
  );
  await tx.query('update episode_source set claimed_until = null, wanted = null where episode = $1', [episode]);
  // Its show may be hidden.
  await moveToPlace(tx, show);
  return true;
}

/** @param track the track that was to be made; an attempt that was killed may have stored its file */
async function failEpisode(
  deps: Needs,
  episode: string,
  track: string,
  code: ErrorCode,
  params: Params,
): Promise<void> {
  await deps.db.transaction(async (tx) => {
    if (!(await lockAsked(tx, episode, null))) return;
    await setFailed(tx, episode, code, params);
    await tx.query('update episode_source set wanted = null where episode = $1', [episode]);
  });
  await forgetTrackFiles(deps, track, null);
}
const setFailed = (tx: Queryable, episode: string, code: ErrorCode, params: object): Promise<unknown> =>
  tx.query(`update episode set state = 'failed', track = null, code = $2, params = $3::jsonb where id = $1`, [
    episode,
    code,
    JSON.stringify(params),
  ]);

/** Updates the episode after its track was prepared, was refused (with the reason), or was removed. */
export async function trackBecame(
  tx: Queryable,
  track: string,
  what: 'ready' | 'gone' | { code: ErrorCode; params: object },
): Promise<void> {
  const [found] = await tx.query<{ id: string; show: string }>('select id, show from episode where track = $1', [
    track,
  ]);
  if (!found) return;
  const scopes = await scopesOf(tx, found.show);
  await tx.query('select bump_scopes($1::text[])', [scopes]);
  const still = await tx.query('select from episode where track = $1 for update', [track]);
  if (still.length === 0) return;
  if (what === 'ready') await tx.query(`update episode set state = 'ready' where id = $1`, [found.id]);
  else if (what === 'gone')
    await tx.query(`update episode set state = 'offered', track = null where id = $1`, [found.id]);
  else {
    await setFailed(tx, found.id, what.code, what.params);
    await removeTracks(tx, [track]);
  }
  await notifyMoved(tx, scopes);
}
