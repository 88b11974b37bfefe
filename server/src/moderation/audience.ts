/** Who may decide a case. */
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Queryable } from '../platform/database/database.ts';
import type { Case } from './cases.ts';

/**
 * The moderators and animators of its community; an appeal goes to animators other than who decided. Its author never
 * decides: if the author is one of them, or nobody is left, those decide who have the role in every community.
 */
export async function audienceOf(
  tx: Queryable,
  { community, author, appeal, decision, authorTends }: Case,
): Promise<MemberId[]> {
  const rows = await tx.query<{ member: MemberId }>(
    `with near as (select m.member from membership m join member x on x.id = m.member and x.status = 'active'
         where m.community = $1::uuid and m.role in ('animator', 'moderator') and not $4
           and (not $3 or m.role = 'animator' and m.member is distinct from $5::uuid)
           and m.member is distinct from $2::uuid),
       whole as (select x.id as member from member x where x.status = 'active'
         and x.roles && case when $3 then '{animator,administrator}'
           else '{moderator,animator,administrator}' end::text[]
         and x.id is distinct from $2::uuid
         and (not $3 or x.id is distinct from $5::uuid))
     select member from near union select member from whole where not exists (select from near) order by member`,
    [community, author, appeal !== null, authorTends, decision?.by ?? null],
  );
  return rows.map((r) => r.member);
}
