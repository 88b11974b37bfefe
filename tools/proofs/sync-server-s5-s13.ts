/** Proofs of the rules of the sync (docs/rules/sync.md) by breaks of the server. */
import type { Proof } from './proof.ts';

export const syncServerProofsFrom5: readonly Proof[] = [
  {
    rule: 'S5',
    test: 'S5: concurrent exchanges settle in one call, each under its own member lock, with its own receipt and rev',
    file: 'server/src/sync/settle/settle.sql',
    from: 'p_devices[p_places[x.n]], v_locked.revs[x.m]',
    to: 'p_devices[p_places[x.n]], v_locked.revs[1]',
  },
  {
    rule: 'S5',
    test: 'S5: one that throws undoes nothing before it, and those after it wait',
    file: 'server/src/sync/settle/settle.ts',
    from: 'if (run.length > 1) return settleEach(deps, member, device, run);',
    to: '',
  },
  {
    rule: 'S6',
    test: 'S6: the same key with another request is sync.key_reused, not stored',
    file: 'server/src/sync/receipts/receipts.ts',
    from: 'if (known.hash !== hash && known.code !== CANCELLED)',
    to: `if (known.hash === '')`,
  },
  {
    rule: 'S7',
    test: 'S7: a whole pull omits receipts over 35 days old',
    file: 'server/src/sync/pull/page-select.ts',
    from: 'const young = whole && s.wholePullOnly ?',
    to: 'const young = !whole && s.wholePullOnly ?',
  },
  {
    rule: 'S7',
    test: 'S7: a receipt is a row of the member scope with verdict, time and revs; convergent acts have none',
    file: 'server/src/sync/settle/settle.sql',
    from: 'from unnest(p_kept, p_said) as x where not x.convergent),',
    to: 'from unnest(p_kept, p_said) as x),',
  },
  {
    rule: 'S8',
    test: 'S8: unknown names and versions get upgradeRequired, are not stored, and stop the exchange',
    file: 'server/src/sync/settle/settle.ts',
    from: 'if (unknown !== null) answers.push(',
    to: 'if (unknown === undefined) answers.push(',
  },
  {
    rule: 'S11',
    test: 'S11: policy is judged at settlement: banned, withdrawn, closed',
    file: 'server/src/polls/settle.sql',
    from: `if p_poll.state = 'closed' or p_poll.closes_at <= coalesce(p_at, clock_timestamp()) then`,
    to: 'if false then',
  },
  {
    rule: 'S12',
    test: 'S12: SQL entered by hand is stamped too, once per transaction; TRUNCATE is refused',
    file: 'server/src/sync/settle/functions.ts',
    from: 'when (new.rev is not distinct from old.rev${moved})',
    to: 'when (false${moved})',
  },
  {
    rule: 'S13',
    test: 'S13 S16: verdicts come before changes, and the cursor passes every rev that the verdict names',
    file: 'server/src/sync/exchange/exchange.ts',
    from: 'if (acts || !sameEpoch || !isIdle(',
    to: 'if (!sameEpoch || !isIdle(',
  },
  {
    rule: 'S13',
    test: 'S13: a change committed while an answer is read is not in it, and comes with the next one',
    file: 'server/src/sync/pull/pull.ts',
    from: `{ isolation: 'repeatable read', readOnly: true }`,
    to: `{ isolation: 'read committed', readOnly: true }`,
  },
];
