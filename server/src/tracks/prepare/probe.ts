/** What ffprobe says of a file: whether there is sound in it, its tags, its cover. */
import * as z from 'zod/mini';
import { cut } from '@egoejo/shared/platform/cut.ts';
import { plainLine } from '@egoejo/shared/platform/texts.ts';
import { MOST_NUMBER, TRACK_TEXT } from '@egoejo/shared/tracks/model.ts';
import { runProgram, SAFE_INPUT } from '../../platform/media/ffmpeg.ts';
import type { Workshop } from './workshop.ts';

const tags = z.optional(z.record(z.string(), z.string()));
const probed = z.object({
  streams: z.array(
    z.object({
      index: z.int(),
      codec_type: z.optional(z.string()),
      channels: z.optional(z.int()),
      tags,
      disposition: z.optional(z.object({ attached_pic: z.optional(z.int()) })),
    }),
  ),
  format: z.object({ duration: z.optional(z.string()), tags }),
});

/** What the tags of a file say; '' and null where they say nothing. */
export interface Tags {
  artists: string;
  album: string;
  number: number | null;
  genre: string;
  /** The lyrics as they are in the file. */
  words: string;
}
export interface Probed {
  /** Index of the stream that is heard. */
  stream: number;
  /** One or two are kept. */
  channels: 1 | 2;
  /** As the file claims; null if it does not say. */
  claimed: number | null;
  tags: Tags;
  /** Index of the stream that is the cover. */
  cover: number | null;
}
const PROBE_MS = 60_000;
const MOST_COVER = 10 * 1024 * 1024;

/** Reads the file; null: there is no sound in it. */
export async function probe({ programs, folder, file, signal }: Workshop): Promise<Probed | null> {
  const said = await runProgram(
    programs.ffprobe,
    ['-v', 'error', ...SAFE_INPUT, '-show_format', '-show_streams', '-of', 'json', file],
    { cwd: folder, ms: PROBE_MS, signal },
  );
  if (!said.ok) return null;
  const read = probed.safeParse(JSON.parse(said.out.toString('utf8')));
  if (!read.success) return null;
  const { streams, format } = read.data;
  const sound = streams.find((s) => s.codec_type === 'audio' && (s.channels ?? 0) > 0);
  if (!sound) return null;
  const claimed = Number(format.duration ?? Number.NaN);
  return {
    stream: sound.index,
    channels: sound.channels === 1 ? 1 : 2,
    claimed: Number.isFinite(claimed) ? claimed : null,
    tags: readTags({ ...sound.tags, ...format.tags }),
    cover: streams.find((s) => s.disposition?.attached_pic === 1)?.index ?? null,
  };
}

/** The tags that a track has a field for. */
export function readTags(all: Readonly<Record<string, string>>): Tags {
  const byName = new Map(Object.entries(all).map(([name, value]) => [name.toLowerCase(), value]));
  const text = (name: string, most: number): string => cut(plainLine(repaired(byName.get(name) ?? '')), most).trim();
  const number = Number(/^\s*(\d{1,4})/.exec(byName.get('track') ?? byName.get('tracknumber') ?? '')?.[1] ?? 0);
  return {
    artists: text('artist', TRACK_TEXT.artists) || text('album_artist', TRACK_TEXT.artists),
    album: text('album', TRACK_TEXT.album),
    number: number >= 1 && number <= MOST_NUMBER ? number : null,
    genre: text('genre', TRACK_TEXT.genre),
    words: wordsIn(byName),
  };
}

/** Lyrics: their tag may tell the language, `lyrics-fra`. */
function wordsIn(byName: ReadonlyMap<string, string>): string {
  const name = [...byName.keys()].find((key) => /^(?:unsynced)?lyrics(?:-|$)/.test(key));
  return name === undefined ? '' : repaired(byName.get(name) ?? '');
}

/** A text whose UTF-8 was taken for Latin-1, as older programs wrote tags, read as it was meant. */
function repaired(text: string): string {
  if (!/^[\0-\u00ff]*$/.test(text) || !/[\u00c2-\u00f4][\u0080-\u00bf]/.test(text)) return text;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(text, 'latin1'));
  } catch {
    // It is Latin-1 after all.
    return text;
  }
}

/** The bytes of the cover; null: it cannot be read. */
export async function coverOf({ programs, folder, file, signal }: Workshop, stream: number): Promise<Buffer | null> {
  const said = await runProgram(
    programs.ffmpeg,
    [
      '-nostdin',
      '-v',
      'error',
      ...SAFE_INPUT,
      '-i',
      file,
      '-map',
      `0:${stream}`,
      '-c',
      'copy',
      '-frames:v',
      '1',
    ].concat(['-f', 'image2pipe', 'pipe:1']),
    { cwd: folder, ms: PROBE_MS, most: MOST_COVER, signal },
  );
  return said.ok && said.out.length > 0 ? said.out : null;
}
