/** After a restore, each subject has the state of the last act that was confirmed to a member (S29). */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { itemId, newId, type DeviceId, type PollId } from '@egoejo/shared/platform/ids.ts';
import {
  communityScope,
  memberScope,
  PROTOCOL,
  type ExchangeLine,
  type ExchangeRequest,
  type PageLine,
  type Scope,
  type ScopeCursor,
} from '@egoejo/shared/sync/protocol.ts';
import { audit } from '../cli/audit.ts';
import { entitySources } from '../registry.ts';
import { exchange } from '../sync/exchange/exchange.ts';
import type { Caller } from '../sync/exchange/exchange-deps.ts';
import { act, boost, newMember } from '../testing/acts.ts';
import { bothDatabases } from '../testing/database/postgres.ts';
import { balance, deps, Device, outcome } from '../testing/proving-device.ts';
import { addCommunity, addPoll, addProject, addStory } from '../testing/world.ts';
import { endRecovery, isRecovering, noticeMove } from '../sync/recovery/recovery.ts';
import { restoreBackup } from './restore.ts';
import { takeBackup } from './take.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'egoejo-last-word-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The cursors of a device that follows a few entities, updated by its exchanges. */
class Reader {
  cursors: ScopeCursor[];
  epoch: string | null = null;
  readonly device: Device;
  constructor(device: Device, ...scopes: Scope[]) {
    this.device = device;
    this.cursors = scopes.map((scope) => ({
      scope,
      entities: { profile: 1, project: 1, receipt: 1 },
      rev: 0,
      table: '',
      id: '',
    }));
  }
  async exchange(more: Partial<ExchangeRequest> = {}) {
    const { db, who } = this.device;
    const lines: ExchangeLine[] = [];
    const request: ExchangeRequest = {
      protocol: PROTOCOL,
      member: who.member,
      device: who.device,
      epoch: this.epoch,
      cursors: this.cursors,
      mutations: [],
      outboxEmpty: true,
      ...more,
    };
    await exchange(
      { ...deps(db), sources: entitySources, flags: {}, moved: () => undefined },
      who,
      request,
      async (line) => void lines.push(JSON.parse(line)),
    );
    const pages = lines.filter((line): line is PageLine => line.t === 'page');
    for (const page of pages)
      this.cursors = this.cursors.map((c) => (JSON.stringify(c) === JSON.stringify(page.after) ? page.cursor : c));
    const head = lines.find((line) => line.t === 'head');
    this.epoch = head?.epoch ?? null;
    const answers = lines.flatMap((line) => (line.t === 'verdicts' ? line.answers : []));
    return {
      behind: head?.behind ?? false,
      answers,
      pages,
      whole: pages.filter((page) => page.whole).map((page) => page.scope),
    };
  }
}

bothDatabases('which write wins after the database was put back', (database) => {
  let n = 0;
  const backup = async () => {
    const path = join(folder, `${database().kind}-${n++}.gz`);
    await takeBackup(database(), path);
    return async () => expect(await restoreBackup(database(), path, true)).toMatchObject({ ok: true });
  };
  /**
   * Replaces the database by an old copy of the disk, which contains no sign of that. `start`: a server starts on it.
   */
  const diskCopy = async (start = true) => {
    const [was] = await database().query<{ epoch: string; recovered: string | null }>(
      'select epoch, recovered_at::text as recovered from installation',
    );
    const restore = await backup();
    return async () => {
      await restore();
      await database().query(
        'update installation set epoch = $1, recovery_since = null, recovered_at = $2::timestamptz',
        [was!.epoch, was!.recovered],
      );
      if (start) expect(await database().transaction((tx) => noticeMove(tx))).toBe(false);
    };
  };
  const devices = async (grains = 0): Promise<[Device, Device]> => {
    const awa = await newMember(database(), grains);
    const device = newId<DeviceId>();
    await database().query('insert into device (member, id) values ($1, $2)', [awa.member, device]);
    return [new Device(database(), awa), new Device(database(), { member: awa.member, device })];
  };
  const ballot = async (poll: PollId, who: Caller) =>
    (
      await database().query<{ content: unknown }>('select content from ballot where poll = $1 and member = $2', [
        poll,
        who.member,
      ])
    )[0]?.content ?? null;
  const rename = (project: string, title: string) =>
    database().query('update project set title = $2 where id = $1', [project, title]);

  it('S29: a ballot withdrawn on one device stays withdrawn, in whatever order devices offer their votes again', async () => {
    const db = database();
    const [phone, laptop] = await devices();
    const poll = await addPoll(db, { method: { kind: 'choice', max: 1 } });
    const vote = (option: string) => act('poll.vote', { poll, ballot: { kind: 'choice', options: [option] } });
    const [early, later, withdraw] = [vote('a'), vote('b'), act('poll.withdrawVote', { poll })];
    const restore = await backup();
    await phone.send(early);
    await laptop.send(later);
    await laptop.send(withdraw);
    for (const order of [
      [
        [laptop, later],
        [laptop, withdraw],
        [phone, early],
      ],
      [
        [laptop, withdraw],
        [phone, early],
        [laptop, later],
      ],
      [
        [phone, early],
        [laptop, withdraw],
        [laptop, later],
      ],
    ] as const) {
      await restore();
      for (const [device, m] of order) expect(outcome(await device.again(m))).toBe('applied');
      expect(await ballot(poll, phone.who)).toBeNull();
      expect(await balance(db, phone.who)).toBe(5);
      expect(
        (await db.query('select coalesce(sum(ballots), 0)::int as n from poll_delta where poll = $1', [poll]))[0],
      ).toEqual({ n: 0 });
      expect(await audit(db)).toMatchObject({ ok: true, gaps: [] });
    }
    // A vote cast now is later than all of them, and a vote withdrawn a second time does not come back.
    const [now, end] = [vote('c'), act('poll.withdrawVote', { poll })];
    await endRecovery(db);
    await phone.send(now);
    expect(await ballot(poll, phone.who)).toMatchObject({ options: ['c'] });
    await restore();
    await phone.send(end);
    expect(outcome(await phone.again(now))).toBe('applied');
    expect(await ballot(poll, phone.who)).toMatchObject({ options: ['c'] });
    await endRecovery(db);
  });

  it('S29: an item removed on one device stays removed, in whatever order devices offer their acts again', async () => {
    const db = database();
    const [phone, laptop] = await devices();
    const story = await addStory(db);
    const id = itemId.parse(newId());
    const add = act('reading.add', { id, story, title: 'Le puits' });
    const remove = act('reading.remove', { item: id });
    const restore = await backup();
    await phone.send(add);
    await laptop.send(remove);
    await restore();
    for (const [device, m] of [
      [laptop, remove],
      [phone, add],
    ] as const)
      expect(outcome(await device.again(m))).toBe('applied');
    expect(await db.query('select id from reading_item where member = $1', [phone.who.member])).toEqual([]);
    await endRecovery(db);
  });

  it('S29: of two votes in one exchange the second wins, even if the grains for the first return last', async () => {
    const db = database();
    const [phone, laptop] = await devices(5);
    const poll = await addPoll(db, { method: { kind: 'quadratic', credits: 20, unit: 1 } });
    const story = await addStory(db);
    const vote = (seq: number, a: number) =>
      act('poll.vote', { poll, ballot: { kind: 'quadratic', votes: { a } } }, { seq });
    const [dear, cheap, read] = [vote(1, 3), vote(2, 2), act('reading.finish', { story, activeSeconds: 600 })];
    const restore = await backup();
    await laptop.send(read);
    const told = await phone.send(dear, cheap);
    expect([outcome(told[dear.key]), outcome(told[cheap.key])]).toEqual(['applied', 'applied']);
    await restore();
    expect(outcome(await phone.again(dear))).toBe('waits: saka.insufficient_grains');
    expect(outcome(await phone.again(cheap))).toBe('applied');
    expect(outcome(await laptop.again(read))).toBe('applied');
    expect(outcome(await phone.again(dear))).toBe('applied');
    expect(await ballot(poll, phone.who)).toMatchObject({ votes: { a: 2 } });
    expect(await audit(db)).toMatchObject({ ok: true, gaps: [] });
    await endRecovery(db);
  });

  it('S29: the times of receipts follow the order of settlement, even for acts that wait for each other or while the clock is behind', async () => {
    const db = database();
    const [phone, laptop] = await devices(100);
    const project = await addProject(db, await addCommunity(db));
    const list = Array.from({ length: 5 }, (_, i) => boost(project, 1, { seq: i + 1 }));
    await Promise.all([
      phone.send(...list),
      laptop.send(act('preferences.set', { theme: 'dark' })),
      laptop.send(boost(project, 2)),
      phone.send(act('preferences.set', { theme: 'light' }, { seq: 9 })),
    ]);
    // Simulates a machine clock that was set back a little.
    await db.query(`update member_counter set told = now() + interval '0.9 seconds' where member = $1`, [
      phone.who.member,
    ]);
    await phone.send(
      act('preferences.set', { theme: 'dark' }, { seq: 10 }),
      boost(project, 1, { seq: 11 }),
      boost(project, 1, { seq: 12 }),
    );
    const rows = await db.query<{ at: string }>(
      'select at::text as at from receipt where member = $1 order by rev, seq',
      [phone.who.member],
    );
    expect(rows).toHaveLength(11);
    expect(new Set(rows.map((row) => row.at)).size).toBe(11);
    expect(rows.map((row) => row.at)).toEqual(rows.map((row) => row.at).toSorted());
  });

  it('S29: acts from after an old disk copy was put back count as later than the acts that a device then proves', async () => {
    const db = database();
    const [phone, laptop] = await devices();
    const poll = await addPoll(db, { method: { kind: 'choice', max: 1 } });
    const vote = (option: string) => act('poll.vote', { poll, ballot: { kind: 'choice', options: [option] } });
    const bio = async () =>
      (await db.query<{ bio: string }>('select bio from member where id = $1', [phone.who.member]))[0]?.bio;
    const [older, newer] = [
      act('profile.update', { bio: 'older', place: 'Oran' }),
      act('profile.update', { bio: 'newer' }),
    ];
    const [voted, put] = [vote('a'), act('poll.withdrawVote', { poll })];
    const putBack = await diskCopy();
    await laptop.send(older);
    await laptop.send(voted);
    await putBack();
    await phone.send(newer);
    await phone.send(vote('b'));
    await phone.send(put);
    expect(await isRecovering(db)).toBe(false);
    const reader = new Reader(laptop, memberScope(laptop.who.member));
    await reader.exchange();
    const proven = [older, voted].map((m) => ({ ...m, proof: laptop.proofs.get(m.key)! }));
    expect((await reader.exchange({ mutations: proven })).answers.map(outcome)).toEqual(['key,busy']);
    expect(await isRecovering(db)).toBe(true);
    expect((await reader.exchange({ mutations: proven })).answers.map(outcome)).toEqual(['applied', 'applied']);
    expect(await bio()).toBe('newer');
    expect((await db.query('select place from member where id = $1', [phone.who.member]))[0]).toEqual({
      place: 'Oran',
    });
    expect(await ballot(poll, phone.who)).toBeNull();
    await endRecovery(db);
  });

  it.each([
    ['as many', 1],
    ['more', 3],
    ['no', 0],
  ])(
    'S14 S29: another history with %s changes is distinguished from the one the device read: shared scopes are pulled whole, acts are offered again',
    async (_, changes) => {
      const db = database();
      const [phone, laptop] = await devices(100);
      const community = await addCommunity(db);
      const project = await addProject(db, community, 'before');
      const reader = new Reader(phone, memberScope(phone.who.member), communityScope(community));
      await reader.exchange();
      const putBack = await diskCopy();
      // Acts that this copy does not contain.
      await rename(project, 'forgotten');
      const lost = boost(project, 3);
      await phone.send(lost);
      await reader.exchange();
      expect((await reader.exchange()).pages).toEqual([]);
      await putBack();
      for (let i = 0; i < changes; i++) {
        await rename(project, `kept ${i}`);
        await laptop.send(boost(project, 1));
      }
      const seen = await reader.exchange();
      expect([seen.behind, seen.whole]).toEqual([true, reader.cursors.map((c) => c.scope)]);
      expect(seen.pages.flatMap((page) => page.rows).find((rows) => rows.e === 'project')?.rows).toMatchObject([
        { title: changes === 0 ? 'before' : `kept ${changes - 1}` },
      ]);
      expect(await reader.exchange()).toMatchObject({ behind: false, pages: [] });
      // The proof opens a recovery; after it the boost is restored.
      const proven = { ...lost, proof: phone.proofs.get(lost.key)! };
      await reader.exchange({ mutations: [proven] });
      expect(await isRecovering(db)).toBe(true);
      expect((await reader.exchange({ mutations: [proven] })).answers.map(outcome)).toEqual(['applied']);
      expect(await balance(db, phone.who)).toBe(97 - changes);
      await endRecovery(db);
    },
  );

  it('S14: a disk copy put under a running server is noticed at the next exchange', async () => {
    const db = database();
    const [phone] = await devices();
    const community = await addCommunity(db);
    const project = await addProject(db, community, 'before');
    const reader = new Reader(phone, communityScope(community));
    await reader.exchange();
    const putBack = await diskCopy(false);
    await rename(project, 'forgotten');
    await reader.exchange();
    await putBack();
    // Simulates the restart of PostgreSQL that replacing the disk requires.
    await db.query(`update installation set era_of = era_of - interval '1 second'`);
    await new Reader(phone, communityScope(community)).exchange();
    await rename(project, 'kept');
    expect((await reader.exchange()).whole).toEqual([communityScope(community)]);
  });

  it('S14: a change made on a disk copy before any server noticed the copy reaches a device that was ahead', async () => {
    const db = database();
    const [phone] = await devices();
    const community = await addCommunity(db);
    const project = await addProject(db, community, 'before');
    const reader = new Reader(phone, communityScope(community));
    await reader.exchange();
    const putBack = await diskCopy(false);
    await rename(project, 'forgotten');
    await reader.exchange();
    await putBack();
    await db.query(`update installation set era_of = era_of - interval '1 second'`);
    // A change by hand or by a job: the counter has the rev that the device last saw.
    await rename(project, 'kept');
    expect((await reader.exchange()).whole).toEqual([communityScope(community)]);
    expect((await reader.exchange()).pages).toEqual([]);
  });

  it('S14: starting servers one after the other on one database causes no whole pull', async () => {
    const db = database();
    const [phone, laptop] = await devices(100);
    const community = await addCommunity(db);
    const project = await addProject(db, community);
    const scopes = [memberScope(phone.who.member), communityScope(community)];
    const start = () => db.transaction((tx) => noticeMove(tx));
    const reader = new Reader(phone, ...scopes);
    await reader.exchange();
    // Away during as many server starts as happen here; another device sees each.
    const present = new Reader(laptop, ...scopes);
    await present.exchange();
    for (let i = 0; i < 4; i++) {
      await start();
      expect((await present.exchange()).pages).toEqual([]);
      await rename(project, `title ${i}`);
      await laptop.send(boost(project, 1));
      expect(await present.exchange()).toMatchObject({ behind: false, whole: [] });
    }
    // A repeated act gives its rev back, also in a new era.
    const again = boost(project, 1);
    await laptop.send(again);
    await present.exchange();
    await start();
    await laptop.send(again);
    expect(await present.exchange()).toMatchObject({ behind: false, whole: [] });
    const back = await reader.exchange();
    expect([back.behind, back.whole, back.pages.map((page) => page.scope)]).toEqual([false, [], scopes]);
  });

  it('S14 S24: a cursor has no mark in protocol 2, and gets one without a whole pull in the current protocol', async () => {
    const [phone] = await devices();
    const reader = new Reader(phone, memberScope(phone.who.member));
    await reader.exchange({ protocol: 2 });
    expect(reader.cursors[0]).not.toHaveProperty('mark');
    expect((await reader.exchange({ protocol: 2 })).pages).toEqual([]);
    const marked = await reader.exchange();
    expect(marked.pages).toMatchObject([
      { whole: false, done: true, rows: [], gone: [], cursor: { mark: expect.any(String) } },
    ]);
    expect((await reader.exchange()).pages).toEqual([]);
  });
});
