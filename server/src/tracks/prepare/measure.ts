/** Decodes a file once, from its beginning to its end: how long it is, how loud, and the shape of its waveform. */
import * as z from 'zod/mini';
import { MOST_PEAKS, MOST_SECONDS } from '@egoejo/shared/tracks/model.ts';
import { runProgram, SAFE_INPUT } from '../../platform/media/ffmpeg.ts';
import type { Probed } from './probe.ts';
import type { Workshop } from './workshop.ts';

/** How loud tracks become: LUFS, the highest true peak in dB, the range of loudness (L2). */
const TARGET = 'I=-16:TP=-1.5:LRA=20';
/** Quieter than this is taken for silence, and stays as it is. LUFS. */
const SILENCE = -65;
/** A waveform that never rises above this is not drawn larger. */
const LEAST_HIGHEST = 128;
/** Samples a second of the waveform. */
const RATE = 8000;
/** Decoding 12 hours takes about ten minutes. */
const DECODE_MS = 3_600_000;

/** What loudnorm says; -inf of silence. */
const measured = z.object({
  input_i: z.string(),
  input_tp: z.string(),
  input_lra: z.string(),
  input_thresh: z.string(),
  target_offset: z.string(),
});
export interface Measured {
  seconds: number;
  /** The waveform in base64, as a row has it. */
  peaks: string;
  /** The filter that makes it as loud as other tracks; null: it is silent. */
  loudness: string | null;
}

/**
 * What is done before anything else: a damaged file can hold peaks thousands of times too loud. What is more than 6 dB
 * above full scale is cut off. Times are counted anew from the samples: a gap in those of the file would cut one piece
 * for each packet after it.
 */
export const prepared = ({ channels }: Pick<Probed, 'channels'>): string =>
  `volume=-6dB,aformat=sample_fmts=s32:channel_layouts=${channels === 1 ? 'mono' : 'stereo'},aresample=48000,` +
  'asetpts=N/SR/TB';

/** Null: nothing of it can be decoded. A longer one than MOST_SECONDS is decoded until a little after. */
export async function measure({ programs, folder, file, signal }: Workshop, probed: Probed): Promise<Measured | null> {
  const waveform = createWaveform();
  const said = await runProgram(
    programs.ffmpeg,
    [
      ['-nostdin', '-hide_banner', '-v', 'info', '-nostats', ...SAFE_INPUT, '-i', file],
      ['-filter_complex'],
      [`[0:${probed.stream}]${prepared(probed)},asplit=2[a][b];[a]loudnorm=${TARGET}:print_format=json[n]`],
      ['-map', '[n]', '-t', String(MOST_SECONDS + 10), '-f', 'null', '-'],
      ['-map', '[b]', '-t', String(MOST_SECONDS + 10), '-ac', '1', '-ar', String(RATE), '-f', 's16le', 'pipe:1'],
    ].flat(),
    { cwd: folder, ms: DECODE_MS, signal, onOut: (part) => waveform.add(part) },
  );
  const { samples, peaks } = waveform.end();
  if (!said.ok || samples === 0) return null;
  return { seconds: samples / RATE, peaks, loudness: loudnessOf(said.said) };
}

function loudnessOf(said: string): string | null {
  const json = said.slice(said.lastIndexOf('{'), said.lastIndexOf('}') + 1);
  const read = json === '' ? null : measured.safeParse(JSON.parse(json));
  if (!read?.success) return null;
  const [i, tp, lra, thresh, offset] = [
    read.data.input_i,
    read.data.input_tp,
    read.data.input_lra,
    read.data.input_thresh,
    read.data.target_offset,
  ].map(Number) as [number, number, number, number, number];
  if (![i, tp, lra, thresh, offset].every(Number.isFinite) || i < SILENCE) return null;
  const within = (n: number, least: number, most: number): number => Math.min(Math.max(n, least), most);
  return (
    `loudnorm=${TARGET}:measured_I=${within(i, -99, 0)}:measured_TP=${within(tp, -99, 99)}` +
    `:measured_LRA=${within(lra, 0, 99)}:measured_thresh=${within(thresh, -99, 0)}` +
    `:offset=${within(offset, -99, 99)}:linear=true`
  );
}

/** Collects peaks of samples of 16 bits; the parts of time double whenever there are too many of them. */
export function createWaveform(): { add(part: Buffer): void; end(): { samples: number; peaks: string } } {
  const peaks: number[] = [];
  let samples = 0;
  let each = 1;
  let at = 0;
  let peak = 0;
  let odd: number | null = null;
  const sample = (value: number): void => {
    samples++;
    peak = Math.max(peak, Math.abs(value));
    if (++at < each) return;
    peaks.push(peak);
    [at, peak] = [0, 0];
    if (peaks.length < 2 * MOST_PEAKS) return;
    for (let i = 0; i < MOST_PEAKS; i++) peaks[i] = Math.max(peaks[2 * i] ?? 0, peaks[2 * i + 1] ?? 0);
    peaks.length = MOST_PEAKS;
    each *= 2;
  };
  const int16 = (low: number, high: number): number => (((high << 8) | low) << 16) >> 16;
  return {
    add(part) {
      let i = 0;
      if (odd !== null && part.length > 0) sample(int16(odd, part[i++] ?? 0));
      for (; i + 1 < part.length; i += 2) sample(int16(part[i] ?? 0, part[i + 1] ?? 0));
      odd = i < part.length ? (part[i] ?? 0) : null;
    },
    end() {
      if (at > 0) peaks.push(peak);
      const fold = Math.max(1, Math.ceil(peaks.length / MOST_PEAKS));
      const bytes = Buffer.alloc(Math.ceil(peaks.length / fold));
      // Values are scaled so that the loudest is 255. Near silence is not scaled up.
      const highest = peaks.reduce((most, value) => Math.max(most, value), LEAST_HIGHEST);
      for (const [i, value] of peaks.entries()) {
        const to = Math.floor(i / fold);
        bytes[to] = Math.max(bytes[to] ?? 0, Math.round((255 * value) / highest));
      }
      return { samples, peaks: bytes.toString('base64') };
    },
  };
}
