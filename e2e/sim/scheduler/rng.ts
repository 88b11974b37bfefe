/** Seeded random numbers: the only source of randomness in a simulated run. */

export interface Rng {
  /** Uniform in [0, 1). */
  next(): number;
  /** A whole number from 0 to n - 1. */
  int(n: number): number;
  chance(p: number): boolean;
  pick<T>(from: readonly T[]): T;
  /** `n` random bytes. */
  bytes(n: number): Uint8Array;
  /** An independent generator for one purpose, so that draws for one purpose do not affect another. */
  fork(purpose: string): Rng;
}

/** FNV-1a, 32 bit: turns a purpose into a number. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h >>> 0;
}

/** sfc32 (Chris Doty-Humphrey, PractRand): small, fast, passes the usual tests. */
export function rngOf(seed: number, purpose = ''): Rng {
  let a = seed >>> 0;
  let b = Math.floor(seed / 2 ** 32) >>> 0;
  let c = hash(purpose);
  let d = 1;
  const draw = (): number => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + t) | 0;
    return t >>> 0;
  };
  for (let i = 0; i < 15; i++) draw();
  const rng: Rng = {
    next: () => draw() / 2 ** 32,
    int: (n) => Math.floor((draw() / 2 ** 32) * n),
    chance: (p) => draw() / 2 ** 32 < p,
    pick(from) {
      const chosen = from[rng.int(from.length)];
      if (chosen === undefined) throw new Error('nothing to pick from');
      return chosen;
    },
    bytes: (n) => Uint8Array.from({ length: n }, () => draw() & 0xff),
    fork: (other) => rngOf(seed, `${purpose}/${other}`),
  };
  return rng;
}
