/** Encodes a track in all qualities, cut into pieces of six seconds (L2). */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SOUND_QUALITIES, type SoundQuality } from '@egoejo/shared/tracks/model.ts';
import { runProgram, SAFE_INPUT, Unclear } from '../../platform/media/ffmpeg.ts';
import type { Media } from '../../platform/media/media.ts';
import { pieceKey } from '../keys.ts';
import type { Segment, Sound } from '../queries.ts';
import { prepared, type Measured } from './measure.ts';
import type { Probed } from './probe.ts';
import type { Workshop } from './workshop.ts';

const SEGMENT_SECONDS = 6;
/** Twelve hours take about half an hour on one processor. */
const ENCODE_MS = 3 * 3_600_000;

const CODECS: Readonly<Record<SoundQuality, readonly string[]>> = {
  opus24: ['-c:a', 'libopus', '-b:a', '24k', '-vbr', 'on', '-application', 'audio'],
  aac32: ['-c:a', 'aac', '-b:a', '32k'],
  aac64: ['-c:a', 'aac', '-b:a', '64k'],
  aac128: ['-c:a', 'aac', '-b:a', '128k'],
};

/** Writes the pieces of all qualities into the folder. @returns false: the file cannot be read to its end. */
export async function encode(
  { programs, folder, file, signal }: Workshop,
  probed: Probed,
  { loudness }: Measured,
): Promise<boolean> {
  // What was silent is brought back to how it was.
  const level = loudness === null ? 'volume=6dB' : `${loudness},aresample=48000`;
  const outputs = SOUND_QUALITIES.flatMap((quality, i) =>
    [
      ['-map', `[q${i}]`, '-map_metadata', '-1', '-map_chapters', '-1', '-bitexact', ...CODECS[quality]],
      ['-ar', '48000', '-f', 'hls', '-hls_time', String(SEGMENT_SECONDS), '-hls_playlist_type', 'vod'],
      ['-hls_segment_type', 'fmp4', '-hls_fmp4_init_filename', `${quality}.mp4`],
      ['-hls_segment_filename', `${quality}-%d.m4s`, `${quality}.m3u8`],
    ].flat(),
  );
  const said = await runProgram(
    programs.ffmpeg,
    [
      '-nostdin',
      '-hide_banner',
      '-v',
      'error',
      ...SAFE_INPUT,
      '-i',
      file,
      '-filter_complex',
      `[0:${probed.stream}]${prepared(probed)},${level},asplit=${SOUND_QUALITIES.length}` +
        SOUND_QUALITIES.map((_, i) => `[q${i}]`).join(''),
      ...outputs,
    ],
    { cwd: folder, ms: ENCODE_MS, signal },
  );
  return said.ok;
}

/** Stores the pieces of one quality under the hashes of their content. */
export async function storeSound(media: Media, folder: string, track: string, quality: SoundQuality): Promise<Sound> {
  const store = async (name: string, ending: 'mp4' | 'm4s'): Promise<{ key: string; bytes: number }> => {
    const content = await readFile(join(folder, name));
    const key = createHash('sha256').update(content).digest('hex');
    await media.put(pieceKey(track, key, ending), content);
    return { key, bytes: content.length };
  };
  const first = await store(`${quality}.mp4`, 'mp4');
  const segments: Segment[] = [];
  for (const { name, seconds } of listed(await readFile(join(folder, `${quality}.m3u8`), 'utf8')))
    segments.push({ ...(await store(name, 'm4s')), seconds });
  if (segments.length === 0) throw new Unclear(`ffmpeg made no pieces in ${quality}`);
  return { quality, init: first.key, segments, bytes: segments.reduce((sum, s) => sum + s.bytes, first.bytes) };
}

/** The pieces that ffmpeg names in its playlist, with their lengths. */
const listed = (playlist: string): { name: string; seconds: number }[] =>
  [...playlist.matchAll(/^#EXTINF:([\d.]+),.*\n([\w.-]+)$/gm)].map(([, seconds = '', name = '']) => ({
    name,
    seconds: Number(seconds),
  }));
