/** Voice notes as phones record them. Each packet is read to check the file; the file itself is not changed. */
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import type { MediaError } from '@egoejo/shared/media/errors.ts';
import { inThread } from '../limits/in-thread.ts';

interface Sound {
  /** Of the format: WebM, MP4 or Ogg. */
  ending: 'webm' | 'm4a' | 'ogg';
  seconds: number;
}
/** What the thread tells: the sound, or what is wrong with the file. */
export type ReadSound = Sound | { fault: 'format' | 'file' };

/** The longest voice note takes well under a second. */
const READ_MS = 5000;
/** A phone stops a little late. */
const SPARE_SECONDS = 5;
/** Shorter is nothing to hear, seconds. */
const LEAST_SECONDS = 0.2;

/**
 * Reads a voice note: its format and its length. If the recording was cut short, the part that exists counts. Refused
 * with `media.bad_sound` (no sound, another format, a film, damaged, or nothing to hear) or `media.too_long`.
 * @param most seconds
 */
export async function readSound(
  bytes: Uint8Array,
  most: number,
  ms: number = READ_MS,
): Promise<Result<Sound, MediaError>> {
  const worker = new URL('./sound-worker.ts', import.meta.url);
  const read = await inThread<ReadSound>(worker, { bytes }, { ms, memory: 128 });
  if (typeof read === 'string') return fail('media.bad_sound', { reason: read });
  const { told } = read;
  if ('fault' in told) return fail('media.bad_sound', { reason: told.fault });
  if (!(told.seconds >= LEAST_SECONDS)) return fail('media.bad_sound', { reason: 'empty' });
  if (told.seconds > most + SPARE_SECONDS) return fail('media.too_long', { most: most });
  return ok(told);
}
