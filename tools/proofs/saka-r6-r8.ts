/** Proofs of the rules R6 to R8 of SAKA (docs/rules/saka.md) by breaks. */
import type { Proof } from './proof.ts';

export const sakaProofsFrom6: readonly Proof[] = [
  {
    rule: 'R6',
    test: 'R6: adds and takes grains against the source, and logs the actor, the reason and the grains',
    file: 'server/src/saka/ledger/ledger.adjust.ts',
    from: '{ key, transfer: made.id, grains, reason }',
    to: '{ key, transfer: made.id, reason }',
  },
  {
    rule: 'R6',
    test: 'R6: only an administrator gets an answer or changes anything; role changes take effect at once',
    file: 'server/src/platform/http/trpc.ts',
    from: `if (!ctx.identity.roles.includes('administrator')) throw new AppError('account.forbidden');`,
    to: '',
  },
  {
    rule: 'R7',
    test: 'R7: debits the wallet, adds to the support and the tally, and counts a supporter once',
    file: 'server/src/saka/settle.sql',
    from: '(a.supported is null and array_position(v_projects, a.project, v_from) is null)::int',
    to: '1',
  },
  {
    rule: 'R7',
    test: 'R7: offers 10 grains, or what is left',
    file: 'client/src/projects/boost.ts',
    from: 'Math.min(beginner ? FIRST_BOOST : BOOST_DEFAULT, Math.max(0, free))',
    to: 'BOOST_DEFAULT',
  },
  {
    rule: 'R7',
    test:
      'R7: all or nothing, in order: too large a boost is refused with the balance; smaller ones after it are ' +
      'applied',
    file: 'server/src/saka/settle.sql',
    from: `jsonb_build_object('balance', v_balance, 'asked', a.grains)`,
    to: `jsonb_build_object('balance', a.balance, 'asked', a.grains)`,
  },
  {
    rule: 'R8',
    test: 'R8: at the defaults nothing below 100 grains, from there a tenth, rounded down',
    file: 'shared/src/saka/compost.ts',
    from: 'grains < p.compostMinAmount',
    to: 'grains < 5',
  },
  {
    rule: 'R8',
    test: 'R8: at the defaults 50 to 99 grains give nothing and 100 give ten to the Silo, and the run records it',
    file: 'server/src/saka/runs/runs.sql',
    from: 'and saka_share(w.balance, p_rate) >= p_min_amount',
    to: 'and true',
  },
  {
    rule: 'R8',
    test: 'R8 R10: the latest time of each kind only, oldest first, and none from before it was enabled',
    file: 'server/src/saka/runs/runs-rules.ts',
    from: 'at > since',
    to: 'at >= since',
  },
  {
    rule: 'R8',
    test: 'R8: compost is due on Mondays at 03:00 UTC',
    file: 'shared/src/saka/compost.ts',
    from: 'if (at > now) at -= 7 * DAY;',
    to: 'if (at > now) at -= 6 * DAY;',
  },
];
