/** The keys of secret polls in the simulated world: they outlive every process and every restore of the database. */
import { createHash } from 'node:crypto';
import type { PollId } from '@egoejo/shared/platform/ids.ts';
import {
  BallotKeyMissing,
  ballotKey,
  type BallotKey,
  type BallotKeys,
} from '@egoejo/server/polls/secret/ballot-keys.ts';

/** Keys follow from the poll's id, so that a seed runs the same way each time. */
export function simulatedKeys(): BallotKeys {
  const keys = new Map<string, BallotKey>();
  const results = new Map<string, string>();
  const matching = (poll: PollId, fingerprint: Uint8Array | null): BallotKey | null => {
    const key = keys.get(poll);
    return key && fingerprint && key.fingerprint.equals(fingerprint) ? key : null;
  };
  return {
    async make(poll) {
      if (results.has(poll)) return keys.get(poll) ?? null;
      const made = keys.get(poll) ?? ballotKey(poll, createHash('sha256').update(poll).digest());
      keys.set(poll, made);
      return made;
    },
    load: async () => undefined,
    async of(poll, fingerprint) {
      const key = matching(poll, fingerprint);
      if (!key) throw new BallotKeyMissing(poll);
      return key;
    },
    has: async (poll, fingerprint) => matching(poll, fingerprint) !== null,
    list: async () => [...keys.keys()],
    keepResult: async (poll, result) => void results.set(poll, result),
    keptResult: async (poll) => results.get(poll) ?? null,
    destroy: async (poll) => void keys.delete(poll),
  };
}
