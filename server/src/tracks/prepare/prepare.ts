/**
 * Prepares the sound of a track (L2). Its pieces are stored first, then one transaction says that it is ready. A server
 * that is killed leaves the row as it was, and the work begins anew.
 */
import { writeFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ErrorCode } from '@egoejo/shared/errors.ts';
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import { MOST_SECONDS, MOST_TRACKS, SOUND_QUALITIES } from '@egoejo/shared/tracks/model.ts';
import { storePhoto } from '../../media/model.ts';
import type { Queryable } from '../../platform/database/database.ts';
import { emit } from '../../platform/database/events.ts';
import type { Deps } from '../../platform/deps.ts';
import { NotInstalled, SOUND_PROGRAMS, Unclear, type SoundPrograms } from '../../platform/media/ffmpeg.ts';
import { notifyMoved } from '../../sync/pokes/pokes.ts';
import { forgetFiles } from '../files.ts';
import { masterKey, piecesOf, pieceKey } from '../keys.ts';
import type { Sound } from '../queries.ts';
import { moveToPlace, scopesOf } from '../visible.ts';
import { giveWords, wordsOfFile } from '../words.ts';
import { encode, storeSound } from './encode.ts';
import { measure } from './measure.ts';
import { coverOf, probe, type Tags } from './probe.ts';
import { openFolder, type Workshop } from './workshop.ts';

type Needs = Pick<Deps, 'db' | 'media' | 'log'>;
/** A track is refused after so many attempts whose server or program was killed. Faults of ours do not count. */
const MOST_ATTEMPTS = 5;
/** How long a claim on a track lasts unless the server renews it, seconds. */
const CLAIM_SECONDS = 60;
/** A server that stops is noticed so soon, ms: it waits a few seconds for its jobs (server.ts). */
const STOP_MS = 1000;

interface Claimed {
  author: MemberId | null;
  attempts: number;
}
/** Takes a track that waits; undefined: none does, or another server has it. */
const claim = async (db: Queryable, track: string): Promise<Claimed | undefined> =>
  (
    await db.query<Claimed>(
      `update track_work w set attempts = attempts + 1, claimed_until = now() + make_interval(secs => $2)
        from track t where w.track = $1 and t.id = w.track and t.state = 'preparing'
          and coalesce(w.claimed_until < now(), true) returning t.author, w.attempts`,
      [track, CLAIM_SECONDS],
    )
  )[0];
/** Gives the track back. @param uncounted whether the attempt does not count. */
const release = (db: Queryable, track: string, uncounted: boolean): Promise<unknown> =>
  db.query('update track_work set claimed_until = null, attempts = attempts - $2 where track = $1', [
    track,
    uncounted ? 1 : 0,
  ]);

/** Thrown when the limit of a day is reached for this member: the track waits. */
class Later extends Error {}
/** Keeps the track waiting for an hour, without counting an attempt. */
const postpone = (db: Queryable, track: string): Promise<unknown> =>
  db.query(
    `update track_work set claimed_until = now() + interval '1 hour', attempts = attempts - 1 where track = $1`,
    [track],
  );
/** Episodes, for which others ask, and tracks that a member added are counted apart. */
const secondsToday = async (db: Queryable, track: string): Promise<number> =>
  (
    await db.query<{ seconds: number }>(
      `select coalesce(sum(o.seconds), 0)::float8 as seconds from track t
          join track o on o.author is not distinct from t.author and o.given = t.given
        where t.id = $1 and o.prepared_at > now() - interval '1 day'`,
      [track],
    )
  )[0]?.seconds ?? 0;

/** What is written of a track that can be heard. */
interface Made {
  seconds: number;
  peaks: string;
  tags: Tags;
  words: string;
  cover: string | null;
  sounds: readonly Sound[];
}

interface How {
  /** Whether this process ends, so that another one should do the work. */
  stopping?: () => boolean;
  programs?: SoundPrograms;
}
/** Prepares a track that waits. Without ffmpeg it goes on waiting. */
export async function prepareTrack(deps: Needs, track: string, how: How = {}): Promise<void> {
  const folder = await openFolder();
  try {
    await prepareIn(folder, deps, track, how);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function prepareIn(
  folder: string,
  deps: Needs,
  track: string,
  { stopping = () => false, programs = SOUND_PROGRAMS }: How,
): Promise<void> {
  const { db, log } = deps;
  const claimed = await claim(db, track);
  if (!claimed) return;
  if (claimed.attempts > MOST_ATTEMPTS) return refuseTrack(deps, track, 'track.damaged', { reason: 'attempts' });
  const stop = new AbortController();
  const watch = setInterval(() => {
    if (stopping()) stop.abort(new Error('the server stops'));
  }, STOP_MS);
  const timer = setInterval(
    () => {
      db.query('update track_work set claimed_until = now() + make_interval(secs => $2) where track = $1', [
        track,
        CLAIM_SECONDS,
      ]).catch((error: unknown) => log.warn({ err: error, track }, 'a claim could not be renewed'));
    },
    (CLAIM_SECONDS * 1000) / 4,
  );
  try {
    const made = await make(deps, { programs, folder, file: 'master', signal: stop.signal }, track, claimed.author);
    if (made.ok) await finish(deps, track, made.value);
    else await refuseTrack(deps, track, made.error.code, made.error.params);
  } catch (error) {
    if (error instanceof Later) {
      await postpone(db, track);
      return;
    }
    // A full disk or a store that does not answer tells nothing about the file, which is the only copy.
    await release(db, track, !(error instanceof Unclear || error instanceof SyntaxError));
    if (!(error instanceof NotInstalled)) throw error;
    log.warn({ track }, 'ffmpeg is not installed, so tracks wait (docs/running.md)');
  } finally {
    clearInterval(watch);
    clearInterval(timer);
  }
}

/** Reads the file, stores its pieces and its cover. */
async function make(
  deps: Needs,
  at: Workshop,
  track: string,
  author: MemberId | null,
): Promise<Result<Made, ErrorCode>> {
  const { media } = deps;
  const master = await media.get(masterKey(track));
  if (!master) return fail('track.damaged', { reason: 'missing' });
  await writeFile(join(at.folder, at.file), master.stream, { mode: 0o600 });
  const found = await probe(at);
  if (!found) return fail('track.no_sound');
  if ((found.claimed ?? 0) > MOST_SECONDS) return fail('track.too_long', { most: MOST_SECONDS });
  const heard = await measure(at, found);
  if (!heard) return fail('track.damaged', { reason: 'decode' });
  if (heard.seconds > MOST_SECONDS) return fail('track.too_long', { most: MOST_SECONDS });
  if ((await secondsToday(deps.db, track)) + heard.seconds > MOST_TRACKS.seconds) throw new Later();
  if (!(await encode(at, found, heard))) return fail('track.damaged', { reason: 'encode' });
  const sounds: Sound[] = [];
  for (const quality of SOUND_QUALITIES) {
    at.signal.throwIfAborted();
    sounds.push(await storeSound(media, at.folder, track, quality));
  }
  const cover = found.cover === null ? null : await storeCover(deps, at, found.cover, author);
  const words = wordsOfFile(found.tags.words);
  return ok({ seconds: heard.seconds, peaks: heard.peaks, tags: found.tags, words, cover, sounds });
}

/** The name of the stored cover. A track whose cover cannot be shown has none. */
async function storeCover(
  { media, log }: Needs,
  at: Workshop,
  stream: number,
  author: MemberId | null,
): Promise<string | null> {
  try {
    const bytes = await coverOf(at, stream);
    const photo = bytes && (await storePhoto(media, bytes, author ?? undefined));
    return photo?.ok === true ? photo.value.name : null;
  } catch (error) {
    at.signal.throwIfAborted();
    log.warn({ err: error }, 'the cover of a track was left out');
    return null;
  }
}

/** Bumps the scopes of a track that is being prepared. False: it was removed meanwhile. */
async function lockPreparing(tx: Queryable, track: string): Promise<boolean> {
  const scopes = await scopesOf(tx, track);
  if (scopes.length === 0) return false;
  await tx.query('select bump_scopes($1::text[])', [scopes]);
  const found = await tx.query(`select from track where id = $1 and state = 'preparing' for update`, [track]);
  if (found.length > 0) await notifyMoved(tx, scopes);
  return found.length > 0;
}

/** Says that a track can be heard, and fills with its tags what its member left empty. */
async function finish(deps: Needs, track: string, { seconds, peaks, tags, words, cover, sounds }: Made): Promise<void> {
  const done = await deps.db.transaction(async (tx) => {
    if (!(await lockPreparing(tx, track))) return false;
    await tx.query('delete from track_sound where track = $1', [track]);
    for (const { quality, init, segments, bytes } of sounds)
      await tx.query(
        'insert into track_sound (track, quality, init, segments, bytes) values ($1, $2, $3, $4::jsonb, $5)',
        [track, quality, init, JSON.stringify(segments), bytes],
      );
    await tx.query(
      `update track set state = 'ready', prepared_at = now(), seconds = $2, peaks = $3, cover = $4,
         artists = case when artists = '' then $5 else artists end, album = case when album = '' then $6 else album end,
         number = coalesce(number, $7), genre = case when genre = '' then $8 else genre end where id = $1`,
      [track, seconds, peaks, cover, tags.artists, tags.album, tags.number, tags.genre],
    );
    await giveWords(tx, track, words);
    await moveToPlace(tx, track);
    await tx.query('delete from track_work where track = $1', [track]);
    await emit(tx, 'track.ready', track, { cover });
    return true;
  });
  if (!done) return forgetFiles(deps, track, cover);
  // Deletes pieces that an attempt that was killed left behind.
  const kept = new Set(
    sounds.flatMap((s) => [pieceKey(track, s.init, 'mp4'), ...s.segments.map((g) => pieceKey(track, g.key, 'm4s'))]),
  );
  for await (const { key } of deps.media.list(piecesOf(track))) if (!kept.has(key)) await deps.media.delete(key);
}

/** Says why a track cannot be heard, and deletes its file. */
async function refuseTrack(
  deps: Needs,
  track: string,
  code: ErrorCode,
  params: Readonly<Record<string, unknown>>,
): Promise<void> {
  await deps.db.transaction(async (tx) => {
    if (!(await lockPreparing(tx, track))) return;
    await tx.query(
      `update track set state = 'refused', code = $2, params = $3::jsonb, file_key = null, sha256 = null, bytes = null
        where id = $1`,
      [track, code, JSON.stringify(params)],
    );
    await tx.query('delete from track_work where track = $1', [track]);
    await emit(tx, 'track.refused', track, { code, params });
  });
  await forgetFiles(deps, track, null);
}
