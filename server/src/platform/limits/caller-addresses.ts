/** Counts the callers of one address that are at work or waiting. */
import type { Caller, Room } from './admission-limits.ts';

/** Counts callers at work and waiting by address; kinds without a share are not counted. */
export function countAddresses(shares: NonNullable<Room['shares']>): {
  full(who: Caller): boolean;
  count(who: Caller): () => void;
} {
  const counts = new Map<string, number>();
  return {
    full: ({ kind, address }) => (counts.get(`${kind} ${address}`) ?? 0) >= (shares[kind]?.anAddress ?? Infinity),
    count({ kind, address }) {
      if (!shares[kind]) return () => undefined;
      const key = `${kind} ${address}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
      let counted = true;
      return () => {
        if (!counted) return;
        counted = false;
        const left = (counts.get(key) ?? 1) - 1;
        if (left > 0) counts.set(key, left);
        else counts.delete(key);
      };
    },
  };
}
