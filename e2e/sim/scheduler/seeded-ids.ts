/** Ids from the seed. */
import type { Rng } from './rng.ts';

export type NewId = <T extends string>() => T;

/** A generator of UUIDs (version 4) from the seed. */
export function idsFrom(rng: Rng): NewId {
  return <T extends string>(): T => {
    const b = rng.bytes(16);
    b[6] = 0x40 | ((b[6] ?? 0) & 0x0f);
    b[8] = 0x80 | ((b[8] ?? 0) & 0x3f);
    const hex = Buffer.from(b).toString('hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` as T;
  };
}
