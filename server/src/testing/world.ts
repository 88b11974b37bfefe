/** Creates members, communities, projects and acts for tests in a real database, in the same way as the product. */
import { randomUUID } from 'node:crypto';
import {
  newId,
  type CommunityId,
  type DeviceId,
  type MemberId,
  type MutationKey,
  type PollId,
  type ProjectId,
  type StoryId,
} from '@egoejo/shared/platform/ids.ts';
import type { MutationArgs, MutationName } from '@egoejo/shared/registry.ts';
import { CATALOGUE, communityScope, pollsScope } from '@egoejo/shared/sync/protocol.ts';
import type { PollMethod, PollOption } from '@egoejo/shared/polls/model.ts';
import type { Database, Queryable } from '../platform/database/database.ts';
import { testKeys } from './ballot-keys.ts';
import type { ColdSettlements, Decision } from '../sync/settle/act.ts';

export interface TestMember {
  id: MemberId;
  device: DeviceId;
}

/** A member with a confirmed address and one device that has been quiet for a week. */
export async function addMember(
  db: Database,
  given: { id?: MemberId; email?: string; roles?: string[]; confirmed?: boolean; status?: string } = {},
): Promise<TestMember> {
  const id = given.id ?? newId<MemberId>();
  const device = newId<DeviceId>();
  await db.query(
    'insert into member (id, name, email, email_confirmed_at, roles, status) values ($1, $2, $3, $4, $5, $6)',
    [
      id,
      `member ${id.slice(-4)}`,
      given.email ?? `${id}@example.org`,
      given.confirmed === false ? null : new Date(),
      given.roles ?? [],
      given.status ?? 'active',
    ],
  );
  await db.query(
    `insert into device (member, id, registered_at, quiet_at)
      values ($1, $2, now() - interval '7 days', now() - interval '7 days')`,
    [id, device],
  );
  return { id, device };
}

export async function addCommunity(
  db: Database,
  visibility: 'public' | 'private' = 'public',
  id: CommunityId = newId(),
): Promise<CommunityId> {
  await db.query('insert into community (id, scope, slug, name, visibility) values ($1, $2, $3, $4, $5)', [
    id,
    visibility === 'public' ? 'public' : `community:${id}`,
    id,
    `community ${id.slice(-4)}`,
    visibility,
  ]);
  return id;
}

export const addMembership = (
  db: Database,
  member: TestMember,
  community: CommunityId,
  role: 'member' | 'moderator' | 'animator' = 'member',
): Promise<unknown> =>
  db.query(
    `insert into membership (member, community, role, joined_at) values ($1, $2, $3, now() - interval '1 day')`,
    [member.id, community, role],
  );

/** A published project with its text and tally. */
export async function addProject(
  db: Database,
  community: CommunityId,
  title = 'Un four à pain',
  id: ProjectId = newId(),
): Promise<ProjectId> {
  await db.query(`insert into project (id, scope, community, title, status) values ($1, $2, $3, $4, 'published')`, [
    id,
    `community:${community}`,
    community,
    title,
  ]);
  await db.query('insert into project_text (id, scope, text) values ($1, $2, $3)', [
    id,
    `community:${community}`,
    'Du pain pour le quartier.',
  ]);
  await db.query('insert into project_tally (id, scope) values ($1, $2)', [id, `community:${community}`]);
  return id;
}

export interface TestPoll {
  id?: PollId;
  method: PollMethod;
  options?: PollOption[];
  community?: CommunityId | null;
  openToAll?: boolean;
  quorum?: number | null;
  /** Closing time in seconds from now; negative: it has passed. */
  closesInSeconds?: number;
  secret?: boolean;
}
/** A poll that was opened an hour ago, with its tally. */
export async function addPoll(
  db: Database,
  {
    id = newId(),
    method,
    options = abc,
    community = null,
    openToAll = false,
    quorum = null,
    closesInSeconds = 3600,
    secret = false,
  }: TestPoll,
): Promise<PollId> {
  const scope = pollsScope(community);
  await db.query(
    `insert into poll (id, scope, community, title, method, options, state, open_to_all, quorum, opens_at, closes_at,
      secret, ballot_key)
     values ($1, $2, $3, 'Quel jour ?', $4::jsonb, $5::jsonb, 'open', $6, $7, now() - interval '1 hour',
       now() + $8 * interval '1 second', $9, $10)`,
    [
      id,
      scope,
      community,
      JSON.stringify(method),
      JSON.stringify(options),
      openToAll,
      quorum,
      closesInSeconds,
      secret,
      secret ? (await testKeys.make(id))!.fingerprint : null,
    ],
  );
  await db.query('insert into poll_tally (id, scope) values ($1, $2)', [id, scope]);
  return id;
}
export const abc: PollOption[] = ['a', 'b', 'c'].map((id) => ({ id, label: `option ${id}` }));

/** A story of the catalogue; its pages and bytes are enough for a text of so many words. */
export async function addStory(
  db: Database,
  { id = newId<StoryId>(), title = 'Le lion', words = 100, pages = 1 } = {},
): Promise<StoryId> {
  await db.query(
    `insert into story (id, title, language, authors, licence, words, pages, bytes)
      values ($1, $2, 'fr', 'Awa', 'CC BY 4.0', $3, $4, $3 * 9)`,
    [id, title, words, pages],
  );
  return id;
}

/** Adds a work with an edition, whose file is in no store. */
export async function addWork(
  db: Database,
  { id = newId(), title = 'Le lion', community = null as CommunityId | null } = {},
): Promise<string> {
  await db.query(
    `insert into work (id, import_key, community, scope, title, authors, languages, contributors, accessibility, colour)
      values ($1::uuid, $1::text, $2, $3, $4, 'Awa', '{fr,wo}', '[]', '{}', '#336644')`,
    [id, community, community === null ? CATALOGUE : communityScope(community), title],
  );
  await db.query(
    `insert into edition (id, work, format, sha256, bytes, pieces, words, spine, layout, progression, counts, stripped)
      values ($1::uuid, $2, 'epub3', encode(sha256($1::text::bytea), 'hex'), 5, sha256('x'), 100, '[]', 'reflowable',
        'default', '{}', '{}')`,
    [newId(), id],
  );
  return id;
}

/** The member read that work to its half on one day, for less than the minute that makes an event (B14). */
export async function addBookDay(db: Queryable, member: string, work: string, furthest = 5_000): Promise<void> {
  await db.query(
    `insert into book_day (member, id, book, day, seconds, words, pages, furthest)
      values ($1, $2::text || ':20260301-0000-8000-8000-000000000000', $2::uuid, '2026-03-01', 59, 500, 2, $3)`,
    [member, work, furthest],
  );
}

/** Grants grains by regular harvests of at most fifty, on past days. */
export async function giveGrains(db: Database, member: TestMember, grains: number): Promise<void> {
  await db.transaction(async (tx) => {
    const [row] = await tx.query<{ rev: number }>('select bump_member($1) as rev', [member.id]);
    for (let given = 0, day = 0; given < grains; given += 50, day++) {
      await tx.query(
        `select ledger_harvest($1, $2, 'invite_accepted', $3, current_date - $4::int, $5, 99, null, null, null)`,
        [member.id, row?.rev, randomUUID(), day, Math.min(50, grains - given)],
      );
    }
  });
}

/** An act in the form in which a device sends it. */
interface TestAct<N extends MutationName = MutationName> {
  name: N;
  args: MutationArgs<N>;
  key?: MutationKey;
  seq?: number;
  madeAt?: string;
  /** When it was accepted before a restore; left out: it is new. */
  asOf?: string;
}
interface RawVerdict {
  code: string | null;
  detail: unknown;
}

/**
 * Settles a run of hot acts of one name for one member in the same way as an exchange: mutex, poll locks, then the
 * feature's function.
 */
export function settleBySql<N extends MutationName>(
  db: Database,
  member: TestMember,
  acts: TestAct<N>[],
  off: string[] = [],
): Promise<RawVerdict[]> {
  return db.transaction(async (tx) => {
    const [opened] = await tx.query<{ rev: number }>('select bump_member($1) as rev', [member.id]);
    for (const { args } of acts) if ('poll' in args) await tx.query('select lock_poll_shared($1)', [args.poll]);
    return tx.query<RawVerdict>(
      `select v.code, v.detail from unnest(settle_run($1,
         array(select row(n, key, seq, $1, args, made, null, false, null, $2::uuid, $3::uuid, $4::bigint, as_of, now(),
           null, null, null)::act
           from unnest($5::uuid[], $6::bigint[], $7::jsonb[], $8::timestamptz[], $10::timestamptz[])
             with ordinality as a(key, seq, args, made, as_of, n) order by n),
         $9::text[])) with ordinality as v(code, detail, n) order by n`,
      [
        acts[0]?.name,
        member.id,
        member.device,
        opened?.rev,
        acts.map((a) => a.key ?? newId()),
        acts.map((a, i) => a.seq ?? i + 1),
        acts.map((a) => JSON.stringify(a.args)),
        acts.map((a) => a.madeAt ?? new Date().toISOString()),
        off,
        acts.map((a) => a.asOf ?? null),
      ],
    );
  });
}

/**
 * Settles one cold act in a separate transaction, under the member's mutex, without a receipt.
 * @param asOf when it was accepted before a restore; null: it is new
 */
export async function settleCold<N extends MutationName>(
  db: Database,
  settlements: ColdSettlements<N>,
  name: N,
  member: TestMember,
  args: MutationArgs<N>,
  asOf: string | null = null,
): Promise<Decision> {
  return db.transaction(async (tx) => {
    const [opened] = await tx.query<{ rev: number }>('select bump_member($1) as rev', [member.id]);
    return settlements[name].settle(
      {
        tx,
        member: member.id,
        device: member.device,
        key: newId<MutationKey>(),
        rev: opened?.rev ?? 0,
        madeAt: new Date().toISOString(),
        asOf,
        at: new Date().toISOString(),
        flagsOff: [],
        from: { address: '', agent: '' },
        bump: async (scopes) =>
          (await tx.query<{ revs: Record<string, number> }>('select bump_scopes($1::text[]) as revs', [scopes]))[0]
            ?.revs ?? {},
      },
      args,
    );
  });
}

/** A session of the member on their device, which is told by push from now on. @returns the session. */
export async function addPush(db: Database, { id, device }: TestMember): Promise<string> {
  const session = randomUUID();
  await db.query(
    `insert into session (id, member, device, pepper, current_hash, expires_at)
      values ($1, $2, $3, '\\x00', '\\x00', now() + interval '1 day')`,
    [session, id, device],
  );
  await db.query(
    `insert into push_subscription (session, member, endpoint, p256dh, auth, due_at, told_rev)
      values ($1, $2, 'https://push.example/', 'p', 'a', now() - interval '1 minute', 0)`,
    [session, id],
  );
  return session;
}
