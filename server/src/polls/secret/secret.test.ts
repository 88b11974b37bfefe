import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, expect, it } from 'vitest';
import { newId, type PollId } from '@egoejo/shared/platform/ids.ts';
import type { BallotContent, PollMethod } from '@egoejo/shared/polls/model.ts';
import { exampleMethods } from '@egoejo/shared/testing/example-polls.ts';
import { restoreBackup } from '../../backup/restore.ts';
import { takeBackup } from '../../backup/take.ts';
import { audit } from '../../cli/audit.ts';
import { NO_BALLOT_KEYS, openBallotKeys } from './ballot-keys.ts';
import type { Database } from '../../platform/database/database.ts';
import { coldSettlements } from '../../registry.ts';
import type { Caller } from '../../sync/exchange/exchange-deps.ts';
import { endRecovery } from '../../sync/recovery/recovery.ts';
import { settleActs } from '../../sync/settle/settle.ts';
import { testSettlements } from '../../testing/settlements.ts';
import { act, newMember, outcome } from '../../testing/acts.ts';
import { testKeyDir, testKeys } from '../../testing/ballot-keys.ts';
import { eachDatabase } from '../../testing/database/postgres.ts';
import { deps, Device } from '../../testing/proving-device.ts';
import { addMember, addPoll, settleCold } from '../../testing/world.ts';
import { closeDuePolls } from '../closing.ts';
import { readPoll, recount } from '../count/count-stored.ts';
import { exportText, type ResultExport } from '../files/export.ts';
import { recountFile } from '../files/exported-file.ts';
import { countSecretPoll } from './secret-count.ts';

const choice: PollMethod = { kind: 'choice', max: 1 };
const forOption = (option: string): BallotContent => ({ kind: 'choice', options: [option] });
const nonce = () => newId().replaceAll('-', '');
const vote = (poll: PollId, ballot: BallotContent | null) => act('poll.voteSecretly', { poll, ballot, nonce: nonce() });
const draftOf = (id: PollId, method: PollMethod) => ({
  id,
  community: null,
  project: null,
  title: 'Qui représente le village ?',
  text: '',
  method,
  options: ['a', 'b'].map((option) => ({ id: option, label: option })),
  openToAll: true,
  secret: true,
  quorum: null,
  closesAt: new Date(Date.now() + 3_600_000).toISOString(),
});
const backups = mkdtempSync(join(tmpdir(), 'egoejo-secret-'));
afterAll(() => rm(backups, { recursive: true, force: true }));

eachDatabase('secret polls', (database) => {
  const open = (method: PollMethod = choice) => addPoll(database(), { method, secret: true, openToAll: true });
  const send = async (who: Caller, ...acts: ReturnType<typeof vote>[]) =>
    (await settleActs(deps(database()), who.member, who.device, acts)).map(outcome);
  const expire = (poll: PollId) =>
    database().query(`update poll set closes_at = clock_timestamp() - interval '1 second' where id = $1`, [poll]);
  const close = (keys = testKeys) => closeDuePolls(database(), () => undefined, keys);
  const count = async (table: string, poll: PollId): Promise<number> =>
    (await database().query<{ n: number }>(`select count(*)::int as n from ${table} where poll = $1`, [poll]))[0]!.n;
  const stateOf = async (poll: PollId) => (await readPoll(database(), poll))!;
  const turnout = async (poll: PollId) =>
    (
      await database().query<{ n: number }>(
        `select coalesce(sum(ballots), 0)::int as n from (select ballots from poll_tally where id = $1
        union all select ballots from poll_delta where poll = $1) x`,
        [poll],
      )
    )[0]!.n;
  /** Everything the database holds, as text. */
  const everything = async (db: Database): Promise<string> => {
    const path = join(backups, `${newId()}.gz`);
    await takeBackup(db, path);
    return gunzipSync(await readFile(path)).toString();
  };

  it('P2: the ballot is sealed under a hash in place of its member; what comes back says only that they voted', async () => {
    const poll = await open({ kind: 'judgment', grades: ['non', 'peut-être', 'oui'], ungraded: 0 });
    const awa = await newMember(database());
    const secret = vote(poll, { kind: 'judgment', grades: { a: 2, b: 1 } });
    expect(await send(awa, secret)).toEqual(['applied']);
    expect(await database().query('select content, grains from ballot where poll = $1', [poll])).toEqual([
      { content: { kind: 'secret' }, grains: 0 },
    ]);
    const [sealed] = await database().query<{ voter: Uint8Array; content: Uint8Array }>(
      'select voter, content from sealed_ballot where poll = $1',
      [poll],
    );
    const key = (await testKeys.make(poll))!;
    expect(key.open(Buffer.from(sealed!.voter), Buffer.from(sealed!.content))).toBe(
      '{"kind":"judgment","grades":{"a":2,"b":1}}',
    );
    // Another voter's hash does not open it, and the database holds no part of it in clear.
    expect(() => key.open(key.voter(newId()), Buffer.from(sealed!.content))).toThrow();
    const stored = await everything(database());
    expect(stored).toContain(poll);
    for (const clear of ['"judgment"}', String(secret.args['nonce']), '{"a":2'])
      expect(stored.includes(clear), clear).toBe(false);
    expect(await turnout(poll)).toBe(1);
  });

  it('P2 R5: a ballot is changed and withdrawn until closing; the first vote harvests once', async () => {
    const poll = await open();
    const awa = await newMember(database());
    expect(await send(awa, vote(poll, null))).toEqual(['poll.no_ballot']);
    expect(await send(awa, vote(poll, forOption('a')), vote(poll, forOption('b')))).toEqual(['applied', 'applied']);
    expect([await count('sealed_ballot', poll), await turnout(poll)]).toEqual([1, 1]);
    expect(await send(awa, vote(poll, null))).toEqual(['applied']);
    expect([await count('sealed_ballot', poll), await count('ballot', poll), await turnout(poll)]).toEqual([0, 0, 0]);
    expect(await send(awa, vote(poll, forOption('c')))).toEqual(['applied']);
    expect(
      await database().query(
        `select sum(amount)::int as grains from transfer where member = $1 and reason = 'poll_vote'`,
        [awa.member],
      ),
    ).toEqual([{ grains: 5 }]);
    expect(await audit(database())).toMatchObject({ ok: true, gaps: [] });
  });

  it('P2: closing writes the ballots anew in clear without hash, member or time, and destroys the key afterwards', async () => {
    const poll = await open();
    const voters = await Promise.all([1, 2, 3, 4].map(() => newMember(database())));
    for (const [i, who] of voters.entries()) await send(who, vote(poll, forOption(i === 0 ? 'a' : 'b')));
    await expire(poll);
    await close();
    expect(await stateOf(poll)).toMatchObject({
      state: 'closed',
      result: {
        ballots: 4,
        winners: ['b'],
        counts: [{ option: 'b', votes: 3 }, { option: 'a', votes: 1 }, { votes: 0 }],
      },
    });
    expect(await count('sealed_ballot', poll)).toBe(0);
    expect(
      await database().query('select content from opened_ballot where poll = $1 order by content', [poll]),
    ).toEqual([forOption('a'), forOption('b'), forOption('b'), forOption('b')].map((content) => ({ content })));
    expect(Object.keys((await database().query('select * from opened_ballot limit 1'))[0]!).sort()).toEqual([
      'content',
      'n',
      'poll',
    ]);
    expect((await readdir(testKeyDir)).filter((name) => name.startsWith(poll))).toEqual([`${poll}.result.json`]);
    expect(await send(voters[0]!, vote(poll, forOption('c')))).toEqual(['poll.closed']);
    expect(await audit(database())).toMatchObject({ ok: true, gaps: [] });
  });

  it('P2: the order of the opened ballots is not that in which they were cast', async () => {
    const poll = await open();
    const orders = new Set<string>();
    const ids = ['a', 'b', 'c'];
    for (const option of ids) await send(await newMember(database()), vote(poll, forOption(option)));
    await expire(poll);
    const read = await stateOf(poll);
    // Each count shuffles again; three ballots come in the same order ten times with a chance of one in ten millions.
    for (let i = 0; i < 10; i++) {
      await database()
        .transaction(async (tx) => {
          await countSecretPoll(tx, testKeys, read);
          const rows = await tx.query<{ o: string }>(
            `select content -> 'options' ->> 0 as o from opened_ballot where poll = $1 order by n`,
            [poll],
          );
          orders.add(rows.map((r) => r.o).join());
          throw new Error('undone');
        })
        .catch((error: Error) => expect(error.message).toBe('undone'));
    }
    expect(orders.size).toBeGreaterThan(1);
  });

  it('P2 P8: the export of a secret poll recounts, and has no receipt numbers', async () => {
    const poll = await open({ ...exampleMethods.budget, costs: { a: 60_000, b: 50_000, c: 10_000 } });
    for (const projects of [['a'], ['b', 'c'], ['c']])
      await send(await newMember(database()), vote(poll, { kind: 'budget', projects }));
    await expire(poll);
    await close();
    const read = await stateOf(poll);
    let text = '';
    for await (const piece of exportText(database(), { ...read, result: read.result! }, 'json')) text += piece;
    const file = JSON.parse(text) as ResultExport;
    expect(file.receipts).toBeUndefined();
    expect(file.ballots.length).toBe(3);
    expect(await recountFile(text)).toMatchObject({ ok: true, value: { gaps: [], ballots: 3 } });
    expect(await recount(database(), poll)).toMatchObject({ gaps: [], ballots: 3 });
  });

  it('P2: without the key a vote waits, nothing is written, and no other key is made; other acts go on', async () => {
    const poll = await open();
    const awa = await newMember(database());
    const thrown: string[] = [];
    const settle = (keys: typeof testKeys) =>
      settleActs(
        {
          ...deps(database()),
          settlements: coldSettlements({ ballotKeys: keys }),
          onThrow: (e) => void thrown.push(String(e)),
        },
        awa.member,
        awa.device,
        [vote(poll, forOption('a'))],
      );
    const elsewhere = openBallotKeys(mkdtempSync(join(backups, 'keys-')));
    await elsewhere.make(poll);
    for (const keys of [NO_BALLOT_KEYS, elsewhere])
      expect(await settle(keys)).toEqual([{ key: expect.any(String), unsettled: 'poll.no_key' }]);
    expect([await count('ballot', poll), await count('sealed_ballot', poll)]).toEqual([0, 0]);
    expect(thrown.join()).not.toContain('"a"');
    // Its count waits too, and keeps no other poll waiting.
    const other = await addPoll(database(), { method: choice });
    await expire(poll);
    await expire(other);
    await expect(close(NO_BALLOT_KEYS)).rejects.toThrow('BALLOT_KEY_DIR');
    expect((await stateOf(poll)).result).toBeNull();
    expect((await stateOf(other)).result).not.toBeNull();
    await close();
    expect((await stateOf(poll)).result).toMatchObject({ ballots: 0 });
  });

  it('P2: a vote has read its key before it locks anything, and reads no file while it holds a lock', async () => {
    const poll = await open();
    const awa = await newMember(database());
    let withoutFile = false;
    const keys: typeof testKeys = {
      ...testKeys,
      async load(of) {
        // A waiting lock would fail this statement, and end the test.
        await database().query(`select 1 from member_counter where member = $1 for update nowait`, [awa.member]);
        await testKeys.load(of);
        await rm(join(testKeyDir, `${of}.key`));
        withoutFile = true;
      },
    };
    const answers = await settleActs(
      { ...deps(database()), settlements: coldSettlements({ ballotKeys: keys }) },
      awa.member,
      awa.device,
      [vote(poll, forOption('a'))],
    );
    expect([answers.map(outcome), withoutFile]).toEqual([['applied'], true]);
    expect(await count('sealed_ballot', poll)).toBe(1);
  });

  it('P2: a crash before the commit of the count or after it leaves one result and no key', async () => {
    const poll = await open();
    await send(await newMember(database()), vote(poll, forOption('a')));
    await expire(poll);
    await expect(close({ ...testKeys, keepResult: () => Promise.reject(new Error('killed')) })).rejects.toThrow(
      'killed',
    );
    expect([await count('sealed_ballot', poll), await count('opened_ballot', poll)]).toEqual([1, 0]);
    await close({ ...testKeys, destroy: () => Promise.resolve() });
    expect((await stateOf(poll)).result).toMatchObject({ ballots: 1 });
    expect(await testKeys.list()).toContain(poll);
    await close();
    expect(await testKeys.list()).not.toContain(poll);
    expect(await count('opened_ballot', poll)).toBe(1);
  });

  it('P2 S29: a restore that finds the poll open and its key gone closes it with the result that was kept', async () => {
    const db = database();
    const poll = await open();
    const [early, late] = [await newMember(db), await newMember(db)];
    const phone = new Device(db, late);
    await send(early, vote(poll, forOption('a')));
    const path = join(backups, `${db.kind}-${poll}.gz`);
    await takeBackup(db, path);
    const ballot = vote(poll, forOption('b'));
    const before = deps(db);
    for (const a of await settleActs(before, late.member, late.device, [ballot]))
      if ('mac' in a && a.mac !== undefined) phone.proofs.set(a.key, { at: a.at, mac: a.mac });
    await expire(poll);
    await close();
    const result = (await stateOf(poll)).result;
    expect(await restoreBackup(db, path, true)).toMatchObject({ ok: true });
    expect(await stateOf(poll)).toMatchObject({ state: 'open', result: null });
    // Before the job runs, it takes no new ballots.
    expect(await send(early, vote(poll, forOption('c')))).toEqual(['poll.closed']);
    await close();
    expect(await stateOf(poll)).toMatchObject({ state: 'closed', result });
    expect([await count('sealed_ballot', poll), await count('opened_ballot', poll)]).toEqual([0, 2]);
    expect(await recount(db, poll)).toMatchObject({ gaps: [], ballots: 2 });
    // A device that did not see the closing offers its vote again: it is counted, and its grains come back.
    const again = { ...ballot, proof: phone.proofs.get(ballot.key)! };
    expect(await send(late, again)).toEqual(['applied']);
    expect(await db.query('select balance from wallet where member = $1', [late.member])).toEqual([{ balance: 5 }]);
    expect(await count('opened_ballot', poll)).toBe(2);
    await endRecovery(db);
  });

  it('P2 S29: a poll that was counted, opened again after a restore to its draft, gets no second key but the result that was kept', async () => {
    const db = database();
    const animator = await addMember(db, { roles: ['animator'] });
    const poll = newId<PollId>();
    await settleCold(db, testSettlements, 'poll.draft', animator, draftOf(poll, choice));
    const path = join(backups, `${db.kind}-${poll}.gz`);
    await takeBackup(db, path);
    const opened = () => settleCold(db, testSettlements, 'poll.open', animator, { poll, opensAt: null });
    expect(await opened()).toEqual({ applied: [] });
    await send(await newMember(db), vote(poll, forOption('a')));
    await expire(poll);
    await close();
    const { result } = await stateOf(poll);
    await restoreBackup(db, path, true);
    expect(await opened()).toEqual({ applied: [] });
    expect(await testKeys.list()).not.toContain(poll);
    await close();
    expect(await stateOf(poll)).toMatchObject({ state: 'closed', result });
    await endRecovery(db);
  });

  it('P2 S29: while the key is there, a restored poll goes on and is counted again', async () => {
    const db = database();
    const poll = await open();
    await send(await newMember(db), vote(poll, forOption('a')));
    const path = join(backups, `${db.kind}-${poll}.gz`);
    await takeBackup(db, path);
    await expire(poll);
    const undestroyed = { ...testKeys, destroy: () => Promise.resolve() };
    await close(undestroyed);
    await restoreBackup(db, path, true);
    await close(undestroyed);
    expect(await stateOf(poll)).toMatchObject({ state: 'open', result: null });
    expect(await send(await newMember(db), vote(poll, forOption('b')))).toEqual(['applied']);
    await endRecovery(db);
    await expire(poll);
    await close();
    expect((await stateOf(poll)).result).toMatchObject({ ballots: 2 });
  });

  it('P2: what else stands beside the keys, or is damaged there, stops nothing but its own poll', async () => {
    const [damaged, sound] = [await open(), await open()];
    await send(await newMember(database()), vote(sound, forOption('a')));
    await testKeys.destroy(damaged);
    await testKeys.keepResult(damaged, '{"result":');
    await writeFile(join(testKeyDir, 'notes.key'), 'not a poll');
    for (const poll of [damaged, sound]) await expire(poll);
    await expect(close()).rejects.toThrow('JSON');
    expect((await stateOf(damaged)).result).toBeNull();
    expect((await stateOf(sound)).result).toMatchObject({ ballots: 1 });
    await rm(join(testKeyDir, 'notes.key'));
    await rm(join(testKeyDir, `${damaged}.result.json`));
    await database().query(`update poll set state = 'cancelled' where id = $1`, [damaged]);
  });

  it('P2: a cancelled secret poll loses its ballots and its key', async () => {
    const poll = await open();
    await send(await newMember(database()), vote(poll, forOption('a')));
    await database().query(`update poll set state = 'cancelled' where id = $1`, [poll]);
    await close();
    expect(await count('sealed_ballot', poll)).toBe(0);
    expect(await testKeys.list()).not.toContain(poll);
  });

  it('P2 P7: malformed ballots, and acts of the other kind of poll, are refused and change nothing', async () => {
    const [poll, clear] = [await open(), await addPoll(database(), { method: choice })];
    const awa = await newMember(database());
    expect(
      await send(
        awa,
        vote(poll, forOption('z')),
        vote(poll, { kind: 'choice', options: [] }),
        vote(poll, { kind: 'judgment', grades: { a: 1 } }),
        vote(clear, forOption('a')),
        vote(newId(), forOption('a')),
        act('poll.vote', { poll, ballot: forOption('a') }),
        act('poll.withdrawVote', { poll }),
      ),
    ).toEqual([
      'poll.unknown_option',
      'poll.empty_ballot',
      'poll.wrong_method',
      'poll.not_secret',
      'poll.unknown',
      'poll.secret',
      'poll.secret',
    ]);
    expect(await count('ballot', poll)).toBe(0);
  });

  it('P2 P4: a secret poll costs no grains; its key is made once, at the opening', async () => {
    const animator = await addMember(database(), { roles: ['animator'] });
    const poll = newId<PollId>();
    const draft = (method: PollMethod) =>
      settleCold(database(), testSettlements, 'poll.draft', animator, draftOf(poll, method));
    expect(await draft({ kind: 'quadratic', credits: 10, unit: 5 })).toEqual({ rejected: 'poll.secret_costs' });
    expect(await draft({ kind: 'quadratic', credits: 10, unit: 0 })).toEqual({ applied: [] });
    expect(await testKeys.list()).not.toContain(poll);
    expect(await settleCold(database(), testSettlements, 'poll.open', animator, { poll, opensAt: null })).toEqual({
      applied: [],
    });
    const [row] = await database().query<{ key: Uint8Array }>('select ballot_key as key from poll where id = $1', [
      poll,
    ]);
    expect(Buffer.from(row!.key).equals((await testKeys.make(poll))!.fingerprint)).toBe(true);
    await writeFile(join(testKeyDir, `${poll}.key`), Buffer.alloc(32, 7));
    expect(await testKeys.has(poll, row!.key)).toBe(false);
    await rm(join(testKeyDir, `${poll}.key`));
  });
});
