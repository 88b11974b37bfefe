/** What is needed to hear a track, its playlists and its pieces (L3). Who may hear it is asked for each of them. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { SOUND_QUALITIES, type TrackDetail } from '@egoejo/shared/tracks/model.ts';
import { AppError } from '../platform/http/app-error.ts';
import { prepareText, sendCacheable, sendPrepared, type Prepared } from '../platform/http/cached-reply.ts';
import { sendParts, sendStored } from '../platform/http/send-stored.ts';
import type { Deps } from '../platform/deps.ts';
import { secretFor } from '../platform/keys/receipt-key.ts';
import { similarTo } from '../recommendations/model.ts';
import { artistSeenBy } from './artist.ts';
import { pieceKey } from './keys.ts';
import { dashManifest, masterPlaylist, mediaPlaylist } from './manifests.ts';
import { oneFile, ONE_FILE_TYPE } from './one-file.ts';
import { bytesOf, soundsOf, type Sound } from './queries.ts';
import { expiryAt, OPEN_TICKET, readTicket, ticketFor } from './tickets.ts';
import { heardBy } from './visible.ts';
import { lengthOfWords, wordsOf } from './words.ts';

/** What only some may hear never stays in the browser's own cache, which outlives the account on the device. */
const PRIVATE = 'private, no-store';
const FOR_EVER = 'public, max-age=31536000, immutable';
const HLS = 'application/vnd.apple.mpegurl';
const DASH = 'application/dash+xml';
/** The name of a track as one file; everybody's only. */
const ONE_FILE = 'whole.m4a';
const PIECE = /^([0-9a-f]{64})\.(mp4|m4s)$/;

/** Most playlists in memory; one of twelve hours has half a megabyte. */
const MOST_LISTS = 20;

type OfPiece = { Params: { id: string; ticket: string; file: string } };
const unknown = (): AppError => new AppError('track.unknown', {}, 404);

/** @param identify the caller's member by token or cookie; null: a visitor. */
export function routes(
  app: FastifyInstance,
  { db, config, limits, media }: Deps,
  identify: (request: FastifyRequest) => Promise<MemberId | null>,
): void {
  let secret: Promise<string> | undefined;
  const secretOf = (): Promise<string> => (secret ??= secretFor('sound', config));

  app.get<{ Params: { id: string } }>('/api/tracks/:id', async (request, reply) => {
    limits.public.take(request.ip);
    const member = await identify(request);
    const track = await heardBy(db, request.params.id, member);
    if (!track) throw unknown();
    const { id, seconds, peaks, everybody } = track;
    const expires = everybody || member === null ? null : expiryAt(Date.now());
    const ticket =
      expires === null || member === null ? OPEN_TICKET : ticketFor(await secretOf(), { track: id, member, expires });
    const answer: TrackDetail = {
      id: id as TrackDetail['id'],
      seconds,
      peaks,
      playlist: `/media/sound/${id}/${ticket}/master.m3u8`,
      expires: expires === null ? null : new Date(expires * 1000).toISOString(),
      bytes: Object.fromEntries((await bytesOf(db, id)).map((s) => [s.quality, s.bytes])) as TrackDetail['bytes'],
      words: await lengthOfWords(db, id),
      similar: await similarTo(db, id),
    };
    return sendCacheable(request, reply, answer, everybody ? 'private, max-age=60' : PRIVATE);
  });

  app.get<{ Params: { id: string } }>('/api/tracks/:id/words', async (request, reply) => {
    limits.public.take(request.ip);
    const track = await heardBy(db, request.params.id, await identify(request));
    if (!track) throw unknown();
    const words = await wordsOf(db, track.id);
    return sendCacheable(request, reply, { words }, track.everybody ? 'private, no-cache' : PRIVATE);
  });

  app.get<{ Params: { id: string } }>('/api/artists/:id', async (request, reply) => {
    limits.public.take(request.ip);
    return sendCacheable(request, reply, await artistSeenBy(db, request.params.id, await identify(request)), PRIVATE);
  });

  /** Whether everybody may hear the track. @throws AppError if the holder of the ticket may not. */
  const mayHear = async (id: string, ticket: string): Promise<boolean> => {
    const signed = ticket === OPEN_TICKET ? null : readTicket(await secretOf(), id, ticket);
    if (ticket !== OPEN_TICKET && !signed) throw unknown();
    const track = await heardBy(db, id, signed?.member ?? null);
    if (!track) throw unknown();
    if (!track.everybody && signed && signed.expires <= Date.now() / 1000)
      throw new AppError('account.forbidden', { reason: 'expired' }, 403);
    return track.everybody;
  };

  const lists = new Map<string, Promise<Prepared>>();
  /** A playlist, written and packed once however many ask for it: the sound of a ready track never changes. */
  const listOf = (id: string, file: string): Promise<Prepared> => {
    const key = `${id}/${file}`;
    const list = lists.get(key) ?? soundsOf(db, id).then((sounds) => prepareText(textOf(file, sounds)));
    list.catch(() => lists.delete(key));
    lists.delete(key);
    lists.set(key, list);
    // A Map keeps insertion order: the one that was asked for longest ago comes first.
    const [oldest] = lists.keys();
    if (lists.size > MOST_LISTS && oldest !== undefined) lists.delete(oldest);
    return list;
  };

  app.get<OfPiece>('/media/sound/:id/:ticket/:file', async (request, reply) => {
    limits.media.take(request.ip);
    const { id, ticket, file } = request.params;
    const everybody = await mayHear(id, ticket);
    const [, sha256, ending] = PIECE.exec(file) ?? [];
    if (file === ONE_FILE) {
      // Podcast apps, which follow a public playlist as a feed, know no pieces.
      const [sound] = everybody ? await soundsOf(db, id, 'aac64') : [];
      const whole = sound && (await oneFile(media, id, sound));
      if (!whole) throw unknown();
      return sendParts(media, whole.parts, ONE_FILE_TYPE, request, reply, {
        etag: whole.etag,
        'cache-control': 'no-cache',
      });
    }
    if (sha256 === undefined) {
      if (!LISTS.has(file)) throw unknown();
      return sendPrepared(request, reply, await listOf(id, file), everybody ? 'no-cache' : PRIVATE, typeOf(file));
    }
    const key = pieceKey(id, sha256, ending === 'mp4' ? 'mp4' : 'm4s');
    const sent = await sendStored(media, key, request, reply, {
      etag: `"${sha256}"`,
      'cache-control': everybody ? FOR_EVER : PRIVATE,
    });
    if (!sent) throw unknown();
    return sent;
  });
}

const LISTS = new Set(['master.m3u8', 'manifest.mpd', ...SOUND_QUALITIES.map((quality) => `${quality}.m3u8`)]);
const typeOf = (file: string): string => (file.endsWith('.mpd') ? DASH : HLS);

/** @throws AppError if a track has no such playlist. */
function textOf(file: string, sounds: readonly Sound[]): string {
  if (file === 'master.m3u8') return masterPlaylist(sounds);
  if (file === 'manifest.mpd') return dashManifest(sounds);
  const sound = sounds.find((s) => file === `${s.quality}.m3u8`);
  if (!sound) throw unknown();
  return mediaPlaylist(sound);
}
