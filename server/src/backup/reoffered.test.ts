/** Whole recoveries: acts, a backup, more acts, the restore, and devices that come back in various orders. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId, type CommunityId, type DeviceId, type StoryId } from '@egoejo/shared/platform/ids.ts';
import {
  communityScope,
  END_OF_REV,
  memberScope,
  type ExchangeLine,
  type HeadLine,
  type MutationEnvelope,
  type Scope,
  type ScopeCursor,
} from '@egoejo/shared/sync/protocol.ts';
import { audit } from '../cli/audit.ts';
import { macWith } from '../platform/keys/receipt-key.ts';
import { closeDuePolls } from '../polls/closing.ts';
import { entitySources } from '../registry.ts';
import { exchange } from '../sync/exchange/exchange.ts';
import type { Caller } from '../sync/exchange/exchange-deps.ts';
import { settleActs } from '../sync/settle/settle.ts';
import { act, boost, newMember } from '../testing/acts.ts';
import { bothDatabases } from '../testing/database/postgres.ts';
import { balance, deps, Device, hashOf, outcome, macOf } from '../testing/proving-device.ts';
import { addCommunity, addPoll, addProject, addStory } from '../testing/world.ts';
import { endRecovery, isRecovering } from '../sync/recovery/recovery.ts';
import { restoreBackup } from './restore.ts';
import { takeBackup } from './take.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'egoejo-again-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

bothDatabases('acts offered again after a restore', (database) => {
  async function second(of: Caller): Promise<Caller> {
    const device = newId<DeviceId>();
    await database().query('insert into device (member, id) values ($1, $2)', [of.member, device]);
    return { member: of.member, device };
  }
  let n = 0;
  const backup = async () => {
    const path = join(folder, `${database().kind}-${n++}.gz`);
    await takeBackup(database(), path);
    return async () => expect(await restoreBackup(database(), path, true)).toMatchObject({ ok: true });
  };
  const story = (): Promise<StoryId> => addStory(database());

  it('S29: forgotten acts settle again once, in any order of devices: a harvest on one pays for a boost on the other', async () => {
    const db = database();
    const awa = await newMember(db, 5);
    const [phone, laptop] = [new Device(db, awa), new Device(db, await second(awa))];
    const project = await addProject(db, await addCommunity(db));
    const read = act('reading.finish', { story: await story(), activeSeconds: 600 });
    const [boosted, refused] = [boost(project, 15), boost(project, 5000)];
    const restore = await backup();
    const first = (await phone.send(read))[read.key]!;
    await laptop.send(boosted, refused);
    expect(await balance(db, awa)).toBe(0);
    await restore();
    expect(await balance(db, awa)).toBe(5);
    expect(outcome(await laptop.again(boosted))).toBe('waits: saka.insufficient_grains');
    expect((await db.query('select 1 from receipt where key = $1', [boosted.key])).length).toBe(0);
    const again = await phone.again(read);
    expect(again).toMatchObject({
      verdict: { status: 'applied' },
      at: 'at' in first ? first.at : '',
      mac: expect.any(String),
    });
    expect(outcome(await laptop.again(boosted))).toBe('applied');
    // Offering an act twice has the effect of once.
    expect([outcome(await laptop.again(boosted)), outcome(await phone.again(read))]).toEqual(['applied', 'applied']);
    expect(await balance(db, awa)).toBe(0);
    expect(await audit(db)).toMatchObject({ ok: true, gaps: [] });
    await endRecovery(db);
  });

  it('S29: cancelled acts stay cancelled; what cannot be settled again by the end of the recovery is lost for good', async () => {
    const db = database();
    const awa = await newMember(db, 50);
    const phone = new Device(db, awa);
    const project = await addProject(db, await addCommunity(db));
    const [lost, taken] = [boost(project, 40), boost(project, 10)];
    const restore = await backup();
    await phone.send(lost);
    const cancel = act('sync.cancel', { key: taken.key, hash: hashOf(taken), name: taken.name });
    expect(outcome((await phone.send(cancel))[taken.key])).toBe('sync.cancelled');
    await restore();
    await db.query(`update project set status = 'withdrawn' where id = $1`, [project]);
    expect(outcome((await phone.send({ ...cancel }))[taken.key])).toBe('sync.cancelled');
    expect(outcome(await phone.again(taken))).toBe('sync.cancelled');
    expect(outcome(await phone.again(lost))).toBe('waits: project.withdrawn');
    expect(await endRecovery(db)).toBe(true);
    expect(await phone.again(lost)).toMatchObject({
      verdict: { status: 'rejected', code: 'sync.lost_in_restore', params: { reason: 'project.withdrawn' } },
    });
    await db.query(`update project set status = 'published' where id = $1`, [project]);
    expect(outcome(await phone.again(lost))).toBe('sync.lost_in_restore');
    expect(await balance(db, awa)).toBe(50);
  });

  it('S29: polls stay open during recovery; a proven ballot counts as of its receipt, a new one after the closing time does not', async () => {
    const db = database();
    const [awa, ben] = [await newMember(db), await newMember(db)];
    const [phone, laptop, other] = [new Device(db, awa), new Device(db, await second(awa)), new Device(db, ben)];
    const poll = await addPoll(db, { method: { kind: 'choice', max: 1 } });
    const vote = (option: string) => act('poll.vote', { poll, ballot: { kind: 'choice', options: [option] } });
    const [a, b, late] = [vote('a'), vote('b'), vote('c')];
    const restore = await backup();
    await phone.send(a);
    await laptop.send(b);
    await restore();
    await db.query(`update poll set closes_at = now() where id = $1`, [poll]);
    await closeDuePolls(db, () => undefined);
    expect((await db.query(`select state from poll where id = $1`, [poll]))[0]).toEqual({ state: 'open' });
    expect(outcome((await other.send(late))[late.key])).toBe('poll.closed');
    expect(outcome(await laptop.again(b))).toBe('applied');
    expect(outcome(await phone.again(a))).toBe('applied');
    expect(await db.query(`select content -> 'options' as o from ballot where poll = $1`, [poll])).toEqual([
      { o: ['b'] },
    ]);
    expect(
      (
        await db.query<{ n: number }>(
          `select count(*)::int as n from transfer where member = $1 and reason = 'poll_vote'`,
          [awa.member],
        )
      )[0]!.n,
    ).toBe(1);
    await endRecovery(db);
    await closeDuePolls(db, () => undefined);
    expect((await db.query(`select state from poll where id = $1`, [poll]))[0]).toEqual({ state: 'closed' });
    expect(await audit(db)).toMatchObject({ ok: true, gaps: [] });
  });

  it('S29 P1: extensions offered again in any order leave the latest closing, and ballots cast because of them count', async () => {
    const db = database();
    const [awa, ben, voter] = [await newMember(db), await newMember(db), await newMember(db)];
    await db.query(`update member set roles = '{animator}' where id = any($1::uuid[])`, [[awa.member, ben.member]]);
    const [phone, laptop, other] = [new Device(db, awa), new Device(db, ben), new Device(db, voter)];
    const poll = await addPoll(db, { method: { kind: 'choice', max: 1 } });
    const inHours = (h: number) => new Date(Date.now() + h * 3_600_000).toISOString();
    const closes = async () =>
      (await db.query<{ at: string }>('select iso(closes_at) as at from poll where id = $1', [poll]))[0]!.at;
    const [early, late] = [48, 72].map((h) => act('poll.extend', { poll, closesAt: inHours(h), reason: 'x' }));
    const vote = act('poll.vote', { poll, ballot: { kind: 'choice', options: ['a'] } });
    const restore = await backup();
    await phone.send(early!);
    await laptop.send(late!);
    const latest = await closes();
    await other.send(vote);
    await restore();
    // The ballot came after the closing that the backup knows, and both extensions before it.
    await db.query('update poll set closes_at = $2 where id = $1', [poll, other.proofs.get(vote.key)!.at]);
    expect(outcome(await other.again(vote))).toBe('waits: poll.closed');
    expect(outcome(await laptop.again(late!))).toBe('applied');
    expect(outcome(await phone.again(early!))).toBe('applied');
    expect(await closes()).toBe(latest);
    expect(outcome(await other.again(vote))).toBe('applied');
    await endRecovery(db);
  });

  it('S29: an act offered again does not overwrite what a later act wrote, field by field, even after the recovery has ended', async () => {
    const db = database();
    const awa = await newMember(db);
    const [phone, laptop] = [new Device(db, awa), new Device(db, await second(awa))];
    const community: CommunityId = await addCommunity(db);
    const restore = await backup();
    const early = act('preferences.set', { locale: 'fr', theme: 'dark' });
    const later = act('preferences.set', { locale: 'en' });
    const joining = act('community.join', { community });
    const leave = act('community.leave', { community });
    const joined = (await phone.send(joining))[joining.key]!;
    await phone.send(early);
    await laptop.send(later, leave);
    const back = act('community.join', { community });
    await restore();
    const value = async () =>
      (await db.query<{ value: unknown }>('select value from preferences where member = $1', [awa.member]))[0]?.value;
    const membership = () =>
      db.query<{ at: string }>('select iso_exact(joined_at) as at from membership where member = $1', [awa.member]);
    await laptop.again(later);
    await laptop.again(leave);
    expect(await value()).toEqual({ locale: 'en' });
    await endRecovery(db);
    expect([outcome(await phone.again(early)), outcome(await phone.again(joining))]).toEqual(['applied', 'applied']);
    expect(await value()).toEqual({ locale: 'en', theme: 'dark' });
    expect(await membership()).toEqual([]);
    await phone.send(back);
    expect((await membership()).length).toBe(1);
    // Offered without the later leave, the membership is restored with its original time.
    await restore();
    await phone.again(joining);
    expect(await membership()).toEqual([{ at: 'at' in joined ? joined.at : '' }]);
    await endRecovery(db);
  });

  it('S29: a proof is valid only for its own member, act and time, and only if it is recent and made with our key', async () => {
    const db = database();
    const awa = await newMember(db, 100);
    const poll = await addPoll(db, { method: { kind: 'choice', max: 1 } });
    const vote = act('poll.vote', { poll, ballot: { kind: 'choice', options: ['a'] } });
    await db.query(`update poll set closes_at = now() where id = $1`, [poll]);
    const at = new Date(Date.now() - 60_000).toISOString();
    const good = { member: awa.member, key: vote.key, hash: hashOf(vote), at };
    const phone = new Device(db, awa);
    const tried = async (mac: string, time = at) => {
      const [answer] = await settleActs(deps(db), awa.member, awa.device, [{ ...vote, proof: { at: time, mac } }]);
      await db.transaction(async (tx) => {
        await tx.query(`set local session_replication_role = 'replica'`);
        await tx.query('delete from receipt where member = $1', [awa.member]);
      });
      return outcome(answer);
    };
    expect(await tried(macWith('another')(good))).toBe('poll.closed');
    expect(await tried(macOf({ ...good, member: newId() }))).toBe('poll.closed');
    expect(await tried(macOf({ ...good, key: newId() }))).toBe('poll.closed');
    expect(await tried(macOf({ ...good, hash: hashOf(boost(newId(), 1)) }))).toBe('poll.closed');
    expect(await tried(macOf(good), new Date(Date.now() - 30_000).toISOString())).toBe('poll.closed');
    const old = new Date(Date.now() - 40 * 86_400_000).toISOString();
    expect(await tried(macOf({ ...good, at: old }), old)).toBe('poll.closed');
    expect(await tried(macOf(good))).toBe('applied');
    expect(phone.proofs.size).toBe(0);
  });

  it('S29 S30: a device whose own cursor had to restart is told by its cursor of another scope that it is ahead', async () => {
    const db = database();
    const awa = await newMember(db, 100);
    const community = await addCommunity(db);
    const project = await addProject(db, community);
    const phone = new Device(db, awa);
    await phone.send(boost(project, 1));
    const cursor = (scope: Scope, rev: number): ScopeCursor => ({
      scope,
      entities: { project: 1 },
      rev,
      table: rev === 0 ? '' : END_OF_REV,
      id: '',
    });
    const headFor = async (cursors: ScopeCursor[]): Promise<HeadLine> => {
      const lines: ExchangeLine[] = [];
      const request = { protocol: 3, ...awa, epoch: null, cursors, mutations: [], outboxEmpty: true };
      await exchange(
        { ...deps(db), sources: entitySources, flags: {}, moved: () => undefined },
        awa,
        request,
        async (line) => void lines.push(JSON.parse(line)),
      );
      return lines.find((line) => line.t === 'head')!;
    };
    const own = cursor(memberScope(awa.member), 0);
    const counted = (
      await db.query<{ rev: number }>('select rev from scope_counter where scope = $1', [communityScope(community)])
    )[0]!.rev;
    expect((await headFor([own, cursor(communityScope(community), counted)])).behind).toBeUndefined();
    expect((await headFor([own, cursor(communityScope(community), counted + 1)])).behind).toBe(true);
    expect((await headFor([cursor(communityScope(community), counted + 1)])).behind).toBeUndefined();
    // A position in its own scope that this database knows shows that nothing of its own was lost.
    const known = { ...own, rev: 1, table: END_OF_REV };
    expect((await headFor([known, cursor(communityScope(community), counted + 1)])).behind).toBeUndefined();
  });

  it('S29: on an older disk copy the device is told that it is ahead, its new acts wait, and its proof opens a recovery once', async () => {
    const db = database();
    const awa = await newMember(db, 100);
    const phone = new Device(db, awa);
    const project = await addProject(db, await addCommunity(db));
    const [known, forgotten, next] = [boost(project, 1), boost(project, 2), boost(project, 3)];
    await phone.send(known);
    const state = async () =>
      (
        await db.query<{ epoch: string; rev: number }>(
          'select epoch, (select rev from member_counter where member = $1) as rev from installation',
          [awa.member],
        )
      )[0]!;
    const { epoch, rev } = await state();
    // A receipt from after this copy, as the lost server would have issued it.
    const at = new Date().toISOString();
    phone.proofs.set(forgotten.key, {
      at,
      mac: macOf({ member: awa.member, key: forgotten.key, hash: hashOf(forgotten), at }),
    });
    let recoveries = 0;
    const moved: string[] = [];
    const ask = async (with_: { epoch: string; rev: number }, ...mutations: MutationEnvelope[]) => {
      const lines: ExchangeLine[] = [];
      const cursor: ScopeCursor = {
        scope: memberScope(awa.member),
        entities: { receipt: 1 },
        rev: with_.rev,
        table: END_OF_REV,
        id: '',
      };
      await exchange(
        {
          ...deps(db),
          sources: entitySources,
          flags: {},
          moved: (scopes) => moved.push(...scopes),
          onRecovery: () => void recoveries++,
        },
        awa,
        {
          protocol: 2,
          member: awa.member,
          device: awa.device,
          epoch: with_.epoch,
          cursors: [cursor],
          mutations,
          outboxEmpty: false,
        },
        async (line) => void lines.push(JSON.parse(line)),
      );
      const head = lines.find((l) => l.t === 'head')!;
      return {
        head,
        answers: lines.flatMap((l) => (l.t === 'verdicts' ? l.answers : [])),
        page: lines.find((l) => l.t === 'page'),
      };
    };
    const told = await ask({ epoch, rev: rev + 5 }, next);
    expect(told.head).toMatchObject({ behind: true, epoch });
    expect(told.answers).toEqual([{ key: next.key, busy: true }]);
    // The receipts are sent with their MACs.
    expect(told.page).toMatchObject({
      whole: true,
      rows: [{ e: 'receipt', rows: [{ id: known.key, mac: phone.proofs.get(known.key)!.mac }] }],
    });
    const proven = { ...forgotten, proof: phone.proofs.get(forgotten.key)! };
    expect((await ask({ epoch, rev }, { ...known, proof: phone.proofs.get(known.key)! })).head).toMatchObject({
      epoch,
    });
    const opened = await ask({ epoch, rev }, proven, next);
    expect(opened.head.epoch).not.toBe(epoch);
    expect(opened.answers).toEqual([{ key: forgotten.key, busy: true }]);
    expect([recoveries, await isRecovering(db)]).toEqual([1, true]);
    const now = await state();
    const settled = await ask({ epoch: now.epoch, rev: now.rev }, proven, next);
    expect(settled.answers.map(outcome)).toEqual(['applied', 'applied']);
    expect(settled.answers[0]).toMatchObject({ at });
    expect(recoveries).toBe(1);
    // An act that has to wait causes no poke: the device would send it again at once.
    const dear = boost(project, 5000);
    moved.length = 0;
    const mac = macOf({ member: awa.member, key: dear.key, hash: hashOf(dear), at });
    const waits = await ask(await state(), { ...dear, proof: { at, mac } });
    expect([waits.answers.map(outcome), moved]).toEqual([['waits: saka.insufficient_grains'], []]);
    await endRecovery(db);
  });
});
