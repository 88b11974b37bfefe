/** The methods of the Subsonic API that answer with a file: the sound of a track, a cover. */
import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { SoundQuality } from '@egoejo/shared/tracks/model.ts';
import { photoKeyFor } from '../media/model.ts';
import type { Deps } from '../platform/deps.ts';
import { sendParts, sendStored, type Part } from '../platform/http/send-stored.ts';
import { collected } from '../platform/media/media.ts';
import { bytesOf, heardBy, pieceKey, soundsOf, type Sound } from '../tracks/model.ts';
import type { FaultName } from './answer.ts';
import type { Asked } from './methods.ts';
import { coverOf } from './music.ts';
import { indexOf, MOST_BEFORE_INDEX, withoutIndex } from './sound-index.ts';

const PRIVATE = 'private, no-store';
type SendFile = (
  media: Deps['media'],
  asked: Asked,
  request: FastifyRequest,
  reply: FastifyReply,
) => Promise<FastifyReply | FaultName>;

const rateOf = (quality: SoundQuality): number => Number(/\d+/.exec(quality)?.[0]);
/**
 * The best quality that is not above so many kbit/s, or the lightest one. AAC, which every player has, unless Opus is
 * asked for.
 */
function chosen(all: readonly Pick<Sound, 'quality'>[], asked: Asked): SoundQuality | undefined {
  const kind = asked.text('format') === 'opus' ? 'opus' : 'aac';
  const known = all.map((sound) => sound.quality).filter((quality) => quality.startsWith(kind));
  const most = Number(asked.text('maxBitRate') ?? 0) || Number.POSITIVE_INFINITY;
  const down = known.toSorted((a, b) => rateOf(b) - rateOf(a));
  return (asked.text('format') === 'raw' ? down[0] : down.find((quality) => rateOf(quality) <= most)) ?? down.at(-1);
}

/** The pieces after the first, without the indexes of each of them. */
async function piecesOf(media: Deps['media'], track: string, { segments }: Sound): Promise<Part[]> {
  const keys = segments.map(({ key }) => pieceKey(track, key, 'm4s'));
  const end = Math.min(MOST_BEFORE_INDEX, ...segments.map(({ bytes }) => bytes)) - 1;
  const file = keys[0] === undefined ? null : await media.get(keys[0], { start: 0, end });
  const beginning = withoutIndex(file ? await collected(file.stream) : Buffer.alloc(0));
  const start = beginning.length;
  return segments.flatMap(({ bytes }, i) => [beginning, { key: keys[i] ?? '', start, bytes: bytes - start }]);
}

/** Sends the sound of a track as one file, of which nothing is stored and a piece at a time is in memory. */
const sendSound =
  (best: boolean): SendFile =>
  async (media, asked, request, reply) => {
    const { db, member, text } = asked;
    const id = text('id');
    if (id === undefined) return 'missing';
    const track = await heardBy(db, id, member);
    if (!track) return 'unknown';
    const all = await bytesOf(db, id);
    const quality = chosen(all, best ? { ...asked, text: () => undefined } : asked);
    const [sound] = quality === undefined ? [] : await soundsOf(db, id, quality);
    const first = sound && (await media.stat(pieceKey(id, sound.init, 'mp4')));
    if (!first) return 'unknown';
    const pieces = await piecesOf(media, id, sound);
    const hash = createHash('sha256').update(sound.init);
    for (const { key } of sound.segments) hash.update(key);
    return sendParts(media, [first, indexOf(sound.segments), ...pieces], 'audio/mp4', request, reply, {
      etag: `"${hash.digest('hex')}"`,
      'cache-control': PRIVATE,
      ...(best && { 'content-disposition': 'attachment' }),
    });
  };

const sendCover: SendFile = async (media, asked, request, reply) => {
  const id = asked.text('id');
  if (id === undefined) return 'missing';
  const name = await coverOf(asked, id);
  const key = name === null ? null : photoKeyFor(name, Number(asked.text('size')) || undefined);
  if (key === null) return 'unknown';
  return (await sendStored(media, key, request, reply, { etag: `"${key}"`, 'cache-control': PRIVATE })) ?? 'unknown';
};

export const files: Readonly<Record<string, SendFile>> = {
  stream: sendSound(false),
  download: sendSound(true),
  getCoverArt: sendCover,
};
