/** Turns the loudness of a voice note into the bars that are drawn. Pure. */
import { LOUDEST, VOICE_BARS } from '@egoejo/shared/rooms/model.ts';

/** The loudness of many moments, from 0 to 1, as at most VOICE_BARS bars from 0 to LOUDEST, the loudest at LOUDEST. */
export function barsOf(moments: readonly number[]): number[] {
  const n = Math.min(VOICE_BARS, moments.length);
  const at = (bar: number): number => Math.floor((bar * moments.length) / n);
  const most = Array.from({ length: n }, (_, bar) => Math.max(...moments.slice(at(bar), at(bar + 1))));
  const loudest = Math.max(...most, 0);
  return most.map((loud) => (loudest > 0 ? Math.round((Math.max(0, loud) / loudest) * LOUDEST) : 0));
}

/** The loudness of one moment, from 0 to 1. @param samples the sound, each from -1 to 1 */
export function loudnessOf(samples: Readonly<Float32Array>): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return samples.length === 0 ? 0 : Math.min(1, Math.sqrt(sum / samples.length));
}
