/** The words that the member wrote on this device. Pure. */
import type { Act } from '../../sync/api/acts/activity.ts';

type Said = Pick<Act, 'name' | 'args' | 'seq' | 'verdict' | 'here'>;

/**
 * The words that the acts of this device wrote last, received or not; null: they wrote none, or not to the end.
 * @param acts those on the track, in any order
 */
export function writtenHere(acts: readonly Said[]): string | null {
  const parts = acts
    .filter(({ name, here, verdict }) => name === 'track.words' && here && verdict?.status !== 'rejected')
    .toSorted((a, b) => b.seq - a.seq);
  const end = parts.findIndex(({ args }) => args['last'] === true);
  if (end !== 0) return null;
  const begin = parts.findIndex(({ args }) => args['part'] === 0);
  const those = parts.slice(0, begin + 1).toReversed();
  return begin < 0 || those.some(({ args }, i) => args['part'] !== i)
    ? null
    : those.map(({ args }) => String(args['text'])).join('\n');
}
