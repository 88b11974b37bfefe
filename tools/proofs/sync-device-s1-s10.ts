/** Proofs of the rules of the sync (docs/rules/sync.md) by breaks of the client and of shared code. */
import type { Proof } from './proof.ts';

export const syncDeviceProofsFrom1: readonly Proof[] = [
  {
    rule: 'S1',
    test: 'S1: seq never repeats, even after the queue was emptied and while two tabs write',
    file: 'client/src/sync/engine/acts/outbox.ts',
    from: 'store.strict.outbox.add(row)',
    to: 'store.strict.outbox.count().then((n) => store.strict.outbox.add({ ...row, seq: n + 1 }))',
  },
  {
    rule: 'S2',
    test: 'S2: invalid args are refused with a code, and a visitor queues nothing',
    file: 'client/src/sync/engine/acts/outbox.ts',
    from: `if (!parsed.success) return fail('sync.bad_args', { name });`,
    to: '',
  },
  {
    rule: 'S2',
    test: 'S2: the act is stored completely, with strict durability, before the call resolves',
    file: 'client/src/sync/engine/acts/outbox.ts',
    from: 'store.strict.outbox.add(row)',
    to: 'store.db.outbox.add(row)',
  },
  {
    rule: 'S3',
    test: 'S3: adds up queued boosts by project; a boost with a verdict no longer counts',
    file: 'client/src/projects/pending.ts',
    from: `|| verdict !== null ||`,
    to: '||',
  },
  {
    rule: 'S4',
    test: 'S4 S10: tables, limits and test vectors of docs/protocol.md match the source (mend: npm run generate)',
    file: 'shared/src/sync/protocol.ts',
    from: 'mutationsPerExchange: 100',
    to: 'mutationsPerExchange: 99',
  },
  {
    rule: 'S4',
    test: 'S4: changing the arguments of a mutation breaks the compilation of the client',
    file: 'shared/src/registry.ts',
    from: `z.infer<(typeof mutations)[N]['args']>`,
    to: '(N extends string ? any : never)',
  },
  {
    rule: 'S6',
    test: 'S6: a receipt applies to an act only if key and hash match',
    file: 'client/src/sync/engine/acts/verdicts.ts',
    from: '|| receipt.hash !== row.hash) return null;',
    to: ') return null;',
  },
  {
    rule: 'S8',
    test: 'S8: read-only mode is no verdict: acts stay queued, changes are still pulled, and the app shows until when',
    file: 'client/src/sync/engine/schedule/exchange-round.ts',
    from: 'if (await isClosed(deps))',
    to: 'if (false)',
  },
  {
    rule: 'S9',
    test: 'S9: an act sent alone five times without an answer is quarantined',
    file: 'client/src/sync/engine/acts/verdicts.ts',
    from: '(alone >= PATIENCE ?',
    to: '(alone > PATIENCE ?',
  },
  {
    rule: 'S9',
    test:
      'S9: acts that touch a row of a quarantined act wait, and so do acts that touch a row of a waiting one; ' +
      'the others are sent',
    file: 'client/src/sync/engine/acts/batching.ts',
    from: 'if (stays || touches.some((key) => blocked.has(key))) {',
    to: 'if (stays) {',
  },
  {
    rule: 'S9',
    test: 'S9: the answer busy never leads to quarantine',
    file: 'client/src/sync/engine/acts/verdicts.ts',
    from: `if ('busy' in answer) return { lastError: 'sync.busy' };`,
    to: `if ('busy' in answer) return { lastError: 'sync.busy', unsettled: row.unsettled + 1 };`,
  },
  {
    rule: 'S9',
    test: 'S9: all in seq order, except those that already have a verdict',
    file: 'client/src/sync/engine/acts/batching.ts',
    from: 'if (row.verdict !== null || waits(row)) continue;',
    to: 'if (waits(row)) continue;',
  },
  {
    rule: 'S10',
    test: 'S10: within the limits on count and bytes, in order; a single act is always sent',
    file: 'client/src/sync/engine/acts/batching.ts',
    from: '(bytes + size(wire) > limit.bytes && send.length > 0)',
    to: 'bytes + size(wire) > limit.bytes',
  },
  {
    rule: 'S10',
    test: 'S10: an act over 32 KiB of UTF-8, which the server would never take, is not queued',
    file: 'client/src/sync/engine/acts/outbox.ts',
    from: 'seq: Number.MAX_SAFE_INTEGER }) > LIMITS.mutationBytes) {',
    to: 'seq: Number.MAX_SAFE_INTEGER }) > 1e9) {',
  },
  {
    rule: 'S29',
    test: 'S29 S30: an unreadable act that the server forgot in a restore stays listed, as lost',
    file: 'client/src/sync/engine/apply/own-rows.ts',
    from: 'if (receiptsRead) await giveUpUnreadable(db);',
    to: '',
  },
];
