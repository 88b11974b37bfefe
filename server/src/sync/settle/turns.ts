/**
 * Limits how often a member does something of one kind within a day that calls all devices of a scope, and whose rows
 * cannot be counted because the member can take them away: joining, messages, reactions. Taking away has no limit:
 * nobody takes away more often than they add.
 */
import type { SettleContext } from './act.ts';

/** Most things of one kind that a member joins within a day. */
export const MOST_TURNS = 100;

/**
 * Counts one more of `kind`. False: there were too many, and nothing was counted. It writes, so it is the last thing
 * that a settlement decides.
 * @param most of that kind within a day
 */
export async function takesTurn(
  { tx, member, asOf }: SettleContext,
  kind: string,
  most: number = MOST_TURNS,
): Promise<boolean> {
  // An act that was accepted before a restore was already counted then (S29).
  if (asOf !== null) return true;
  const [taken] = await tx.query(
    `insert into turn as t (member, kind) values ($1, $2)
      on conflict (member, kind) do update set
        times = case when t.since > now() - interval '1 day' then t.times + 1 else 1 end,
        since = case when t.since > now() - interval '1 day' then t.since else now() end
      where t.times < $3 or t.since <= now() - interval '1 day' returning member`,
    [member, kind, most],
  );
  return taken !== undefined;
}
