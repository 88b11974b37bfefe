/** Proofs of the rules R1 to R5 of SAKA (docs/rules/saka.md) by breaks. */
import type { Proof } from './proof.ts';

export const sakaProofsFrom1: readonly Proof[] = [
  {
    rule: 'R1',
    test: 'R1: no message shows grains with a currency sign',
    file: 'client/src/i18n/saka.fr.ts',
    from: `'saka.wallet': 'Mes grains',`,
    to: `'saka.wallet': 'Mes grains €',`,
  },
  {
    rule: 'R1',
    test: 'R1: the 4P of a project are listed together; grains and euros come from two independent reads',
    file: 'server/src/impact/http.ts',
    from: `p1: { unit: 'euro cents', pledged }`,
    to: `p1: { unit: 'euro cents', pledged: pledged + grains.planted }`,
  },
  {
    rule: 'R2',
    test: 'R2: transfers are append-only: the database refuses UPDATE, DELETE and TRUNCATE',
    file: 'server/src/saka/ledger.sql',
    from: 'before update or delete on transfer',
    to: 'before update on transfer',
  },
  {
    rule: 'R2',
    test: 'R2: a balance changes by transfer only: any other change, deletion or a new wallet with grains is refused',
    file: 'server/src/saka/ledger.sql',
    from: 'if pg_trigger_depth() < 2 then',
    to: 'if pg_trigger_depth() < 0 then',
  },
  {
    rule: 'R3',
    test: 'R3: the command fails on a gap and lists it',
    file: 'server/src/cli/audit.ts',
    from: 'return ok ? EXIT.done : EXIT.failed;',
    to: 'return EXIT.done;',
  },
  {
    rule: 'R3',
    test: 'R2 R3: totals follow every reason, in single and combined statements',
    file: 'server/src/saka/ledger.sql',
    from: 'planted = w.planted - d.grains',
    to: 'planted = w.planted + d.grains',
  },
  {
    rule: 'R3',
    test: 'R3: a wallet is never negative, whoever posts the transfer',
    file: 'prisma/migrations/001.do.foundation.sql',
    from: 'member uuid primary key, balance bigint not null default 0 check (balance >= 0),',
    to: 'member uuid primary key, balance bigint not null default 0,',
  },
  {
    rule: 'R4',
    test: 'R4: each reason accepts only its own pairs of accounts, in single and combined statements',
    file: 'server/src/saka/ledger.sql',
    from: `when 'compost' then from_account = 'wallet' and to_account = 'silo'`,
    to: `when 'compost' then from_account = 'wallet'`,
  },
  {
    rule: 'R5',
    test: 'R5: a story read for at least words / 10 active seconds harvests 10, once per member',
    file: 'server/src/reading/settle.sql',
    from: `elsif (a.args ->> 'activeSeconds')::int < v_needed then`,
    to: `elsif (a.args ->> 'activeSeconds')::int < 0 then`,
  },
  {
    rule: 'R5',
    test: 'R5: stop one minute after the reader’s last activity',
    file: 'client/src/reading/active.ts',
    from: 'Math.min(now, a.lastSign + IDLE_MS)',
    to: 'now',
  },
  {
    rule: 'R5',
    test: 'R5: readings of a week offline count on their own days',
    file: 'server/src/saka/ledger.sql',
    from: 'greatest(least(p_made_at, now()), d.quiet_at,',
    to: 'greatest(now(), d.quiet_at,',
  },
  {
    rule: 'R5',
    test: 'R5: a code may be typed as it was dictated: lower case, spaces, O for zero, I and L for one',
    file: 'shared/src/invitations/model.ts',
    from: `.replaceAll('O', '0')`,
    to: '',
  },
];
