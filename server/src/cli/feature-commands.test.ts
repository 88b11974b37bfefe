import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId, type Grains, type MutationKey, type StoryId } from '@egoejo/shared/platform/ids.ts';
import type { Database } from '../platform/database.ts';
import { readConfig } from '../platform/config.ts';
import { eachDatabase } from '../testing/postgres.ts';
import { onRealData } from '../testing/real-data.ts';
import { addCommunity, addMember, addPoll, addProject, giveGrains, settleHot } from '../testing/world.ts';
import { audit } from './audit.ts';
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
  const exit = await runCommand({ db, config: readConfig({}), json, cwd, out: (t) => out!.push(t), err: (t) => err!.push(t) }, args);
  return { exit, out: out!.join('\n'), err: err!.join('\n') };
}

eachDatabase('commands', (database) => {
  it('P4: tally quadratic sums a file, and names bad ballots with file and line', async () => {
    const good = await egoejo(database(), true, 'tally', 'quadratic', 'ballots.csv', '--credits', '100');
    expect([good.exit, JSON.parse(good.out)]).toEqual([0, { participants: 2, options: [{ index: 1, label: 'puits', votes: 11, rank: 1 }, { index: 0, label: 'four', votes: 6, rank: 2 }] }]);
    const bad = await egoejo(database(), true, 'tally', 'quadratic', 'bad.csv', '--credits', '100');
    expect(bad).toMatchObject({ exit: 2, out: '' });
    expect(bad.err).toBe('bad.csv:2: the ballot costs 117 credits, more than 100 (poll.over_credits)\nbad.csv:3: "-1" is not a whole number of votes ≥ 0 (poll.bad_votes)');
    expect((await egoejo(database(), true, 'tally', 'quadratic', 'ballots.csv')).exit).toBe(2);
    expect(await egoejo(database(), true, 'tally', 'quadratic', 'none.csv', '--credits', '9')).toMatchObject({ exit: 2, err: 'none.csv: there is no such file' });
  });
  it('P6: import pabulib names file, line and reason, exit 2', async () => {
    expect(await egoejo(database(), true, 'import', 'pabulib', 'bad.pb')).toEqual({ exit: 2, out: '', err: 'bad.pb:6: the budget "NaN" is not a number ≥ 0 (pabulib.bad_number)' });
    expect((await egoejo(database(), true, 'import', 'pabulib')).exit).toBe(2);
    expect(await egoejo(database(), true, 'import', 'pabulib', '.')).toMatchObject({ exit: 2, err: '.: it is a folder' });
    expect(await egoejo(database(), true, 'import', 'stories', 'none')).toMatchObject({ exit: 2, err: 'none: there is no such file' });
  });
  it('P8: recount wants a closed poll', async () => {
    const poll = await addPoll(database(), { method: { kind: 'choice', max: 1 } });
    expect(await egoejo(database(), true, 'recount', poll)).toMatchObject({ exit: 3 });
    expect(await egoejo(database(), true, 'recount', newId())).toMatchObject({ exit: 2 });
    expect(await egoejo(database(), true, 'recount', '1; drop table poll')).toMatchObject({ exit: 2 });
  });
  onRealData('pabulib/toulouse-2022.pb', 'P6 P8: imports Toulouse, twice the same, recounts it, and the audit has no gap', async (file) => {
    const first = await egoejo(database(), true, 'import', 'pabulib', file);
    const report = JSON.parse(first.out) as { ballots: number; poll: string; projects: unknown[] };
    expect([first.exit, first.err, report.ballots, report.projects.length]).toEqual([0, '', 4532, 199]);
    expect((await egoejo(database(), false, 'import', 'pabulib', file)).out).toContain('imported before: nothing changed');
    expect(await egoejo(database(), false, 'recount', report.poll)).toMatchObject({ exit: 0 });
    expect(await egoejo(database(), true, 'audit')).toMatchObject({ exit: 0, out: '{"ok":true,"gaps":[]}' });
  });
});

eachDatabase('audit', (database) => {
  const broken = async (sql: string, params: unknown[] = []): Promise<string[]> => {
    // Only a superuser's replica mode gets past the triggers: the database refuses these changes to everybody else.
    await database().transaction(async (tx) => {
      await tx.query(`set local session_replication_role = 'replica'`);
      await tx.query(sql, params);
    });
    return [...new Set((await audit(database())).gaps.map((g) => g.check))];
  };
  async function world() {
    const [member, community] = [await addMember(database()), await addCommunity(database())];
    const project = await addProject(database(), community);
    const poll = await addPoll(database(), { method: { kind: 'quadratic', credits: 100, unit: 5 } });
    await giveGrains(database(), member, 200);
    const key = newId<MutationKey>();
    await settleHot(database(), member, [{ name: 'project.boost', args: { project, grains: 10 as Grains }, key }]);
    const vote = newId<MutationKey>();
    await settleHot(database(), member, [{ name: 'poll.vote', args: { poll, ballot: { kind: 'quadratic', votes: { a: 2 } } }, key: vote }]);
    await database().query(
      `insert into receipt (member, key, hash, name) select $1, unnest($2::uuid[]), '\\x00', unnest($3::text[])`, [member.id, [key, vote], ['project.boost', 'poll.vote']],
    );
    return { member, project, poll, story: newId<StoryId>(), key };
  }
  it('R3 S17: finds no gap, before and after the combiner', async () => {
    await world();
    expect(await audit(database())).toMatchObject({ ok: true, gaps: [] });
    await database().query('select combine_tallies(1000)');
    expect(await audit(database())).toMatchObject({ ok: true, gaps: [] });
  });
  it('R3: names each kind of gap', async () => {
    const { member, project, poll, key } = await world();
    expect(await broken('update wallet set balance = balance + 1 where member = $1', [member.id])).toEqual(['wallet.balance']);
    expect(await broken('update wallet set balance = balance - 1 where member = $1', [member.id])).toEqual([]);
    expect(await broken('update support set grains = grains + 1 where member = $1', [member.id])).toEqual(['support']);
    expect(await broken('update support set grains = grains - 1 where member = $1', [member.id])).toEqual([]);
    expect(await broken('update project_tally set score = score + 1, supporters = 9 where id = $1', [project])).toEqual(['project.score', 'project.supporters']);
    expect(await broken('update project_tally set score = score - 1, supporters = 0 where id = $1', [project])).toEqual([]);
    expect(await broken('update poll_tally set ballots = ballots + 1 where id = $1', [poll])).toEqual(['poll.turnout']);
    expect(await broken('update poll_tally set ballots = ballots - 1 where id = $1', [poll])).toEqual([]);
    expect(await broken('update ballot set grains = grains + 5 where member = $1', [member.id])).toEqual(['ballot.grains']);
    expect(await broken('update ballot set grains = grains - 5 where member = $1', [member.id])).toEqual([]);
    expect(await broken('update receipt set rev = rev + 1000 where key = $1', [key])).toEqual(['rev.receipt']);
    expect(await broken(`update receipt set rev = rev - 1000, code = 'x' where key = $1`, [key])).toEqual(['receipt.missing']);
    expect(await broken('update receipt set code = null where key = $1', [key])).toEqual([]);
    expect(await broken(`insert into silo (id, balance, rev) values ($1, 5, 0)`, [newId()])).toEqual(['silo']);
    expect(await broken('delete from silo')).toEqual([]);
    expect(await broken('delete from transfer where key = $1 and project is not null', [key])).toEqual(['wallet.balance', 'wallet.planted', 'support', 'project.score', 'receipt.boost']);
  });
  it('R3: the command fails on a gap and names it', async () => {
    expect(await egoejo(database(), false, 'audit')).toMatchObject({ exit: 1, out: expect.stringMatching(/^wallet\.balance [0-9a-f-]+: expected \d+, found \d+ /) });
    expect(JSON.parse((await egoejo(database(), true, 'audit')).out)).toMatchObject({ ok: false, gaps: expect.arrayContaining([expect.objectContaining({ check: 'support' })]) });
  });
});
describe('help', () => {
  it('lists them', async () => {
    const { helpText } = await import('./run.ts');
    for (const name of ['import pabulib FILE', 'import stories DIR', 'tally quadratic', 'recount POLL', 'audit']) expect(helpText()).toContain(`egoejo ${name}`);
  });
});
