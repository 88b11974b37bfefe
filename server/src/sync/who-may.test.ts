/** Who may do what (S11): each mutation, settled for one person of each kind in a private community. */
import { beforeAll, expect, it } from 'vitest';
import {
  newId,
  type CommunityId,
  type Grains,
  type ItemId,
  type MutationKey,
  type PollId,
  type ProjectId,
  type StoryId,
} from '@egoejo/shared/platform/ids.ts';
import type { ErrorCode } from '@egoejo/shared/errors.ts';
import { mutations, type MutationArgs, type MutationName } from '@egoejo/shared/registry.ts';
import type { Database } from '../platform/database.ts';
import { coldSettlements } from '../registry.ts';
import { act, grant, outcome } from '../testing/acts.ts';
import { eachDatabase } from '../testing/postgres.ts';
import { abc, addCommunity, addMember, addMembership, addPoll, addProject, type TestMember } from '../testing/world.ts';
import { settleExchange } from './settle.ts';

const people = {
  /** Would be an animator of the community. */
  banned: { status: 'banned', role: 'animator' },
  /** Has not confirmed the address. */
  unconfirmed: { confirmed: false, role: 'member' },
  outsider: {},
  member: { role: 'member' },
  animator: { role: 'animator' },
  administrator: { roles: ['administrator'] },
} as const;
type Person = keyof typeof people;
const everybody = Object.keys(people) as Person[];
const names = Object.keys(mutations) as MutationName[];

interface Place {
  db: Database;
  me: TestMember;
  community: CommunityId;
  project: ProjectId;
  story: StoryId;
  /** Another member of the community. */
  other: TestMember;
}
interface Row<N extends MutationName> {
  /** Whom the settlement refuses, and with which code; it accepts everybody else. */
  refuses: Partial<Record<Person, ErrorCode>>;
  /** Makes what the act needs besides the right to do it. */
  args(at: Place): MutationArgs<N> | Promise<MutationArgs<N>>;
}

const poll = ({ db, community }: Place): Promise<PollId> =>
  addPoll(db, { method: { kind: 'choice', max: 1 }, community });
/** A project that `author` has proposed. */
async function proposal({ db, community }: Place, author: TestMember): Promise<ProjectId> {
  const id = await addProject(db, community);
  await db.query(
    `update project set status = 'proposed', scope = 'member:' || $2::uuid, author = $2::uuid where id = $1`,
    [id, author.id],
  );
  await db.query('delete from project_tally where id = $1', [id]);
  return id;
}
const active = { banned: 'account.banned' } as const;
const visible = (code: ErrorCode) => ({ ...active, outsider: code });
/** Those whom only an animator’s right refuses. */
const onlyAnimators = (unknown: ErrorCode, code: ErrorCode) => ({
  ...visible(unknown),
  unconfirmed: code,
  member: code,
});

/** A new mutation does not compile until it is written here; a row that its settlement does not keep fails. */
const table: { [N in MutationName]: Row<N> } = {
  // What is a member’s own stays theirs when they are banned.
  'preferences.set': { refuses: {}, args: () => ({ eco: 3 }) },
  'community.leave': { refuses: {}, args: ({ community }) => ({ community }) },
  'reading.remove': { refuses: {}, args: () => ({ item: newId<ItemId>() }) },
  'reading.progress': { refuses: {}, args: ({ story }) => ({ text: story, at: 100, page: 1 }) },
  'poll.withdrawVote': {
    refuses: {},
    args: async (at) => {
      const id = await poll(at);
      const ballot = JSON.stringify({ kind: 'choice', options: ['a'] });
      await at.db.query('insert into ballot (poll, member, content) values ($1, $2, $3::jsonb)', [
        id,
        at.me.id,
        ballot,
      ]);
      return { poll: id };
    },
  },
  'sync.cancel': {
    refuses: {},
    args: () => ({ key: newId<MutationKey>(), hash: '0'.repeat(64), name: 'project.boost' }),
  },
  'profile.update': { refuses: active, args: () => ({ name: 'Awa' }) },
  'reading.add': { refuses: active, args: ({ story }) => ({ id: newId<ItemId>(), story, title: 'Le lion' }) },
  'reading.finish': { refuses: active, args: ({ story }) => ({ story, activeSeconds: 60 }) },
  'community.join': { refuses: visible('community.unknown'), args: ({ community }) => ({ community }) },
  // Hot acts show a private community to nobody but its members.
  'project.boost': {
    refuses: { ...visible('project.unknown'), administrator: 'project.unknown' },
    args: ({ project }) => ({ project, grains: 1 as Grains }),
  },
  'project.propose': {
    refuses: visible('community.unknown'),
    args: ({ community }) => ({
      id: newId<ProjectId>(),
      community,
      title: 'Un four',
      summary: 'Du pain.',
      text: 'Deux samedis.',
      category: 'quartier',
      place: 'Rive',
      cost: null,
    }),
  },
  'project.publish': {
    refuses: onlyAnimators('project.unknown', 'project.unknown'),
    args: async (at) => ({ project: await proposal(at, at.other) }),
  },
  'project.withdraw': {
    refuses: onlyAnimators('project.unknown', 'project.not_animator'),
    args: async ({ db, community }) => ({ project: await addProject(db, community), reason: 'Le terrain est pris.' }),
  },
  'poll.vote': {
    refuses: { ...visible('poll.unknown'), unconfirmed: 'account.not_confirmed', administrator: 'poll.unknown' },
    args: async (at) => ({ poll: await poll(at), ballot: { kind: 'choice', options: ['a'] } }),
  },
  'poll.draft': {
    refuses: onlyAnimators('community.unknown', 'poll.not_animator'),
    args: ({ community }) => ({
      id: newId<PollId>(),
      community,
      project: null,
      title: 'Quel jour ?',
      text: '',
      method: { kind: 'choice', max: 1 },
      options: abc,
      openToAll: false,
      quorum: null,
      closesAt: '2999-12-31T18:00:00.000Z',
    }),
  },
  'poll.open': {
    refuses: onlyAnimators('poll.unknown', 'poll.not_animator'),
    args: async (at) => {
      const id = await poll(at);
      await at.db.query('delete from poll_tally where id = $1', [id]);
      await at.db.query(
        `update poll set state = 'draft', scope = 'member:' || $2::uuid, author = $2::uuid, opens_at = null where id = $1`,
        [id, at.me.id],
      );
      return { poll: id };
    },
  },
  'poll.cancel': {
    refuses: onlyAnimators('poll.unknown', 'poll.not_animator'),
    args: async (at) => ({ poll: await poll(at), reason: 'Une erreur dans les jours.' }),
  },
};

eachDatabase('who may do what', (database) => {
  let place: Omit<Place, 'me'>;
  beforeAll(async () => {
    const db = database();
    const [community, other, keeper] = [await addCommunity(db, 'private'), await addMember(db), await addMember(db)];
    await addMembership(db, other, community);
    await addMembership(db, keeper, community, 'animator');
    const [story] = await db.query<{ id: StoryId }>(
      `insert into story (id, title, language, authors, licence, words, pages, bytes)
        values (gen_random_uuid(), 'Le lion', 'fr', 'A', 'CC BY 4.0', 10, 1, 90) returning id`,
    );
    place = { db, community, other, story: story!.id, project: await addProject(db, community) };
  });

  async function settled<N extends MutationName>(name: N, person: Person): Promise<string> {
    const { db, community } = place;
    const given: { role?: 'member' | 'animator'; roles?: readonly string[]; status?: string; confirmed?: boolean } =
      people[person];
    const me = await addMember(db, { ...given, roles: [...(given.roles ?? [])] });
    if (given.role) await addMembership(db, me, community, given.role);
    await grant(db, me.id, 10);
    const args = await table[name].args({ ...place, me });
    const [answer] = await settleExchange(
      {
        db,
        settlements: coldSettlements,
        flagsOff: [],
        onThrow: (error) => {
          throw error;
        },
      },
      me.id,
      me.device,
      [act(name, args)],
    );
    return outcome(answer);
  }

  it.each(names)('S11: who may do %s', async (name) => {
    const found = await Promise.all(everybody.map(async (person) => [person, await settled(name, person)]));
    expect(Object.fromEntries(found)).toEqual(
      Object.fromEntries(everybody.map((person) => [person, table[name].refuses[person] ?? 'applied'])),
    );
  });
});
