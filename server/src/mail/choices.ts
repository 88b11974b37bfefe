/** A member's choice of which mails to get. */
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Queryable } from '../platform/database.ts';
import { isWanted, noticeKinds, type NoticeKind } from './notices.ts';

/** The latest choice counts. A closed account keeps no choices. */
export async function choose(q: Queryable, member: MemberId, kind: NoticeKind, wanted: boolean): Promise<void> {
  await q.query(
    `insert into mail_choice (member, kind, wanted) select id, $2, $3 from member where id = $1 and status <> 'closed'
     on conflict (member, kind) do update set wanted = excluded.wanted, chosen_at = now()`,
    [member, kind, wanted],
  );
}

export async function choicesOf(q: Queryable, member: MemberId): Promise<Record<NoticeKind, boolean>> {
  const rows = await q.query<{ kind: string; wanted: boolean }>(
    'select kind, wanted from mail_choice where member = $1',
    [member],
  );
  const of = (kind: NoticeKind): boolean => isWanted(kind, rows.find((r) => r.kind === kind)?.wanted ?? null);
  const [invitation, compostAhead, moderation] = noticeKinds;
  return { [invitation]: of(invitation), [compostAhead]: of(compostAhead), [moderation]: of(moderation) };
}
