/** The waveform of a track. Pure. */
import { fromBase64 } from '../../platform/values/base64.ts';

const LOUDEST = 255;

/** The loudness of a track as at most `most` bars from 0 to 1, each the loudest of its part; none: it is not known. */
export function barsOf(peaks: string, most: number): number[] {
  const values = fromBase64(peaks);
  const n = Math.min(most, values.length);
  const at = (bar: number): number => Math.floor((bar * values.length) / n);
  return Array.from({ length: n }, (_, bar) => Math.max(...values.subarray(at(bar), at(bar + 1))) / LOUDEST);
}
