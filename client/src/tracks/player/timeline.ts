/** Where the pieces of a track lie in time (L4). Pure. */
import type { SoundQuality } from '@egoejo/shared/tracks/model.ts';

/** Of what a track consists in one quality. */
export interface SoundList {
  quality: SoundQuality;
  /** The hashes of its pieces: first the one that opens the others. */
  pieces: readonly string[];
  /** How long each of the others is. */
  seconds: readonly number[];
}

/**
 * Encoders begin with so much that is no sound yet, seconds: 1,024 samples of ffmpeg's AAC encoder, the pre-skip of
 * libopus at 48 kHz.
 */
export const leadIn = (quality: SoundQuality): number => (quality.startsWith('opus') ? 312 : 1024) / 48_000;

const sum = (seconds: readonly number[]): number => seconds.reduce((all, s) => all + s, 0);
/** How long the sound is. */
export const lengthOf = ({ quality, seconds }: SoundList): number => sum(seconds) - leadIn(quality);

/** What is closer than this is the same place, seconds: lengths of pieces are written in millionths. */
const SAME = 0.001;

/** The number of the piece in which a place lies, and where that begins and ends; null: it lies after the end. */
export function pieceAt(
  { quality, seconds }: SoundList,
  place: number,
): { n: number; from: number; to: number } | null {
  let to = -leadIn(quality);
  for (const [i, length] of seconds.entries()) {
    const from = to;
    to += length;
    if (to > place + SAME) return { n: i + 1, from: Math.max(0, from), to };
  }
  return null;
}
