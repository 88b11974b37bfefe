/** Proofs of the rules S24 to S30 of the sync (docs/rules/sync.md) by breaks of the device. */
import type { Proof } from './proof.ts';

export const syncDeviceProofsFrom24: readonly Proof[] = [
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
    file: 'client/src/sync/engine/acts/outbox.ts',
    from: 'if (!sent || row.broken !== undefined',
    to: 'if (row.broken !== undefined',
  },
  {
    rule: 'S26',
    test: 'S26: a convergent act that may have been sent cannot be cancelled',
    file: 'client/src/sync/engine/acts/outbox.ts',
    from: `if (definitionOf(row.name)?.convergent) return 'too-late';`,
    to: '',
  },
  {
    rule: 'S26',
    test: 'S26: a cancel takes the place and seq of its act; never both are sent',
    file: 'client/src/sync/engine/acts/batching.ts',
    from: 'return { ...act, key: row.cancelKey, name: cancel.name,',
    to: 'return { ...act, name: cancel.name,',
  },
  {
    rule: 'S27',
    test: 'S27: resumes the text read last, at the furthest position of any device',
    file: 'client/src/reading/next-text.ts',
    from: 'furthestRead(positions.filter((p) => p.text === text))',
    to: 'newest.find((p) => p.text === text)?.at ?? 0',
  },
  {
    rule: 'S27',
    test: 'S27: does not ask when this device is as far',
    file: 'client/src/reading/sitting/position.ts',
    from: 'elsewhere >= Math.max(here, asked) + WORTH',
    to: 'elsewhere !== here',
  },
  {
    rule: 'S28',
    test: 'S28: a device clock that jumps by a year removes no act shown as received',
    file: 'client/src/sync/engine/apply/apply-end.ts',
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
    file: 'client/src/sync/engine/acts/batching.ts',
    from: 'isHeld(row, limit.now) || isUnseen(row)',
    to: 'isHeld(row, limit.now)',
  },
  {
    rule: 'S29',
    test:
      'S29: until it is received again an act shows as sent again, its effect counts once, and it cannot be ' +
      'taken back',
    file: 'client/src/sync/engine/acts/outbox.ts',
    from: `|| row.verdict !== null || row.again) return 'too-late';`,
    to: `|| row.verdict !== null) return 'too-late';`,
  },
  {
    rule: 'S30',
    test:
      'S30: when the server refuses a cursor, acts are sent without it, and that scope is pulled from its ' +
      'beginning, in one run',
    file: 'client/src/sync/engine/schedule/after-refusal.ts',
    from: 'bare: bare || times >= TWICE',
    to: 'bare',
  },
  {
    rule: 'S30',
    test: 'S9 S30: acts that waited behind another are sent as soon as that one turns out to be settled',
    file: 'client/src/sync/engine/exchange/exchange.ts',
    from: 'reading.renewed || freed',
    to: 'reading.renewed',
  },
  {
    rule: 'S29',
    test:
      'S29: an act reported as applied whose receipt the server does not have is offered again, even if no ' +
      'cursor revealed an older copy',
    file: 'client/src/sync/engine/acts/reoffer.ts',
    from: 'return { ...row, ...reborn(row, true) };',
    to: 'return null;',
  },
];
