/**
 * Grains added to a wallet or taken from it by hand, in exchange with the source (R6). The caller checks permissions.
 */
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import type { AdministrationError } from '@egoejo/shared/administration/errors.ts';
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Adjustment } from '@egoejo/shared/saka/adjust.ts';
import { audit, type Actor } from '../../platform/observability/audit.ts';
import type { Queryable } from '../../platform/database/database.ts';

export interface Adjusted {
  transfer: string;
  /** Balance of the wallet after the adjustment. */
  balance: number;
  /** True: this adjustment had already been made, and nothing was moved. */
  again: boolean;
}

/**
 * Moves the grains and writes the audit log, in the caller's transaction; the wallet never goes below zero. Idempotent
 * by key: a repetition returns the result of the first call. It does not count as an act of the member, so compost
 * treats the wallet as before.
 */
export async function adjustWallet(
  tx: Queryable,
  who: Actor & { actor: string },
  { key, member, grains, reason }: Adjustment,
): Promise<Result<Adjusted, AdministrationError>> {
  // Serialize calls with the same key, whichever member they are for: the key is unique in the audit log, and a second
  // call must get the first result.
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`${ADJUSTED}:${key}`]);
  // The member's mutex. Earlier changes are read in later statements, so after the previous holder's commit.
  const [held] = await tx.query(
    `select from member_counter c join member m on m.id = c.member and m.status <> 'closed'
      where c.member = $1 for no key update of c`,
    [member],
  );
  if (!held) return fail('administration.unknown_member');
  const before = await findAdjustment(tx, key);
  const [wallet] = await tx.query<{ balance: number }>('select balance from wallet where member = $1', [member]);
  const balance = wallet?.balance ?? 0;
  if (before) {
    const same =
      before.member === member && before.grains === grains && before.reason === reason && before.actor === who.actor;
    return same ? ok({ transfer: before.transfer, balance, again: true }) : fail('administration.key_reused');
  }
  if (balance + grains < 0) return fail('administration.below_zero', { balance, grains });
  const [from, to] = grains > 0 ? ['source', 'wallet'] : ['wallet', 'source'];
  const [made] = await tx.query<{ id: string }>(
    `insert into transfer (member, rev, from_account, to_account, amount, reason, actor, cycle)
     values ($1, bump_member($1), $2::account_kind, $3::account_kind, $4, 'manual_adjust', $5, active_cycle())
       returning id`,
    [member, from, to, Math.abs(grains), who.actor],
  );
  if (!made) throw new Error('an adjustment was not written');
  await audit(tx, who, ADJUSTED, member, { key, transfer: made.id, grains, reason });
  return ok({ transfer: made.id, balance: balance + grains, again: false });
}

/** The action's name in the audit log, where its key is unique (090.do.administration.sql). */
const ADJUSTED = 'saka.adjust';
interface Logged {
  member: MemberId;
  actor: string | null;
  transfer: string;
  grains: number;
  reason: string;
}
const findAdjustment = async (tx: Queryable, key: string): Promise<Logged | undefined> =>
  (
    await tx.query<Logged>(
      `select subject as member, actor, detail ->> 'transfer' as transfer, (detail -> 'grains')::int as grains,
        detail ->> 'reason' as reason
     from audit_log where action = 'saka.adjust' and detail ->> 'key' = $1`,
      [key],
    )
  )[0];
