/** A member's refusal of a kind of mail by the link in it. The app makes the same choice by `channels.set`. */
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { memberScope } from '@egoejo/shared/sync/protocol.ts';
import type { Database } from '../platform/database/database.ts';
import { notifyMoved } from '../sync/pokes/pokes.ts';
import type { NoticeKind } from './notices.ts';

/** The latest choice counts. A closed account keeps no choices. */
export async function choose(db: Database, member: MemberId, kind: NoticeKind, wanted: boolean): Promise<void> {
  await db.transaction(async (tx) => {
    const scopes = [memberScope(member)];
    await tx.query(`select bump_scopes($1::text[]) from member where id = $2 and status <> 'closed'`, [scopes, member]);
    const chosen = await tx.query(
      `insert into channels as c (member, value) select id, jsonb_build_object($2::text, $3::boolean) from member
        where id = $1 and status <> 'closed'
       on conflict (member) do update set value = c.value || excluded.value returning member`,
      [member, kind, wanted],
    );
    if (chosen.length > 0) await notifyMoved(tx, scopes);
  });
}
