import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@egoejo/shared/platform/ids.ts';
import type { Database } from '../platform/database.ts';
import { readConfig } from '../platform/read-config.ts';
import { eachDatabase } from '../testing/postgres.ts';
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
  it('P8: recount requires a closed poll', async () => {
    const poll = await addPoll(database(), { method: { kind: 'choice', max: 1 } });
    expect(await egoejo(database(), true, 'recount', poll)).toMatchObject({ exit: 3 });
    expect(await egoejo(database(), true, 'recount', newId())).toMatchObject({ exit: 2 });
    expect(await egoejo(database(), true, 'recount', '1; drop table poll')).toMatchObject({ exit: 2 });
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
    for (const name of ['import pabulib FILE', 'import stories DIR', 'tally quadratic', 'recount POLL', 'audit'])
      expect(helpText()).toContain(`egoejo ${name}`);
  });
});
