/** Proofs of the rules R9 to R13 of SAKA (docs/rules/saka.md) by breaks. */
import type { Proof } from './proof.ts';

export const sakaProofsFrom9: readonly Proof[] = [
  {
    rule: 'R9',
    test: 'R9: the first Monday on which the wallet is idle, and what prevents it',
    file: 'shared/src/saka/compost.ts',
    from: 'Math.max(now, idleSince + p.compostInactivityDays * DAY)',
    to: 'now',
  },
  {
    rule: 'R9',
    test: 'R9: a member’s preview counts from the last settled act or compost',
    file: 'server/src/saka/runs/my-compost.ts',
    from: 'select w.balance, iso(greatest(w.last_activity, w.last_compost)) as "idleSince"',
    to: 'select w.balance, iso(w.last_activity) as "idleSince"',
  },
  {
    rule: 'R10',
    test: 'R10: the Silo’s part is divided equally; if it is too small for all, nobody gets anything',
    file: 'shared/src/saka/compost.ts',
    from: 'Math.floor(shareOf(silo, rate) / wallets)',
    to: 'Math.ceil(shareOf(silo, rate) / wallets)',
  },
  {
    rule: 'R10',
    test: 'R10: redistribution is due on the first Monday of a month at 04:00 UTC',
    file: 'shared/src/saka/compost.ts',
    from: 'getUTCDate() <= 7',
    to: 'getUTCDate() <= 8',
  },
  {
    rule: 'R11',
    test: 'R11: the member’s part of a season is the sum of its transfers, net of refunds',
    file: 'client/src/saka/figures.ts',
    from: `poll_refund: ['planted', -1]`,
    to: `poll_refund: ['harvested', 1]`,
  },
  {
    rule: 'R11',
    test: 'R11: a refund counts in the season of its spend, even if another one is active',
    file: 'server/src/saka/ledger/ledger.sql',
    from: `sum(case when v_reason = 'poll_refund' or (v_reason`,
    to: `sum(case when (v_reason`,
  },
  {
    rule: 'R12',
    test: 'R12: flags and parameters by name; on by default, redistribution only in the demo',
    file: 'server/src/platform/config/flags.ts',
    from: 'SAKA_SILO_REDISTRIBUTION_ENABLED: yesNo(demo)',
    to: 'SAKA_SILO_REDISTRIBUTION_ENABLED: yesNo(true)',
  },
  {
    rule: 'R12',
    test: 'R12: a disabled flag refuses with its code; a banned member is refused',
    file: 'server/src/saka/settle.sql',
    from: `elsif 'SAKA_PROJECT_BOOST_ENABLED' = any(p_off) then`,
    to: 'elsif false then',
  },
  {
    rule: 'R13',
    test: 'R13: answers with an ETag, with 304 when nothing changed, and compressed on request',
    file: 'server/src/platform/http/cached-reply.ts',
    from: `if (known.includes(prepared.etag) || known.includes('*')) return reply.code(304).send();`,
    to: '',
  },
  {
    rule: 'R13',
    test: 'R13: a request out of scope or without a valid token is refused with its code',
    file: 'server/src/http/partner-http.ts',
    from: 'if (!partner.scopes.includes(scope)) throw',
    to: 'if (partner.scopes.length === 0) throw',
  },
  {
    rule: 'R13',
    test: 'R13: closing the account erases personal data and keeps the sums; the remaining balance goes to the Silo',
    file: 'server/src/saka/listeners.ts',
    from: 'if (subject !== null) await closeWallet(tx, subject as MemberId);',
    to: '',
  },
];
