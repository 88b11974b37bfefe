/** The methods of the Subsonic API that answer with a file: the sound of a track, a cover. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { SoundQuality } from '@egoejo/shared/tracks/model.ts';
import { photoKeyFor } from '../media/model.ts';
import type { Deps } from '../platform/deps.ts';
import { sendParts, sendStored } from '../platform/http/send-stored.ts';
import { bytesOf, heardBy, oneFile, ONE_FILE_TYPE, soundsOf, type Sound } from '../tracks/model.ts';
import type { FaultName } from './answer.ts';
import type { Asked } from './methods.ts';
import { coverOf } from './music.ts';

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

/** Sends the sound of a track as one file. */
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
    const file = sound && (await oneFile(media, id, sound));
    if (!file) return 'unknown';
    return sendParts(media, file.parts, ONE_FILE_TYPE, request, reply, {
      etag: file.etag,
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
