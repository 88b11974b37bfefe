import { createReadStream } from 'node:fs';
import fc, { tries } from '@egoejo/shared/testing/fast-check.ts';
import { rows as schemas } from '@egoejo/shared/rows.ts';
import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import type { Database } from '../platform/database/database.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { onRealData } from '../testing/real-data.ts';
import { importPabulib } from './pabulib.ts';
import type { PabulibReport } from './pabulib-report.ts';

const fileOf = (instance: string, change: (text: string) => string = (t) => t): string =>
  change(`META
key;value
country;Pologne
unit;Ville
instance;${instance}
num_projects;3
num_votes;3
budget;1000.50
vote_type;approval
rule;greedy
date_begin;01.09.2021
date_end;30.09.2021
currency;PLN
PROJECTS
project_id;cost;votes;name;district;couleur;selected
1;600.25;3;"Le jardin; suite";Nord;vert;1
BO.7/b;500.5;2;"Un ""four""";Sud;;0
3;400.25;1;Banc;;;1
VOTES
voter_id;age;vote
7;34;1,BO.7/b
8;;1,BO.7/b,3
9;;1
`);
async function* bytes(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}
const ofFile = async (db: Database, text: string): Promise<PabulibReport> => {
  const report = await importPabulib(db, bytes(text));
  if (!report.ok) throw new Error(JSON.stringify(report.error));
  return report.value;
};
/** Everything that an import may write. */
const everything = (db: Database) =>
  db.query(
    `select (select count(*) from community) as communities, (select count(*) from project) as projects,
      (select count(*) from project_text) as texts,
     (select count(*) from project_tally) as tallies, (select count(*) from poll) as polls,
       (select count(*) from imported_ballot) as ballots,
     (select sum(rev) from scope_counter) as revs`,
  );

eachDatabase('import pabulib', (database) => {
  it('P6: creates communities, projects and a closed poll, with exact decimal costs', async () => {
    const report = await ofFile(database(), fileOf('2021'));
    expect(report).toMatchObject({
      communities: 3,
      ballots: 3,
      rule: 'greedy',
      known: false,
      gaps: [],
      differsFromGreedy: [],
      projects: [
        { id: '1', name: 'Le jardin; suite', cost: 600.25, votes: 3, selected: true },
        { id: 'BO.7/b', name: 'Un "four"', cost: 500.5, votes: 2, selected: false },
        { id: '3', name: 'Banc', cost: 400.25, votes: 1, selected: true },
      ],
    });
    const [poll] = await database().query<{ row: unknown; closes: string }>(
      `select jsonb_build_object('state', state, 'method', method, 'options', options, 'result', result, 'scope',
        scope) as row, iso(closes_at) as closes from poll where id = $1`,
      [report.poll],
    );
    expect(poll).toMatchObject({
      closes: '2021-09-30T23:59:59.000Z',
      row: {
        state: 'closed',
        scope: 'polls:public',
        method: { budget: 100_050, costs: { '1': 60_025, '3': 40_025 } },
        result: { ballots: 3, winners: ['1', '3'] },
      },
    });
    expect(
      await database().query(`select name from community where source = 'pabulib:Pologne/Ville' order by name`),
    ).toEqual([{ name: 'Nord' }, { name: 'Sud' }, { name: 'Ville' }]);
    expect(
      await database().query(
        `select extra ->> 'couleur' as couleur, cost_cents, cost_currency from project
          where source = 'pabulib:Pologne/Ville/2021//#1'`,
      ),
    ).toEqual([{ couleur: 'vert', cost_cents: 60_025, cost_currency: 'PLN' }]);
    expect(
      await database().query(`select extra ->> 'age' as age from imported_ballot where voter = '7' and poll = $1`, [
        report.poll,
      ]),
    ).toEqual([{ age: '34' }]);
  });
  it('P6: a second import changes nothing; other content under the same name is refused', async () => {
    const first = await ofFile(database(), fileOf('twice'));
    const before = await everything(database());
    expect(await ofFile(database(), fileOf('twice'))).toEqual({ ...first, known: true });
    expect(await everything(database())).toEqual(before);
    expect(await importPabulib(database(), bytes(fileOf('twice', (t) => t.replace('9;;1', '9;;3'))))).toMatchObject({
      error: { code: 'pabulib.other_content' },
    });
    expect(await everything(database())).toEqual(before);
  });
  it('P6: reports differences between a file’s own figures and its ballots', async () => {
    const { gaps } = await ofFile(
      database(),
      fileOf('gaps', (t) => t.replace('500.5;2;', '500.5;5;').replace(';vert;1', ';vert;0')),
    );
    expect(gaps).toEqual([
      { check: 'votes', id: 'BO.7/b', expected: '5', found: '2' },
      { check: 'selected', id: '1', expected: '0', found: '1' },
    ]);
  });
  it('P6: a ballot that names a project twice is imported, named, and explains the figure of the file', async () => {
    const twice = (instance: string, votes: number) =>
      fileOf(instance, (t) => t.replace('9;;1', '9;;1,1').replace('600.25;3', `600.25;${votes}`));
    const { gaps, mended, ballots } = await ofFile(database(), twice('both', 4));
    expect(ballots).toBe(3);
    expect(mended).toMatchObject([{ line: 23, code: 'pabulib.project_twice' }]);
    const why = 'the file counts it more than once in the ballot of line 23';
    expect(gaps).toEqual([{ check: 'votes', id: '1', expected: '4', found: '3', why }]);
    expect((await ofFile(database(), twice('once', 3))).gaps).toEqual([]);
    expect((await ofFile(database(), twice('other', 5))).gaps).toEqual([
      { check: 'votes', id: '1', expected: '5', found: '3' },
    ]);
  });
  it('P6: takes the winners of another rule from the file, and reports where greedy differs', async () => {
    const report = await ofFile(
      database(),
      fileOf('shares', (t) => t.replace('rule;greedy', 'rule;phragmen').replace(';vert;1', ';vert;0')),
    );
    expect(report).toMatchObject({ gaps: [], differsFromGreedy: ['1'], rule: 'phragmen' });
    expect(report.projects.map((p) => p.selected)).toEqual([false, false, true]);
  });
  it('P6: cumulative scores and ordinal votes match the file', async () => {
    const cumulative = fileOf('points', (t) =>
      t
        .replace('approval', 'cumulative')
        .replace('cost;votes', 'cost;score')
        .replace('age;vote', 'points;vote')
        .replace('7;34;', '7;"2,0.5";')
        .replace('8;;', '8;"1,1,1";')
        .replace('9;;', '9;0;')
        .replace('500.5;2', '500.5;1.5')
        .replace(';vert;1', ';vert;1'),
    );
    expect((await ofFile(database(), cumulative)).projects.map((p) => [p.votes, p.score])).toEqual([
      [3, 3],
      [2, 1.5],
      [1, 1],
    ]);
    const ordinal = fileOf('order', (t) => t.replace('approval', 'ordinal'));
    expect(await ofFile(database(), ordinal)).toMatchObject({
      gaps: [],
      projects: [{ votes: 3 }, { votes: 2 }, { votes: 1 }],
    });
  });
  it('P6: a file with one community creates a poll that only this community sees', async () => {
    const report = await ofFile(
      database(),
      fileOf('alone', (t) => t.replace(';Nord;', ';;').replace(';Sud;', ';;')),
    );
    expect(report.communities).toBe(1);
    expect(
      await database().query('select scope = $$polls:community:$$ || community as own from poll where id = $1', [
        report.poll,
      ]),
    ).toEqual([{ own: true }]);
  });
  it('P7: a fault anywhere leaves the database unchanged', async () => {
    const before = await everything(database());
    for (const text of [
      fileOf('bad', (t) => t.replace('9;;1', '9;;1,4')),
      fileOf('bad', (t) => t.replace('9;;1', '7;;1')),
      fileOf('bad', (t) => t.slice(0, -8)),
      'META\nkey;value\n',
      '',
    ]) {
      expect(await importPabulib(database(), bytes(text))).toMatchObject({ ok: false });
    }
    expect(await everything(database())).toEqual(before);
  });
  it('P7: a damaged file is refused with a code or imported as it is, but never throws', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(600), fc.string({ maxLength: 3 }), fc.uuid(), async (at, junk, instance) => {
        const whole = fileOf(instance);
        await importPabulib(database(), bytes(whole.slice(0, at) + junk + whole.slice(at + 1)));
      }),
      { numRuns: tries(40) },
    );
  });
  it('cuts a long name between signs', async () => {
    for (const n of [198, 199, 998]) {
      const long = fileOf(`emoji-${n}`, (text) => text.replace('Banc', `${'a'.repeat(n)}👩🏾‍🌾🌱 suite`));
      const report = await importPabulib(database(), bytes(long));
      expect(report).toMatchObject({ ok: true });
      const labels = await database().query<{ label: string; title: string }>(
        `select o ->> 'label' as label, p.title from poll q, jsonb_array_elements(q.options) o
           join project p on p.id = (o ->> 'project')::uuid where q.source like $1 and p.title like 'aaa%'`,
        [`%emoji-${n}%`],
      );
      expect(labels).toEqual([
        { label: `${'a'.repeat(Math.min(n, 199))}…`, title: `${'a'.repeat(n)}${n < 998 ? '👩🏾‍🌾🌱 suite' : '…'}` },
      ]);
    }
  });
  it('creates rows that match the shared schemas', async () => {
    const rows = await database().query<{ row: unknown }>(
      `select jsonb_build_object('id', id, 'community', community, 'project', project, 'title', title, 'text', text,
        'method', method, 'options', options, 'state', state,
         'openToAll', open_to_all, 'quorum', quorum, 'opensAt', iso(opens_at), 'closesAt', iso(closes_at), 'result',
           result, 'source', source, 'createdAt', iso(created_at)) as row from poll`,
    );
    for (const { row } of rows) expect(z.safeParse(schemas.poll, row)).toMatchObject({ success: true });
  });
  onRealData(
    'pabulib/toulouse-2022.pb',
    'P6: the 4,532 ballots of Toulouse give the published votes of all 199 projects',
    async (file) => {
      const report = await importPabulib(database(), createReadStream(file));
      expect(report).toMatchObject({ ok: true, value: { ballots: 4532, gaps: [], rule: 'greedy' } });
      if (!report.ok) return;
      expect(report.value.projects).toHaveLength(199);
      const [known] = await database().query(
        'select count(*) as n, count(distinct community) as communities from project where source like $1',
        ['pabulib:France/Toulouse/2022%'],
      );
      expect(known).toEqual({ n: 199, communities: report.value.communities });
    },
  );
});
