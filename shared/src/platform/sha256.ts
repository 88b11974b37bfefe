/** SHA-256 (FIPS 180-4) of a text. A package for all hashes is three times the code on every device. */

/** Browsers and Node have it; the types of `shared` are those of the language alone. */
declare const TextEncoder: new () => { encode(text: string): Uint8Array };

/**
 * The first 32 bits behind the point of the roots of the first primes. The nearest of them to a step is a thousand
 * times farther from it than arithmetic errs, so every engine finds the same.
 */
function fractions(count: number, power: number): Int32Array {
  const primes: number[] = [];
  for (let n = 2; primes.length < count; n++) if (primes.every((p) => n % p !== 0)) primes.push(n);
  return Int32Array.from(primes, (p) => (p ** (1 / power) % 1) * 2 ** 32);
}
const START = fractions(8, 2);
const ROUND = fractions(64, 3);

const turn = (x: number, by: number): number => (x >>> by) | (x << (32 - by));

/** The bytes, a one, zeros, and the number of bits: whole blocks of 64 bytes. */
function padded(bytes: Uint8Array): DataView {
  const blocks = new Uint8Array(((bytes.length + 72) >> 6) << 6);
  blocks.set(bytes);
  blocks[bytes.length] = 0x80;
  const view = new DataView(blocks.buffer);
  view.setBigUint64(blocks.length - 8, BigInt(bytes.length) * 8n);
  return view;
}

/** Puts the block's words, and those made of them, into `w`. */
function spread(w: Int32Array, view: DataView, at: number): void {
  const word = (i: number): number => w[i] ?? 0;
  for (let i = 0; i < 16; i++) w[i] = view.getInt32(at + 4 * i);
  for (let i = 16; i < 64; i++) {
    const x = word(i - 15);
    const y = word(i - 2);
    const mixed = (turn(x, 7) ^ turn(x, 18) ^ (x >>> 3)) + (turn(y, 17) ^ turn(y, 19) ^ (y >>> 10));
    w[i] = word(i - 16) + word(i - 7) + mixed;
  }
}

/** Lower-case hex, of the UTF-8 bytes. Synchronous, unlike the browser's own: an act is written in the tap's task. */
export function sha256Hex(text: string): string {
  const view = padded(new TextEncoder().encode(text));
  const sum = Int32Array.from(START);
  const w = new Int32Array(64);
  for (let at = 0; at < view.byteLength; at += 64) {
    spread(w, view, at);
    let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = sum;
    for (let i = 0; i < 64; i++) {
      const mixed = (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g));
      const up = h + mixed + (ROUND[i] ?? 0) + (w[i] ?? 0);
      const low = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
      h = g;
      g = f;
      f = e;
      e = (d + up) | 0;
      d = c;
      c = b;
      b = a;
      a = (up + low) | 0;
    }
    [a, b, c, d, e, f, g, h].forEach((v, i) => (sum[i] = (sum[i] ?? 0) + v));
  }
  return Array.from(sum, (v) => (v >>> 0).toString(16).padStart(8, '0')).join('');
}
