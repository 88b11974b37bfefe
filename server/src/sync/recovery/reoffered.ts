/**
 * Acts that devices offer again after this database was restored from a backup: whether the database lost them, and
 * what becomes of one that is refused (S29). receipt-macs.ts reads the proof; row-writes.ts knows what was
 * written later.
 */
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Params } from '@egoejo/shared/platform/result.ts';
import type { Answer } from '@egoejo/shared/sync/protocol.ts';
import type { Database } from '../../platform/database/database.ts';
import { openRecovery } from './recovery.ts';
import type { Act } from '../settle/act.ts';

/**
 * Opens a recovery when a device proves a receipt that this database does not know and no recovery accounts for: the
 * database was replaced by an older copy. @returns true when it opened one.
 */
export function noticeLoss(
  db: Database,
  member: MemberId,
  proven: readonly Pick<Act, 'key' | 'asOf'>[],
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [lost] = await tx.query(
      `select 1 from (select recovery_since, recovered_at from installation for update) i
        where i.recovery_since is null and exists (
         select from unnest($2::uuid[], $3::timestamptz[]) p(key, at) where p.at > coalesce(i.recovered_at, '-infinity')
           and not exists (select from receipt r where r.member = $1 and r.key = p.key))`,
      [member, proven.map((p) => p.key), proven.map((p) => p.asOf)],
    );
    if (lost) await openRecovery(tx);
    return lost !== undefined;
  });
}

/**
 * The answer for an act offered again that is refused while a recovery is open, and the code of that refusal once the
 * recovery has ended.
 */
export const recovering = (key: Act['key'], code: string, params: Params): Answer => ({
  key,
  recovering: code,
  params,
});
export const LOST = 'sync.lost_in_restore';
