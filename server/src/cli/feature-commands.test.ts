import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@egoejo/shared/platform/ids.ts';
import type { Database } from '../platform/database/database.ts';
import { readConfig } from '../platform/config/read-config.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { onRealData } from '../testing/real-data.ts';
import { addPoll } from '../testing/world.ts';
import { runCommand } from './run.ts';

let cwd = '';
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'commands-'));
  await writeFile(join(cwd, 'ballots.csv'), 'id;four;puits\n1;6;8\n2;0;3\n');
  await writeFile(join(cwd, 'bad.csv'), 'id;four;puits\n1;6;9\n2;-1;0\n');
  await writeFile(join(cwd, 'bad.pb'), 'META\nkey;value\nunit;X\nbudget;NaN\nvote_type;approval\nPROJECTS\n');
});
afterAll(() => rm(cwd, { recursive: true }));

async function egoejo(db: Database, json: boolean, ...args: string[]) {
  const [out, err]: string[][] = [[], []];
  const exit = await runCommand(
    { db, config: readConfig({}), json, cwd, out: (t) => out!.push(t), err: (t) => err!.push(t) },
    args,
  );
  return { exit, out: out!.join('\n'), err: err!.join('\n') };
}

eachDatabase('commands', (database) => {
  it('P4: tally quadratic sums a file, and reports bad ballots with file and line', async () => {
    const good = await egoejo(database(), true, 'tally', 'quadratic', 'ballots.csv', '--credits', '100');
    expect([good.exit, JSON.parse(good.out)]).toEqual([
      0,
      {
        participants: 2,
        options: [
          { index: 1, label: 'puits', votes: 11, rank: 1 },
          { index: 0, label: 'four', votes: 6, rank: 2 },
        ],
      },
    ]);
    const bad = await egoejo(database(), true, 'tally', 'quadratic', 'bad.csv', '--credits', '100');
    expect(bad).toMatchObject({ exit: 2, out: '' });
    expect(bad.err).toBe(
      'bad.csv:2: the ballot costs 117 credits, more than 100 (poll.over_credits)\nbad.csv:3: "-1" is not a ' +
        'whole number of votes ≥ 0 (poll.bad_votes)',
    );
    expect((await egoejo(database(), true, 'tally', 'quadratic', 'ballots.csv')).exit).toBe(2);
    expect(await egoejo(database(), true, 'tally', 'quadratic', 'none.csv', '--credits', '9')).toMatchObject({
      exit: 2,
      err: 'none.csv: there is no such file',
    });
  });
  it('P5: tally majority-judgment ranks CSV and JSON files, and reports faults with file and line', async () => {
    await writeFile(join(cwd, 'grades.csv'), 'id,four,puits\n1,3,1\n2,,2\n');
    await writeFile(join(cwd, 'grades.json'), '{"participants": 3, "tallies": [[1, 1],\n[2, 2]]}');
    const good = await egoejo(database(), true, 'tally', 'majority-judgment', 'grades.csv', '--default', '2');
    expect([good.exit, JSON.parse(good.out)]).toEqual([
      0,
      {
        participants: 2,
        options: [
          { index: 0, label: 'four', rank: 1, grade: 2, counts: [0, 0, 1, 1] },
          { index: 1, label: 'puits', rank: 2, grade: 1, counts: [0, 1, 1, 0] },
        ],
      },
    ]);
    expect(await egoejo(database(), true, 'tally', 'majority-judgment', 'grades.json')).toEqual({
      exit: 2,
      out: '',
      err: 'grades.json:2: option 2 has 4 grades from 3 participants (tally.too_many_grades)',
    });
    expect((await egoejo(database(), true, 'tally', 'majority-judgment', 'grades.csv', '--default', 'x')).exit).toBe(2);
  });
  it('P6: tally budget tells equal shares and greedy, and compares with the file', async () => {
    const text = (selected: string) =>
      'META\nkey;value\nunit;X\nbudget;100\nvote_type;approval\nrule;equalshares/add1\nPROJECTS\n' +
      `project_id;cost;selected\na;100;${selected}\nb;33;1\nc;33;1\nVOTES\nvoter_id;vote\n` +
      ['a', 'a', 'a', 'a', 'b', 'b', 'b', 'c', 'c', 'c'].map((p, i) => `${i};${p}\n`).join('');
    await writeFile(join(cwd, 'shares.pb'), text('0'));
    await writeFile(join(cwd, 'wrong.pb'), text('1'));
    const good = await egoejo(database(), true, 'tally', 'budget', 'shares.pb');
    expect([good.exit, good.err, JSON.parse(good.out)]).toMatchObject([
      0,
      '',
      {
        result: { winners: ['b', 'c'], cost: '66' },
        shares: { winners: ['b', 'c'] },
        greedy: { winners: ['a'], cost: '100' },
        published: { differs: [] },
      },
    ]);
    const wrong = await egoejo(database(), false, 'tally', 'budget', 'wrong.pb');
    expect([wrong.exit, wrong.out]).toEqual([1, expect.stringContaining('differs in: a')]);
    expect((await egoejo(database(), true, 'tally', 'budget', 'wrong.pb', '--rule', 'greedy')).exit).toBe(0);
    expect(await egoejo(database(), true, 'tally', 'budget', 'bad.pb')).toMatchObject({
      exit: 2,
      err: 'bad.pb:6: the budget "NaN" is not a number ≥ 0 (pabulib.bad_number)',
    });
  });
  it('P6: import pabulib reports file, line and reason, and exits with 2', async () => {
    expect(await egoejo(database(), true, 'import', 'pabulib', 'bad.pb')).toEqual({
      exit: 2,
      out: '',
      err: 'bad.pb:6: the budget "NaN" is not a number ≥ 0 (pabulib.bad_number)',
    });
    expect((await egoejo(database(), true, 'import', 'pabulib')).exit).toBe(2);
    expect(await egoejo(database(), true, 'import', 'pabulib', '.')).toMatchObject({
      exit: 2,
      err: '.: it is a folder',
    });
    expect(await egoejo(database(), true, 'import', 'stories', 'none')).toMatchObject({
      exit: 2,
      err: 'none: there is no such file',
    });
  });
  it('B11: recommend evaluate measures files, and reports what is wrong with file and line', async () => {
    await writeFile(
      join(cwd, 'books.csv'),
      'book,title,authors,language,genres\n1,A,x,fr,a\n2,B,y,fr,b\n3,C,x,fr,a\n4,D,z,fr,c\n',
    );
    await writeFile(join(cwd, 'train.csv'), 'user,book,rating\n1,1,5\n2,2,5\n2,4,5\n3,2,4\n');
    await writeFile(join(cwd, 'test.csv'), '\uFEFFuser,book,rating\r\n1,3,5\r\n');
    const none = { 'recall@10': 0, 'ndcg@10': 0 };
    const all = { 'recall@10': 1, 'ndcg@10': 1 };
    const files = ['train.csv', 'test.csv', 'books.csv'];
    const good = await egoejo(database(), true, 'recommend', 'evaluate', ...files);
    expect([good.exit, good.err, JSON.parse(good.out)]).toEqual([
      0,
      '',
      {
        books: 4,
        train: 4,
        test: 1,
        readers: 1,
        // Nobody read book 3, which has the author and the subject of the one that reader 1 read.
        methods: { popularity: none, itemItem: none, content: all, collaborative: none, hybrid: all },
      },
    ]);
    const words = await egoejo(database(), false, 'recommend', 'evaluate', ...files);
    expect(words.out).toContain('hybrid: recall@10 1.0000, nDCG@10 1.0000');
    const tuned = await egoejo(database(), true, 'recommend', 'tune', 'train.csv', 'books.csv');
    expect([tuned.exit, JSON.parse(tuned.out)]).toEqual([
      0,
      expect.arrayContaining([expect.objectContaining({ parameter: 'window', value: 10, chosen: true })]),
    ]);
    await writeFile(join(cwd, 'test.csv'), 'user,book,rating\n1,3,5\n1,7,5\n');
    expect(await egoejo(database(), true, 'recommend', 'evaluate', ...files)).toEqual({
      exit: 2,
      out: '',
      err: 'test.csv:3: book 7 is not among the books (recommend.unknown_book)',
    });
    expect(await egoejo(database(), true, 'recommend', 'evaluate', 'none.csv', ...files.slice(1))).toEqual({
      exit: 2,
      out: '',
      err: 'none.csv: there is no such file',
    });
    expect(await egoejo(database(), true, 'recommend', 'evaluate', 'train.csv', 'books.csv')).toEqual({
      exit: 2,
      out: '',
      err: 'usage: egoejo recommend evaluate TRAIN TEST BOOKS',
    });
  });
  it('P8: recount requires a closed poll', async () => {
    const poll = await addPoll(database(), { method: { kind: 'choice', max: 1 } });
    expect(await egoejo(database(), true, 'recount', poll)).toMatchObject({ exit: 3 });
    expect(await egoejo(database(), true, 'recount', newId())).toMatchObject({ exit: 2 });
    expect(await egoejo(database(), true, 'recount', '1; drop table poll')).toMatchObject({ exit: 2 });
  });
  it('P8: recount finds a receipt, in the database and in an exported file', async () => {
    const number = '0A1B-2C3D-4E5F-6071-8293';
    const poll = await addPoll(database(), { method: { kind: 'choice', max: 1 } });
    const result = {
      ballots: 0,
      quorumMet: true,
      counts: ['a', 'b', 'c'].map((option) => ({ option, votes: 0 })),
      winners: [],
    };
    await database().query(`update poll set state = 'closed', result = $2::jsonb where id = $1`, [
      poll,
      JSON.stringify(result),
    ]);
    const missing = await egoejo(database(), true, 'recount', poll, '--receipt', number);
    expect([missing.exit, JSON.parse(missing.out)]).toMatchObject([
      1,
      { ok: false, gaps: [], receipt: { found: false } },
    ]);
    expect(await egoejo(database(), true, 'recount', poll, '--receipt', 'x')).toMatchObject({ exit: 2 });
    expect(await egoejo(database(), true, 'recount', poll)).toMatchObject({ exit: 0 });
    const options = ['a', 'b', 'c'].map((id) => ({ id, label: id }));
    const head = {
      id: poll,
      title: 'Quel jour ?',
      method: { kind: 'choice', max: 1 },
      options,
      quorum: null,
      extra: null,
    };
    await writeFile(join(cwd, 'ballots.json'), JSON.stringify({ poll: head, result, ballots: [], receipts: [number] }));
    const found = await egoejo(
      database(),
      false,
      'recount',
      'file',
      'ballots.json',
      '--receipt',
      '0a1b2c3d4e5f60718293',
    );
    expect([found.exit, found.out]).toEqual([0, expect.stringContaining(`receipt ${number}: its ballot is counted`)]);
    expect(await egoejo(database(), true, 'recount', 'file', 'bad.pb')).toMatchObject({
      exit: 2,
      err: 'bad.pb: not JSON: the file of a poll’s ballots in JSON is wanted (recount.not_json)',
    });
  });
  onRealData(
    'pabulib/toulouse-2022.pb',
    'P6 P8: imports Toulouse, twice the same, recounts it, and the audit has no gap',
    async (file) => {
      const first = await egoejo(database(), true, 'import', 'pabulib', file);
      const report = JSON.parse(first.out) as { ballots: number; poll: string; projects: unknown[] };
      expect([first.exit, first.err, report.ballots, report.projects.length]).toEqual([0, '', 4532, 199]);
      expect((await egoejo(database(), false, 'import', 'pabulib', file)).out).toContain(
        'imported before: nothing changed',
      );
      expect(await egoejo(database(), false, 'recount', report.poll)).toMatchObject({ exit: 0 });
      expect(await egoejo(database(), true, 'audit')).toMatchObject({ exit: 0, out: '{"ok":true,"gaps":[]}' });
    },
  );
});

describe('help', () => {
  it('lists the commands', async () => {
    const { helpText } = await import('./run.ts');
    for (const name of [
      'import pabulib FILE',
      'import stories DIR',
      'tally quadratic',
      'tally majority-judgment',
      'tally budget',
      'recount POLL',
      'recount file FILE.json',
      'recommend evaluate TRAIN TEST BOOKS',
      'recommend tune TRAIN BOOKS',
      'audit',
    ])
      expect(helpText()).toContain(`egoejo ${name}`);
  });
});
