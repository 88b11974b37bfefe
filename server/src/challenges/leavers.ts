/** Takes those who left a community, or closed their account, out of its challenges and its leaderboard. */
import type { CommunityId, MemberId } from '@egoejo/shared/platform/ids.ts';
import { communityScope, memberScope } from '@egoejo/shared/sync/protocol.ts';
import type { Queryable } from '../platform/database/database.ts';
import { notifyMoved } from '../sync/pokes/pokes.ts';

/** How many rows one transaction takes away. */
const CHUNK = 200;
/** SQL: the member `member` is not of the community `community` any more, nor animates all. */
const LEFT = (member: string, community: string): string => `not exists (select from membership s
    where s.member = ${member} and s.community = ${community})
  and not exists (select from member x where x.id = ${member} and x.roles && '{animator,administrator}'::text[])`;

/** Gives how many rows it took away; if there may be more, ask again. Of a challenge that is over the result stays. */
export async function dropLeavers(tx: Queryable): Promise<number> {
  const parts = await tx.query<{ id: string; member: MemberId }>(
    `select c.id, p.member from challenge_part p join challenge c on c.id = p.challenge
      where c.community is not null and now() < challenge_closes(c.ends) and ${LEFT('p.member', 'c.community')}
      order by p.member, c.id limit ${CHUNK}`,
    [],
  );
  const places = await tx.query<{ id: string; community: CommunityId; member: MemberId | null }>(
    `select l.id, l.community, o.member from leaderboard_place l left join leaderboard_own o on o.place = l.id
      where o.member is null or (${LEFT('o.member', 'l.community')}) order by l.id limit ${CHUNK}`,
    [],
  );
  if (parts.length + places.length === 0) return 0;
  const members = [...parts, ...places].flatMap(({ member }) => (member === null ? [] : [memberScope(member)]));
  const scopes = [...new Set([...members, ...places.map(({ community }) => communityScope(community))])];
  await tx.query('select bump_scopes($1::text[])', [scopes]);
  await tx.query(
    `with p as (delete from challenge_part p using unnest($1::uuid[], $2::uuid[]) x(member, challenge)
        where p.member = x.member and p.challenge = x.challenge returning p.challenge)
      insert into contest_delta (challenge) select distinct challenge from p`,
    [parts.map((p) => p.member), parts.map((p) => p.id)],
  );
  const ids = places.map(({ id }) => id);
  await tx.query('delete from leaderboard_own where place = any($1::uuid[])', [ids]);
  await tx.query('delete from leaderboard_place where id = any($1::uuid[])', [ids]);
  await notifyMoved(tx, scopes);
  return parts.length + places.length;
}

/** Takes the name of a person who closed their account off the challenges of communities that they made. */
export async function forgetMaker(tx: Queryable, member: string | null): Promise<void> {
  const made = await tx.query<{ scope: string }>(
    'select distinct scope from challenge where author = $1 order by scope',
    [member],
  );
  const scopes = made.map((r) => r.scope);
  if (scopes.length > 0) await tx.query('select bump_scopes($1::text[])', [scopes]);
  await tx.query('update challenge set author = null, name = null where author = $1', [member]);
  await notifyMoved(tx, scopes);
}
