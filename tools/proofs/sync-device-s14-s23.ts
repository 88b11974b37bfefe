/** Proofs of the rules S14 to S23 of the sync (docs/rules/sync.md) by breaks of the device. */
import type { Proof } from './proof.ts';

export const syncDeviceProofsFrom14: readonly Proof[] = [
  {
    rule: 'S14',
    test: 'S14: a tombstone removes a row only if it still has that scope here',
    file: 'client/src/sync/engine/apply/page-rows.ts',
    from: 'if (here?._scope === page.scope) await',
    to: 'if (here) await',
  },
  {
    rule: 'S14',
    test: 'S14: cursors written in different eras are not merged, because one would vouch for the other',
    file: 'client/src/sync/engine/apply/scopes.ts',
    from: "/${p.cursor.mark ?? ''}`",
    to: '`',
  },
  {
    rule: 'S15',
    test: 'S15: orders scopes: the member’s first, then polls, communities, the rest, each community once',
    file: 'client/src/sync/engine/apply/scopes.ts',
    from: '[...new Set(opened)]',
    to: '[...opened]',
  },
  {
    rule: 'S16',
    test: 'S16: every cursor of every subscribed scope counts; removed scopes and frozen cursors do not',
    file: 'client/src/sync/engine/acts/verdicts.ts',
    from: 'part.frozen || (!part.stale && hasPassed(part, rev))',
    to: '!part.stale && hasPassed(part, rev)',
  },
  {
    rule: 'S18',
    test: 'S18: each member has their own database',
    file: 'client/src/sync/engine/store/store-name.ts',
    from: `egoejo-\${member ?? 'visitor'}`,
    to: `egoejo-\${member ? 'member' : 'visitor'}`,
  },
  {
    rule: 'S18',
    test:
      'S18: an exchange that was overtaken before its request passes an aborted signal to fetch, whatever the ' +
      'network does',
    file: 'client/src/sync/engine/exchange/answer-lines.ts',
    from: 'if (outer.aborted) stop();',
    to: '',
  },
  {
    rule: 'S18',
    test:
      'S18: a page is discarded once a later exchange began, even if its own cursor is unchanged: a row that ' +
      'moved meanwhile is not lost',
    file: 'client/src/sync/engine/apply/fence.ts',
    from: `(await readMeta(db, 'fence')) === fence.number && (`,
    to: '(',
  },
  {
    rule: 'S19',
    test: 'S19: a queued act is sent 250 ms later, together with the others queued meanwhile, and none earlier',
    file: 'client/src/sync/engine/schedule/syncer.ts',
    from: 'MUTATION_DELAY = 250',
    to: 'MUTATION_DELAY = 0',
  },
  {
    rule: 'S19',
    test: 'S19: every queued act registers a Background Sync',
    file: 'client/src/sync/engine/acts/outbox.ts',
    from: 'env.askBackgroundSync();',
    to: '',
  },
  {
    rule: 'S20',
    test: 'S20: after %i failures with random value %d and minimum %i the wait is %i ms',
    file: 'client/src/sync/engine/schedule/waits.ts',
    from: 'Math.min(300_000,',
    to: 'Math.min(600_000,',
  },
  {
    rule: 'S20',
    test: 'S20: Retry-After %j is %j ms',
    file: 'client/src/sync/engine/exchange/retry-after.ts',
    from: 'if (Number.isFinite(seconds))',
    to: 'if (!Number.isFinite(seconds))',
  },
  {
    rule: 'S21',
    test: 'S21: an answer for another member is not applied',
    file: 'client/src/sync/engine/exchange/apply-line.ts',
    from: 'if (head.member !== deps.who.member) {',
    to: 'if (false) {',
  },
  {
    rule: 'S22',
    test: 'S22: another format, another member’s file and a file too large are refused as a whole',
    file: 'client/src/sync/api/acts/queue-file.ts',
    from: `if (file.data.member !== who.member) return fail('sync.wrong_member');`,
    to: '',
  },
  {
    rule: 'S23',
    test:
      'S23: covers go first, then audio, then texts, each oldest first, only as much as is needed; ' +
      'never outbox, receipts or own rows',
    file: 'client/src/sync/engine/store/quota.ts',
    from: '[...pictures, RUNTIME_CACHES.covers, RUNTIME_CACHES.audio]',
    to: '[RUNTIME_CACHES.audio, RUNTIME_CACHES.covers, ...pictures]',
  },
  {
    rule: 'S23',
    test: 'S23: persistent storage is requested once, at the first queued act',
    file: 'client/src/sync/engine/acts/outbox.ts',
    from: `if (await readMeta(store.db, 'persistAsked')) return;`,
    to: '',
  },
];
