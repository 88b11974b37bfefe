/** Whole recoveries: acts, a backup, more acts, the restore, and devices that come back in any order. */
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { canonicalJson } from '@egoejo/shared/platform/canonical-json.ts';
import { newId, type CommunityId, type DeviceId, type StoryId } from '@egoejo/shared/platform/ids.ts';
import { END_OF_REV, memberScope, type Answer, type ExchangeLine, type MutationEnvelope, type ScopeCursor } from '@egoejo/shared/sync/protocol.ts';
import { audit } from '../cli/audit.ts';
import type { Database } from '../platform/database.ts';
import { sealWith } from '../platform/receipt-key.ts';
import { closeDuePolls } from '../polls/closing.ts';
import { coldSettlements, entitySources } from '../registry.ts';
import { exchange, type Caller } from '../sync/exchange.ts';
import { settleExchange } from '../sync/settle.ts';
import { act, boost, newMember } from '../testing/acts.ts';
import { eachDatabase } from '../testing/postgres.ts';
import { addCommunity, addPoll, addProject } from '../testing/world.ts';
import { endRecovery, isRecovering } from './recovery.ts';
import { restoreBackup } from './restore.ts';
import { takeBackup } from './take.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'egoejo-again-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const seal = sealWith('a key that is not in the database');
const deps = (db: Database) => ({ db, settlements: coldSettlements, flagsOff: [], seal, onThrow: (error: unknown) => { throw error; } });

/** What a device does: sends, and keeps the proofs of what was applied. */
class Device {
  readonly proofs = new Map<string, { at: string; mac: string }>();
  readonly db: Database;
  readonly who: Caller;
  constructor(db: Database, who: Caller) {
    this.db = db;
    this.who = who;
  }
  async send(...list: MutationEnvelope[]): Promise<Record<string, Answer>> {
    const answers = await settleExchange(deps(this.db), this.who.member, this.who.device, list);
    for (const a of answers) if ('mac' in a && a.mac !== undefined) this.proofs.set(a.key, { at: a.at, mac: a.mac });
    return Object.fromEntries(answers.map((a) => [a.key, a]));
  }
  /** As if it had been received a millisecond earlier: what was sent before another act may have come in the same one. */
  earlier(m: MutationEnvelope): void {
    const at = new Date(Date.parse(this.proofs.get(m.key)!.at) - 1).toISOString();
    this.proofs.set(m.key, { at, mac: seal({ member: this.who.member, key: m.key, hash: hashOf(m), at }) });
  }
  /** As it sends an act again after a new epoch. */
  again(m: MutationEnvelope): Promise<Answer> {
    const proof = this.proofs.get(m.key);
    return this.send(proof ? { ...m, proof } : m).then((answers) => answers[m.key]!);
  }
}
const outcome = (a: Answer | undefined): string =>
  a === undefined ? 'none' : 'recovering' in a ? `waits: ${a.recovering}` : 'verdict' in a ? (a.verdict.status === 'applied' ? 'applied' : a.verdict.code) : Object.keys(a).join();
const hashOf = (m: MutationEnvelope): string => createHash('sha256').update(canonicalJson({ name: m.name, version: m.version, args: m.args })).digest('hex');
const balance = async (db: Database, who: Caller) => (await db.query<{ b: number }>('select balance as b from wallet where member = $1', [who.member]))[0]!.b;

eachDatabase('devices come back after a restore', (database) => {
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
  const story = async (): Promise<StoryId> => {
    const id = newId<StoryId>();
    await database().query(`insert into story (id, title, language, authors, licence, words, pages, bytes) values ($1, 'Le lion', 'fr', 'A', 'CC BY 4.0', 100, 4, 900)`, [id]);
    return id;
  };

  it('S29: what was forgotten settles again, once, in whatever order devices come: a harvest on one pays a boost on the other', async () => {
    const db = database();
    const awa = await newMember(db, 5);
    const [phone, laptop] = [new Device(db, awa), new Device(db, await second(awa))];
    const project = await addProject(db, await addCommunity(db));
    const read = act('reading.finish', { story: await story(), activeSeconds: 600 });
    const [plant, refused] = [boost(project, 15), boost(project, 5000)];
    const restore = await backup();
    const first = (await phone.send(read))[read.key]!;
    await laptop.send(plant, refused);
    expect(await balance(db, awa)).toBe(0);
    await restore();
    expect(await balance(db, awa)).toBe(5);
    expect(outcome(await laptop.again(plant))).toBe('waits: saka.insufficient_grains');
    expect((await db.query('select 1 from receipt where key = $1', [plant.key])).length).toBe(0);
    const again = await phone.again(read);
    expect(again).toMatchObject({ verdict: { status: 'applied' }, at: 'at' in first ? first.at : '', mac: expect.any(String) });
    expect(outcome(await laptop.again(plant))).toBe('applied');
    // Twice is once.
    expect([outcome(await laptop.again(plant)), outcome(await phone.again(read))]).toEqual(['applied', 'applied']);
    expect(await balance(db, awa)).toBe(0);
    expect(await audit(db)).toMatchObject({ ok: true, gaps: [] });
    await endRecovery(db);
  });

  it('S29: what was taken back stays so; at the end of the recovery what cannot be settled again is lost, and stays lost', async () => {
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
    expect(await phone.again(lost)).toMatchObject({ verdict: { status: 'rejected', code: 'sync.lost_in_restore', params: { reason: 'project.withdrawn' } } });
    await db.query(`update project set status = 'published' where id = $1`, [project]);
    expect(outcome(await phone.again(lost))).toBe('sync.lost_in_restore');
    expect(await balance(db, awa)).toBe(50);
  });

  it('S29: polls wait for the end of the recovery; a ballot of before counts as of its receipt, a new one after the closing does not, and a later one is not overwritten', async () => {
    const db = database();
    const [awa, ben] = [await newMember(db), await newMember(db)];
    const [phone, laptop, other] = [new Device(db, awa), new Device(db, await second(awa)), new Device(db, ben)];
    const poll = await addPoll(db, { method: { kind: 'choice', max: 1 } });
    const vote = (option: string) => act('poll.vote', { poll, ballot: { kind: 'choice', options: [option] } });
    const [a, b, late] = [vote('a'), vote('b'), vote('c')];
    const restore = await backup();
    await phone.send(a);
    phone.earlier(a);
    await laptop.send(b);
    await restore();
    await db.query(`update poll set closes_at = now() where id = $1`, [poll]);
    await closeDuePolls(db, () => undefined);
    expect((await db.query(`select state from poll where id = $1`, [poll]))[0]).toEqual({ state: 'open' });
    expect(outcome((await other.send(late))[late.key])).toBe('poll.closed');
    expect(outcome(await laptop.again(b))).toBe('applied');
    expect(outcome(await phone.again(a))).toBe('applied');
    expect((await db.query(`select content -> 'options' as o from ballot where poll = $1`, [poll]))).toEqual([{ o: ['b'] }]);
    expect((await db.query<{ n: number }>(`select count(*)::int as n from transfer where member = $1 and reason = 'poll_vote'`, [awa.member]))[0]!.n).toBe(1);
    await endRecovery(db);
    await closeDuePolls(db, () => undefined);
    expect((await db.query(`select state from poll where id = $1`, [poll]))[0]).toEqual({ state: 'closed' });
    expect(await audit(db)).toMatchObject({ ok: true, gaps: [] });
  });

  it('S29: an act of before does not overwrite what a later one wrote, field by field, also after the recovery has ended', async () => {
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
    phone.earlier(early);
    await laptop.send(later, leave);
    const back = act('community.join', { community });
    await restore();
    const value = async () => (await db.query<{ value: unknown }>('select value from preferences where member = $1', [awa.member]))[0]?.value;
    const membership = () => db.query<{ at: string }>('select iso(joined_at) as at from membership where member = $1', [awa.member]);
    await laptop.again(later);
    await laptop.again(leave);
    expect(await value()).toEqual({ locale: 'en' });
    await endRecovery(db);
    expect([outcome(await phone.again(early)), outcome(await phone.again(joining))]).toEqual(['applied', 'applied']);
    expect(await value()).toEqual({ locale: 'en', theme: 'dark' });
    expect(await membership()).toEqual([]);
    await phone.send(back);
    expect((await membership()).length).toBe(1);
    // Alone it is as it was, from its own time on.
    await restore();
    await phone.again(joining);
    expect(await membership()).toEqual([{ at: 'at' in joined ? joined.at : '' }]);
    await endRecovery(db);
  });

  it('S29: a proof is believed only for its own member, act and time, and never from elsewhere', async () => {
    const db = database();
    const awa = await newMember(db, 100);
    const poll = await addPoll(db, { method: { kind: 'choice', max: 1 } });
    const vote = act('poll.vote', { poll, ballot: { kind: 'choice', options: ['a'] } });
    await db.query(`update poll set closes_at = now() where id = $1`, [poll]);
    const at = new Date(Date.now() - 60_000).toISOString();
    const good = { member: awa.member, key: vote.key, hash: hashOf(vote), at };
    const phone = new Device(db, awa);
    const tried = async (mac: string, time = at) => {
      const [answer] = await settleExchange(deps(db), awa.member, awa.device, [{ ...vote, proof: { at: time, mac } }]);
      await db.transaction(async (tx) => {
        await tx.query(`set local session_replication_role = 'replica'`);
        await tx.query('delete from receipt where member = $1', [awa.member]);
      });
      return outcome(answer);
    };
    expect(await tried(sealWith('another')(good))).toBe('poll.closed');
    expect(await tried(seal({ ...good, member: newId() }))).toBe('poll.closed');
    expect(await tried(seal({ ...good, key: newId() }))).toBe('poll.closed');
    expect(await tried(seal({ ...good, hash: hashOf(boost(newId(), 1)) }))).toBe('poll.closed');
    expect(await tried(seal(good), new Date(Date.now() - 30_000).toISOString())).toBe('poll.closed');
    const old = new Date(Date.now() - 40 * 86_400_000).toISOString();
    expect(await tried(seal({ ...good, at: old }), old)).toBe('poll.closed');
    expect(await tried(seal(good))).toBe('applied');
    expect(phone.proofs.size).toBe(0);
  });

  it('S29: an older copy of the disk: the device is told it knows more, its new acts wait, and its proof opens a recovery once', async () => {
    const db = database();
    const awa = await newMember(db, 100);
    const phone = new Device(db, awa);
    const project = await addProject(db, await addCommunity(db));
    const [known, forgotten, next] = [boost(project, 1), boost(project, 2), boost(project, 3)];
    await phone.send(known);
    const state = async () => (await db.query<{ epoch: string; rev: number }>('select epoch, (select rev from member_counter where member = $1) as rev from installation', [awa.member]))[0]!;
    const { epoch, rev } = await state();
    // A receipt of the future of this copy, as the server that is gone gave it.
    const at = new Date().toISOString();
    phone.proofs.set(forgotten.key, { at, mac: seal({ member: awa.member, key: forgotten.key, hash: hashOf(forgotten), at }) });
    let recoveries = 0;
    const moved: string[] = [];
    const ask = async (with_: { epoch: string; rev: number }, ...mutations: MutationEnvelope[]) => {
      const lines: ExchangeLine[] = [];
      const cursor: ScopeCursor = { scope: memberScope(awa.member), entities: { receipt: 1 }, rev: with_.rev, table: END_OF_REV, id: '' };
      await exchange({ ...deps(db), sources: entitySources, flags: {}, moved: (scopes) => moved.push(...scopes), onRecovery: () => void recoveries++ }, awa,
        { protocol: 2, member: awa.member, device: awa.device, epoch: with_.epoch, cursors: [cursor], mutations, outboxEmpty: false }, async (line) => void lines.push(JSON.parse(line)));
      const head = lines.find((l) => l.t === 'head')!;
      return { head, answers: lines.flatMap((l) => (l.t === 'verdicts' ? l.answers : [])), page: lines.find((l) => l.t === 'page') };
    };
    const told = await ask({ epoch, rev: rev + 5 }, next);
    expect(told.head).toMatchObject({ behind: true, epoch });
    expect(told.answers).toEqual([{ key: next.key, busy: true }]);
    // Its receipts come with their seals.
    expect(told.page).toMatchObject({ whole: true, rows: [{ e: 'receipt', rows: [{ id: known.key, mac: phone.proofs.get(known.key)!.mac }] }] });
    const proven = { ...forgotten, proof: phone.proofs.get(forgotten.key)! };
    expect((await ask({ epoch, rev }, { ...known, proof: phone.proofs.get(known.key)! })).head).toMatchObject({ epoch });
    const opened = await ask({ epoch, rev }, proven, next);
    expect(opened.head.epoch).not.toBe(epoch);
    expect(opened.answers).toEqual([{ key: forgotten.key, busy: true }]);
    expect([recoveries, await isRecovering(db)]).toEqual([1, true]);
    const now = await state();
    const settled = await ask({ epoch: now.epoch, rev: now.rev }, proven, next);
    expect(settled.answers.map(outcome)).toEqual(['applied', 'applied']);
    expect(settled.answers[0]).toMatchObject({ at });
    expect(recoveries).toBe(1);
    // One that has to wait pokes nobody: the device would come back with it at once.
    const dear = boost(project, 5000);
    moved.length = 0;
    const mac = seal({ member: awa.member, key: dear.key, hash: hashOf(dear), at });
    const waits = await ask(await state(), { ...dear, proof: { at, mac } });
    expect([waits.answers.map(outcome), moved]).toEqual([['waits: saka.insufficient_grains'], []]);
    await endRecovery(db);
  });
});
