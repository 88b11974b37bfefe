/** Proofs of the rules S14 to S29 of the sync (docs/rules/sync.md) by breaks of the server. */
import type { Proof } from './proof.ts';

export const syncServerProofsFrom14: readonly Proof[] = [
  {
    rule: 'S14',
    test: 'S14: deletions leave tombstones; a row that moved to another scope is kept there',
    file: 'server/src/sync/settle/functions.ts',
    from: 'create or replace trigger d_bury after delete on ${table} for each row',
    to: 'create or replace trigger d_bury after delete on ${table} for each row when (false)',
  },
  {
    rule: 'S14',
    test:
      'S14: a cursor below the floor, above the counter or of another epoch causes a whole pull, with sweep by ' +
      'mark',
    file: 'server/src/sync/pull/positions.ts',
    from: '>= (floor ?? 0)',
    to: '>= 0',
  },
  {
    rule: 'S14',
    test: 'S14: a change made on a disk copy before any server noticed the copy reaches a device that was ahead',
    file: 'server/src/sync/rows/stamping.sql',
    from: 'else substr(md5(p_era || pg_postmaster_start_time()::text), 1, 10) end',
    to: 'else p_era end',
  },
  {
    rule: 'S15',
    test: 'S15: pages hold at most 500 rows or 128 KiB, own rows first, and resume inside a rev',
    file: 'server/src/sync/pull/pages.ts',
    from: 'if (end > start && bytes > PAGE.bytes) break;',
    to: '',
  },
  {
    rule: 'S17',
    test: 'S17: the combiner updates the score, in its own row and once; tally + deltas = ledger at any time',
    file: 'server/src/saka/combine.sql',
    from: 'set score = t.score + g.grains',
    to: 'set score = t.score + 2 * g.grains',
  },
  {
    rule: 'S21',
    test: 'S21: an exchange names its member and device; other ones are refused',
    file: 'server/src/sync/exchange/exchange.ts',
    from: 'if (caller && stale === null)',
    to: 'if (caller && stale === undefined)',
  },
  {
    rule: 'S25',
    test: 'S25: the live channel names the moved scopes that were asked for and are visible, and nothing else',
    file: 'server/src/sync/live/followers.ts',
    from: 'filter((c) => c.visible && ',
    to: 'filter((c) => ',
  },
  {
    rule: 'S25',
    test: 'S25: a device follows what its member may see, and hears at once what moved since its revs',
    file: 'server/src/sync/live/followers.ts',
    from: 'c.rev! > wanted',
    to: 'c.rev! < wanted',
  },
  {
    rule: 'S25',
    test: 'S25: whoever leaves a community or is removed hears of it at once, and no more from there',
    file: 'server/src/sync/live/hub.ts',
    from: 'if (channel.member === member) channel.end',
    to: 'if (channel.member !== member) channel.end',
  },
  {
    rule: 'S29',
    test: 'S29: a restore replaces existing data only when asked to',
    file: 'server/src/backup/restore.ts',
    from: '(existing?.members ?? 0) > 0 && !replace',
    to: 'false',
  },
  {
    rule: 'S29',
    test: 'S29: a proof is valid only for its own member, act and time, and only if it is recent and made with our key',
    file: 'server/src/platform/keys/receipt-key.ts',
    from: '\\n${hash}',
    to: '',
  },
];
