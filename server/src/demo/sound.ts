/**
 * Makes the demo's music by code: plucked strings (Karplus and Strong 1983), wooden bars, a drum and a rattle play
 * melodies on a scale of five tones. The same tune always gives the same file.
 */
import { chance } from './motifs.ts';

const RATE = 24_000;
/** Ratios of the two scales to their root, without beats. */
const SCALES = { bright: [1, 9 / 8, 5 / 4, 3 / 2, 5 / 3], dark: [1, 6 / 5, 4 / 3, 3 / 2, 9 / 5] } as const;

interface Voice {
  of: 'string' | 'bass' | 'bar' | 'drum' | 'rattle';
  /**
   * One character for each step: a tone of the scale, from 0 (the root) to 9 and on to e, or a point for silence. The
   * line is repeated to the end of the tune. Spaces only make it easier to read.
   */
  line: string;
  /** The steps before this voice starts. */
  from?: number;
}
export interface Tune {
  /** Hertz of the tone 0. */
  root: number;
  scale: keyof typeof SCALES;
  /** Steps a minute, and altogether. */
  pace: number;
  steps: number;
  voices: readonly Voice[];
}

/** How long the last tone sounds, s. */
const RINGS = 2;
/** Seconds of the tune. */
export const secondsOf = ({ steps, pace }: Tune): number => (steps * 60) / pace + RINGS;

/** Adds one tone of `hz` to the sound, from that sample on. */
type Play = (sound: Float32Array, at: number, hz: number, noise: () => number) => void;

/** A string: noise in a loop as long as the tone's period. It loses its high tones at each round. */
const plucked =
  (seconds: number, loud: number, hold: number): Play =>
  (sound, at, hz, noise) => {
    const period = RATE / hz - 0.5;
    const size = Math.floor(period - 0.1);
    // An allpass filter makes up for the part of a sample, or the string would be out of tune.
    const part = period - size;
    const pass = (1 - part) / (1 + part);
    const loop = Float32Array.from({ length: size }, () => noise() - 0.5);
    const end = Math.min(sound.length, at + Math.round(seconds * RATE));
    for (let n = at, i = 0, before = 0, passed = 0; n < end; n++) {
      const next = i + 1 === size ? 0 : i + 1;
      const mean = hold * 0.5 * (loop[i]! + loop[next]!);
      passed = pass * mean + before - pass * passed;
      before = mean;
      loop[i] = passed;
      // Its end is faded out, so that it does not click.
      sound[n]! += loud * passed * Math.min(1, (end - n) / 600);
      i = next;
    }
  };

/**
 * A tone that rings and dies away: of each pair, how often the pitch and how loud. Higher ones are gone sooner.
 * @param half seconds to half of it
 */
const struck =
  (half: number, partials: readonly (readonly [number, number])[]): Play =>
  (sound, at, hz) => {
    for (const [times, loud] of partials) {
      const halved = (half * RATE) / Math.sqrt(times);
      const fall = 0.5 ** (1 / halved);
      const end = Math.min(sound.length, at + Math.round(8 * halved));
      const turn = (2 * Math.PI * hz * times) / RATE;
      const [one, two] = [2 * fall * Math.cos(turn), fall * fall];
      for (let n = at, last = 0, now = loud * Math.sin(turn); n < end; n++) {
        sound[n]! += now;
        const next = one * now - two * last;
        last = now;
        now = next;
      }
    }
  };

const rattle: Play = (sound, at, _hz, noise) => {
  const length = Math.min(1400, sound.length - at);
  for (let n = 0, last = 0; n < length; n++) {
    const now = noise() - 0.5;
    sound[at + n]! += 0.09 * (now - last) * Math.min(1, n / 200) * Math.exp(-n / 350);
    last = now;
  }
};

const drum = struck(0.09, [
  [1, 0.5],
  [1.6, 0.22],
  [2.7, 0.08],
]);
const PLAYS: Readonly<Record<Voice['of'], Play>> = {
  string: plucked(1.3, 0.9, 0.996),
  bass: plucked(1.5, 1.1, 0.998),
  bar: struck(0.11, [
    [1, 0.3],
    [3.9, 0.07],
  ]),
  // A drum has its own two pitches, low and high.
  drum: (sound, at, hz, noise) => drum(sound, at, hz > 300 ? 168 : 82, noise),
  rattle,
};

/** A quiet echo, and everything as loud as it can be with room to spare; 16-bit samples. */
function mixed(sound: Float32Array): Int16Array {
  const behind = Math.round(0.23 * RATE);
  let most = 0;
  for (let n = 0; n < sound.length; n++) {
    if (n >= behind) sound[n]! += 0.22 * sound[n - behind]!;
    most = Math.max(most, Math.abs(sound[n]!));
  }
  const samples = new Int16Array(sound.length);
  for (let n = 0; n < sound.length; n++) samples[n] = (sound[n]! / most) * 26_000;
  return samples;
}

/** The tune as a WAV file, 24 kHz, mono. @param name what its chance depends on */
export function wav(name: string, tune: Tune): Buffer {
  const { root, scale, pace, steps, voices } = tune;
  const noise = chance(name);
  // Cheaper than `chance` for each sample.
  const grain = Float32Array.from({ length: 4_096 }, () => noise());
  let taken = 0;
  const next = (): number => grain[taken++ & 4_095]!;
  const step = (60 * RATE) / pace;
  const sound = new Float32Array(Math.round(secondsOf(tune) * RATE));
  for (const { of, line, from = 0 } of voices) {
    const tones = line.replaceAll(' ', '');
    for (let i = from; i < steps; i++) {
      const tone = Number.parseInt(tones[(i - from) % tones.length] ?? '', 15);
      if (Number.isNaN(tone)) continue;
      const hz = root * SCALES[scale][tone % 5]! * 2 ** Math.floor(tone / 5);
      // A person does not play in exact time.
      const late = Math.round(noise() * 0.012 * RATE);
      PLAYS[of](sound, Math.round(i * step) + late, of === 'bass' ? hz / 2 : hz, next);
    }
  }
  const samples = mixed(sound);
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + samples.byteLength, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(RATE, 24);
  head.writeUInt32LE(RATE * 2, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36);
  head.writeUInt32LE(samples.byteLength, 40);
  return Buffer.concat([head, new Uint8Array(samples.buffer)]);
}
