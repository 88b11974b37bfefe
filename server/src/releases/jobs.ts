/** Puts out the releases whose time has come (L8). */
import type { CommunityId, MemberId, ReleaseId, TrackId } from '@egoejo/shared/platform/ids.ts';
import { CATALOGUE, communityScope, memberScope } from '@egoejo/shared/sync/protocol.ts';
import type { Database, Queryable } from '../platform/database/database.ts';
import type { Deps } from '../platform/deps.ts';
import { emit } from '../platform/database/events.ts';
import { refusalOf } from '../platform/policy.ts';
import { isRecovering } from '../sync/recovery/recovery.ts';
import { notifyMoved } from '../sync/pokes/pokes.ts';
import { shareTracks, trackScopes } from '../tracks/model.ts';
import { planning, planningFor } from './policy.ts';
import { standingTowards } from './standing.ts';

/** How many are looked up at a time. */
const CHUNK = 100;

interface Due {
  member: MemberId;
  id: ReleaseId;
}
interface Planned {
  title: string;
  tracks: TrackId[];
  visibility: 'community' | 'public';
  community: CommunityId | null;
}
/** SQL: its sound is being prepared. */
const WAITS = `exists (select from track t where t.id = any(r.tracks) and t.state = 'preparing')`;
/** The release, if it is still to be put out; of its tracks those that are still there. */
async function dueOf(tx: Queryable, { member, id }: Due): Promise<Planned | undefined> {
  const [found] = await tx.query<Planned>(
    `select title, visibility, community, array(select x.id from unnest(r.tracks) with ordinality x(id, n)
         join track t on t.id = x.id order by x.n) as tracks
       from release r where member = $1 and id = $2 and state = 'planned' and at <= now()
         and not ${WAITS}`,
    [member, id],
  );
  return found;
}

/** What their artist may not do any more, since they planned it. */
async function faultOf(tx: Queryable, member: MemberId, { tracks, community }: Planned): Promise<string | null> {
  if (tracks.length === 0) return 'track.unknown';
  const heard = await tx.query(`select from track where id = any($1::uuid[]) and state = 'ready' limit 1`, [tracks]);
  if (heard.length === 0) return 'track.no_sound';
  const standing = { ...(await standingTowards(tx, member, tracks, community)), out: false, others: 0 };
  return refusalOf(community === null ? planning : planningFor, standing);
}

/** Its tracks become an album of its title. A release of one track leaves the album that was said of it. */
const makeAlbum = (tx: Queryable, { title, tracks }: Planned): Promise<unknown> =>
  tracks.length === 1
    ? Promise.resolve()
    : tx.query(
        `update track t set album = $2, number = x.n from unnest($1::uuid[]) with ordinality x(id, n)
          where t.id = x.id`,
        [tracks, title],
      );

async function putOut(tx: Queryable, due: Due): Promise<void> {
  const { member, id } = due;
  const before = await dueOf(tx, due);
  if (!before) return;
  const to = before.community === null ? CATALOGUE : communityScope(before.community);
  // With the scope of its member locked, no act of theirs changes it, or its tracks.
  const scopes = [...new Set([memberScope(member), to, ...(await trackScopes(tx, before.tracks))])];
  await tx.query('select bump_scopes($1::text[])', [scopes]);
  const release = await dueOf(tx, due);
  // It was changed before its scopes were locked: the next run locks the others.
  if (!release || JSON.stringify(release) !== JSON.stringify(before)) return;
  const code = await faultOf(tx, member, release);
  if (code === null) {
    await makeAlbum(tx, release);
    await shareTracks(tx, release.tracks, release.visibility, release.community);
    for (const track of release.tracks) await emit(tx, 'track.shared', track, {});
    await emit(tx, 'release.out', id, { member });
  }
  await tx.query('update release set state = $3, code = $4 where member = $1 and id = $2', [
    member,
    id,
    code === null ? 'out' : 'failed',
    code,
  ]);
  await notifyMoved(tx, scopes);
}

/**
 * Puts out what is due. One that fails keeps no other one back, and is tried again. While members' acts are taken over
 * after a restore nothing is put out: one may have been cancelled.
 */
export async function putOutDue(db: Database): Promise<void> {
  if (await isRecovering(db)) return;
  const failures: unknown[] = [];
  let due: Due[] = [];
  do {
    const last = due.at(-1);
    due = await db.query<Due>(
      `select member, id from release r where state = 'planned' and at <= now() and not ${WAITS}
         and ($1::uuid is null or (member, id) > ($1, $2)) order by member, id limit ${CHUNK}`,
      [last?.member ?? null, last?.id ?? null],
    );
    for (const one of due)
      await db.transaction((tx) => putOut(tx, one)).catch((error: unknown) => failures.push(error));
  } while (due.length === CHUNK);
  if (failures.length > 0) throw new AggregateError(failures, 'releases that could not be put out');
}

export function registerJobs({ jobs, db }: Deps): void {
  jobs.schedule('releases.due', '* * * * *', () => putOutDue(db), { atStart: true });
}
