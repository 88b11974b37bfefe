/** Proofs of the rules of the sync (docs/rules/sync.md) by breaks of the client and of shared code. */
import type { Proof } from './proof.ts';

export const syncDeviceProofs: readonly Proof[] = [
  {
    rule: 'S1',
    test: 'S1: seq never repeats, even after the queue was emptied and while two tabs write',
    file: 'client/src/sync/engine/outbox.ts',
    from: 'store.strict.outbox.add(row)',
    to: 'store.strict.outbox.count().then((n) => store.strict.outbox.add({ ...row, seq: n + 1 }))',
  },
  {
    rule: 'S2',
    test: 'S2: invalid args are refused with a code, and a visitor queues nothing',
    file: 'client/src/sync/engine/outbox.ts',
    from: `if (!parsed.success) return fail('sync.bad_args', { name });`,
    to: '',
  },
  {
    rule: 'S2',
    test: 'S2: the act is stored completely, with strict durability, before the call resolves',
    file: 'client/src/sync/engine/outbox.ts',
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
    test:
      'S4 S10: tables, limits and test vectors of docs/protocol.md match the source (mend: node ' +
      'server/src/testing/protocol-doc.ts)',
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
    file: 'client/src/sync/engine/verdicts.ts',
    from: '|| receipt.hash !== row.hash) return null;',
    to: ') return null;',
  },
  {
    rule: 'S8',
    test: 'S8: read-only mode is no verdict: acts stay queued, changes are still pulled, and the app shows until when',
    file: 'client/src/sync/engine/exchange-round.ts',
    from: 'if (await isClosed(deps))',
    to: 'if (false)',
  },
  {
    rule: 'S9',
    test: 'S9: an act sent alone five times without an answer is quarantined',
    file: 'client/src/sync/engine/verdicts.ts',
    from: '(alone >= PATIENCE ?',
    to: '(alone > PATIENCE ?',
  },
  {
    rule: 'S9',
    test:
      'S9: acts that touch a row of a quarantined act wait, and so do acts that touch a row of a waiting one; ' +
      'the others are sent',
    file: 'client/src/sync/engine/batching.ts',
    from: 'if (stays || touches.some((key) => blocked.has(key))) {',
    to: 'if (stays) {',
  },
  {
    rule: 'S9',
    test: 'S9: the answer busy never leads to quarantine',
    file: 'client/src/sync/engine/verdicts.ts',
    from: `if ('busy' in answer) return { lastError: 'sync.busy' };`,
    to: `if ('busy' in answer) return { lastError: 'sync.busy', unsettled: row.unsettled + 1 };`,
  },
  {
    rule: 'S9',
    test: 'S9: all in seq order, except those that already have a verdict',
    file: 'client/src/sync/engine/batching.ts',
    from: 'if (row.verdict !== null || waits(row)) continue;',
    to: 'if (waits(row)) continue;',
  },
  {
    rule: 'S10',
    test: 'S10: within the limits on count and bytes, in order; a single act is always sent',
    file: 'client/src/sync/engine/batching.ts',
    from: '(bytes + size(wire) > limit.bytes && send.length > 0)',
    to: 'bytes + size(wire) > limit.bytes',
  },
  {
    rule: 'S10',
    test: 'S10: an act over 32 KiB of UTF-8, which the server would never take, is not queued',
    file: 'client/src/sync/engine/outbox.ts',
    from: 'seq: Number.MAX_SAFE_INTEGER }) > LIMITS.mutationBytes) {',
    to: 'seq: Number.MAX_SAFE_INTEGER }) > 1e9) {',
  },
  {
    rule: 'S14',
    test: 'S14: a tombstone removes a row only if it still has that scope here',
    file: 'client/src/sync/engine/apply.ts',
    from: 'if (here?._scope === page.scope) await',
    to: 'if (here) await',
  },
  {
    rule: 'S14',
    test: 'S14: cursors written in different eras are not merged, because one would vouch for the other',
    file: 'client/src/sync/engine/scopes.ts',
    from: "/${p.cursor.mark ?? ''}`",
    to: '`',
  },
  {
    rule: 'S15',
    test: 'S15: orders scopes: the member’s first, then polls, communities, the rest, each community once',
    file: 'client/src/sync/engine/scopes.ts',
    from: '[...new Set(communities)]',
    to: '[...communities]',
  },
  {
    rule: 'S16',
    test: 'S16: every cursor of every subscribed scope counts; removed scopes and frozen cursors do not',
    file: 'client/src/sync/engine/verdicts.ts',
    from: 'part.frozen || (!part.stale && hasPassed(part, rev))',
    to: '!part.stale && hasPassed(part, rev)',
  },
  {
    rule: 'S18',
    test: 'S18: each member has their own database',
    file: 'client/src/sync/api/store-name.ts',
    from: `egoejo-\${member ?? 'visitor'}`,
    to: `egoejo-\${member ? 'member' : 'visitor'}`,
  },
  {
    rule: 'S18',
    test:
      'S18: an exchange that was overtaken before its request passes an aborted signal to fetch, whatever the ' +
      'network does',
    file: 'client/src/sync/engine/answer-lines.ts',
    from: 'if (outer.aborted) stop();',
    to: '',
  },
  {
    rule: 'S18',
    test:
      'S18: a page is discarded once a later exchange began, even if its own cursor is unchanged: a row that ' +
      'moved meanwhile is not lost',
    file: 'client/src/sync/engine/apply.ts',
    from: `(await readMeta(db, 'fence')) === fence.number && (`,
    to: '(',
  },
  {
    rule: 'S19',
    test: 'S19: a queued act is sent 250 ms later, together with the others queued meanwhile, and none earlier',
    file: 'client/src/sync/engine/syncer.ts',
    from: 'MUTATION_DELAY = 250',
    to: 'MUTATION_DELAY = 0',
  },
  {
    rule: 'S19',
    test: 'S19: every queued act registers a Background Sync',
    file: 'client/src/sync/engine/outbox.ts',
    from: 'env.askBackgroundSync();',
    to: '',
  },
  {
    rule: 'S20',
    test: 'S20: after %i failures with random value %d and minimum %i the wait is %i ms',
    file: 'client/src/sync/engine/waits.ts',
    from: 'Math.min(300_000,',
    to: 'Math.min(600_000,',
  },
  {
    rule: 'S20',
    test: 'S20: Retry-After %j is %j ms',
    file: 'client/src/sync/engine/retry-after.ts',
    from: 'if (Number.isFinite(seconds))',
    to: 'if (!Number.isFinite(seconds))',
  },
  {
    rule: 'S21',
    test: 'S21: an answer for another member is not applied',
    file: 'client/src/sync/engine/exchange.ts',
    from: 'if (head.member !== deps.who.member) {',
    to: 'if (false) {',
  },
  {
    rule: 'S22',
    test: 'S22: another format, another member’s file and a file too large are refused as a whole',
    file: 'client/src/sync/api/queue-file.ts',
    from: `if (file.data.member !== who.member) return fail('sync.wrong_member');`,
    to: '',
  },
  {
    rule: 'S23',
    test:
      'S23: covers go first, then audio, then books and texts, each oldest first, only as much as is needed; ' +
      'never outbox, receipts or own rows',
    file: 'client/src/sync/engine/quota.ts',
    from: '[RUNTIME_CACHES.covers, RUNTIME_CACHES.avatars, RUNTIME_CACHES.audio, RUNTIME_CACHES.books]',
    to: '[RUNTIME_CACHES.audio, RUNTIME_CACHES.covers, RUNTIME_CACHES.avatars, RUNTIME_CACHES.books]',
  },
  {
    rule: 'S23',
    test: 'S23: persistent storage is requested once, at the first queued act',
    file: 'client/src/sync/engine/outbox.ts',
    from: `if (await readMeta(store.db, 'persistAsked')) return;`,
    to: '',
  },
  {
    rule: 'S24',
    test: 'S24: a chain of upcasters runs from any old version; an unknown version has none',
    file: 'shared/src/sync/mutation.ts',
    from: 'v++;',
    to: 'v += 2;',
  },
  {
    rule: 'S24',
    test: 'S24: a change of the protocol, of a mutation or of an entity forces a new version',
    file: 'shared/src/sync/protocol.ts',
    from: 'outboxEmpty: z.boolean()',
    to: 'outboxEmpty: z.optional(z.boolean())',
  },
  {
    rule: 'S26',
    test: 'S26: an act that was never sent is taken back immediately and never leaves the device',
    file: 'client/src/sync/engine/outbox.ts',
    from: 'if (!sent || row.broken !== undefined',
    to: 'if (row.broken !== undefined',
  },
  {
    rule: 'S26',
    test: 'S26: a convergent act that may have been sent cannot be cancelled',
    file: 'client/src/sync/engine/outbox.ts',
    from: `if (definitionOf(row.name)?.convergent) return 'too-late';`,
    to: '',
  },
  {
    rule: 'S26',
    test: 'S26: a cancel takes the place and seq of its act; never both are sent',
    file: 'client/src/sync/engine/batching.ts',
    from: 'return { ...act, key: row.cancelKey, name: cancel.name,',
    to: 'return { ...act, name: cancel.name,',
  },
  {
    rule: 'S27',
    test: 'S27: resumes the text read last, at the furthest position of any device',
    file: 'client/src/home/queries.ts',
    from: 'furthestRead(positions.filter((p) => p.text === position.text))',
    to: 'position.at',
  },
  {
    rule: 'S27',
    test: 'S27: does not ask when this device is as far',
    file: 'client/src/reading/position.ts',
    from: 'elsewhere >= Math.max(here, asked) + WORTH',
    to: 'elsewhere !== here',
  },
  {
    rule: 'S28',
    test: 'S28: a device clock that jumps by a year removes no act shown as received',
    file: 'client/src/sync/engine/apply.ts',
    from: `below(new Date(serverNow - KEPT_MS).toISOString()).toArray();
    for (const row of old) {
      const kept = row.keptAt > serverNow - KEPT_MS`,
    to: `below(new Date(now - KEPT_MS).toISOString()).toArray();
    for (const row of old) {
      const kept = row.keptAt > now - KEPT_MS`,
  },
  {
    rule: 'S29',
    test:
      'S29: acts the server still knows are not offered again, even if the answer that announced the restore ' +
      'broke off early',
    file: 'client/src/sync/engine/batching.ts',
    from: 'isHeld(row, limit.now) || isUnseen(row)',
    to: 'isHeld(row, limit.now)',
  },
  {
    rule: 'S29',
    test:
      'S29: until it is received again an act shows as sent again, its effect counts once, and it cannot be ' +
      'taken back',
    file: 'client/src/sync/engine/outbox.ts',
    from: `|| row.verdict !== null || row.again) return 'too-late';`,
    to: `|| row.verdict !== null) return 'too-late';`,
  },
  {
    rule: 'S30',
    test:
      'S30: when the server refuses a cursor, acts are sent without it, and that scope is pulled from its ' +
      'beginning, in one run',
    file: 'client/src/sync/engine/after-refusal.ts',
    from: 'bare: bare || times >= TWICE',
    to: 'bare',
  },
  {
    rule: 'S30',
    test: 'S9 S30: acts that waited behind another are sent as soon as that one turns out to be settled',
    file: 'client/src/sync/engine/exchange.ts',
    from: 'reading.renewed || freed',
    to: 'reading.renewed',
  },
  {
    rule: 'S29',
    test:
      'S29: an act reported as applied whose receipt the server does not have is offered again, even if no ' +
      'cursor revealed an older copy',
    file: 'client/src/sync/engine/reoffer.ts',
    from: 'return { ...row, ...reborn(row, true) };',
    to: 'return null;',
  },
  {
    rule: 'S29',
    test: 'S29 S30: an unreadable act that the server forgot in a restore stays listed, as lost',
    file: 'client/src/sync/engine/apply.ts',
    from: `if (page.done && names.includes('receipt')) await giveUpUnreadable(db);`,
    to: '',
  },
];
