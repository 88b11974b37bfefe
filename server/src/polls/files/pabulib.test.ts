import { createReadStream } from 'node:fs';
import fc from '@egoejo/shared/testing/fast-check.ts';
import { describe, expect, it } from 'vitest';
import { exactOf, exactToNumber } from '../../platform/files/exact.ts';
import { onRealData } from '../../testing/real-data.ts';
import { readPabulib } from './pabulib.ts';
import type { MendedBallot, PabulibBallot, PabulibMeta, PabulibProject } from './pabulib-format.ts';

const file = `META
key;value
country;Pologne
unit;Ville
instance;2021
num_projects;3
num_votes;2
budget;1000,50
vote_type;approval
rule;greedy
comment;#1: un ; sans guillemets
PROJECTS
project_id;cost;votes;name;district;couleur;selected
1;600.25;2;"Le jardin; suite";Nord;vert;1
BO.7/b;300;1;"Un ""four""";Sud;;0
3;1;;;;;
VOTES
voter_id;age;vote
7;34;1,BO.7/b
8;;1
`;
interface Read {
  meta?: PabulibMeta;
  projects: PabulibProject[];
  ballots: PabulibBallot[];
  mended: MendedBallot[];
  fault: string | null;
}
async function read(text: string | AsyncIterable<Uint8Array>): Promise<Read> {
  async function* chunks(): AsyncGenerator<Uint8Array> {
    if (typeof text === 'string') yield new TextEncoder().encode(text);
    else yield* text;
  }
  const out: Read = { projects: [], ballots: [], mended: [], fault: null };
  for await (const part of readPabulib(chunks())) {
    if (!part.ok) return { ...out, fault: `${part.error.params['line']} ${part.error.code}` };
    if (part.value.t === 'projects') Object.assign(out, { meta: part.value.meta, projects: part.value.projects });
    else {
      out.ballots.push(...part.value.ballots);
      out.mended.push(...part.value.mended);
    }
  }
  return out;
}

describe('a .pb file', () => {
  it('P6: yields meta, projects with unknown columns kept, and ballots', async () => {
    const { meta, projects, ballots, fault } = await read(file);
    expect(fault).toBeNull();
    expect(meta).toMatchObject({
      kind: 'approval',
      rule: 'greedy',
      budgetText: '1000,50',
      all: { comment: '#1: un;sans guillemets' },
    });
    expect(projects.map((p) => [p.id, p.name, p.costText, p.district, p.extra, p.selected])).toEqual([
      ['1', 'Le jardin; suite', '600.25', 'Nord', { couleur: 'vert' }, true],
      ['BO.7/b', 'Un "four"', '300', 'Sud', { couleur: '' }, false],
      ['3', '3', '1', '', { couleur: '' }, null],
    ]);
    expect(projects.map((p) => p.votes)).toEqual([exactOf(2), exactOf(1), null]);
    expect(ballots).toEqual([
      { voter: '7', projects: ['1', 'BO.7/b'], points: null, pointsText: null, extra: { age: '34' } },
      { voter: '8', projects: ['1'], points: null, pointsText: null, extra: { age: '' } },
    ]);
  });
  it('P6: is the same with CRLF and a byte-order mark', async () => {
    expect(await read(`\uFEFF${file.replaceAll('\n', '\r\n')}`)).toEqual(await read(file));
  });
  it('P6: accepts subunit for district, and cumulative points', async () => {
    const cumulative = file
      .replace('approval', 'cumulative')
      .replace('district', 'subunit')
      .replace('age;vote', 'points;vote')
      .replace('7;34;', '7;"5,2.5";')
      .replace('8;;', '8;1;');
    const { projects, ballots } = await read(cumulative);
    expect(projects[0]?.district).toBe('Nord');
    expect(ballots.map((b) => b.points?.map(exactToNumber))).toEqual([[5, 2.5], [1]]);
  });
});

it('P6: a project that a ballot names twice counts once, with its first points, and the line is named', async () => {
  const twice = file.replace('8;;1', '8;;1,3,1');
  const { ballots, mended, fault } = await read(twice);
  expect([fault, ballots[1]?.projects]).toEqual([null, ['1', '3']]);
  expect(mended).toMatchObject([
    { code: 'pabulib.project_twice', line: 20, leftOut: [{ project: '1', points: null }] },
  ]);
  const points = twice.replace('approval', 'cumulative').replace('age;vote', 'points;vote');
  const given = await read(points.replace('7;34;', '7;"5,2.5";').replace('8;;', '8;"3,2,1";'));
  expect(given.ballots[1]).toMatchObject({ pointsText: ['3', '2'], points: [3, 2].map(exactOf) });
  expect(given.mended[0]?.leftOut).toEqual([{ project: '1', points: exactOf(1) }]);
  const one = file.replace('approval', 'choose-1').replace('1,BO.7/b', '1,1');
  expect((await read(one)).ballots[0]?.projects).toEqual(['1']);
});
it('P6: quotes in names are read as Python reads them', async () => {
  const quotes = file.replace('"Le jardin; suite"', '"Zielony" skwer').replace(/"Un ""four"""/, 'Un "four"');
  expect((await read(quotes)).projects.map((p) => p.name)).toEqual(['Zielony skwer', 'Un "four"', '3']);
});
onRealData('reports/quotes-in-names.pb', 'P6: names with quotes of another project’s report', async (path) => {
  const { projects, ballots } = await read(createReadStream(path));
  expect(projects.map((p) => p.name)).toEqual(['Zielony skwer', 'Skwer "Zielony"']);
  expect(ballots).toHaveLength(3);
});

describe('hostile files', () => {
  const broken: [string, (f: string) => string, string][] = [
    ['no META', (f) => f.replace('META\n', ''), '1 pabulib.no_section'],
    ['no PROJECTS', (f) => f.replace(/PROJECTS[^]*VOTES/, 'VOTES'), '12 pabulib.no_section'],
    ['no VOTES', (f) => f.replace(/VOTES[^]*/, ''), '16 pabulib.no_section'],
    ['nothing', () => '', '0 pabulib.no_section'],
    ['a second META', (f) => f.replace('VOTES', 'META'), '17 pabulib.section_order'],
    ['no budget', (f) => f.replace('budget;1000,50\n', ''), '11 pabulib.no_key'],
    ['a NaN budget', (f) => f.replace('1000,50', 'NaN'), '12 pabulib.bad_number'],
    ['a key twice', (f) => f.replace('rule;greedy', 'unit;Autre'), '10 pabulib.key_twice'],
    ['a key alone', (f) => f.replace('rule;greedy', 'rule'), '10 pabulib.ragged_row'],
    ['no cost column', (f) => f.replace('project_id;cost', 'project_id;prix'), '13 pabulib.no_column'],
    ['a column twice', (f) => f.replace('name;district', 'name;name'), '13 pabulib.column_twice'],
    ['a ragged project', (f) => f.replace('BO.7/b;300;', 'BO.7/b;'), '15 pabulib.ragged_row'],
    ['a ragged ballot', (f) => f.replace('8;;1', '8;;1;9'), '20 pabulib.ragged_row'],
    ['a project id twice', (f) => f.replace('\n3;1', '\n1;1'), '16 pabulib.id_twice'],
    ['a voter twice', (f) => f.replace('8;;1', '7;;1'), '20 pabulib.id_twice'],
    ['an empty voter', (f) => f.replace('8;;1', ';9;1'), '20 pabulib.bad_id'],
    ['a NaN cost', (f) => f.replace('600.25', 'NaN'), '14 pabulib.bad_number'],
    ['an infinite cost', (f) => f.replace('600.25', '1e999'), '14 pabulib.bad_number'],
    ['a negative cost', (f) => f.replace('600.25', '-5'), '14 pabulib.bad_number'],
    ['bad votes', (f) => f.replace('600.25;2', '600.25;two'), '14 pabulib.bad_number'],
    ['another vote type', (f) => f.replace('approval', 'scoring'), '12 pabulib.vote_type'],
    ['a vote type of the prototype', (f) => f.replace('approval', 'constructor'), '12 pabulib.vote_type'],
    ['an unknown project', (f) => f.replace('8;;1', '8;;99'), '20 pabulib.bad_ballot'],
    ['choose-1 of two', (f) => f.replace('approval', 'choose-1'), '19 pabulib.bad_ballot'],
    ['cumulative without points', (f) => f.replace('approval', 'cumulative'), '18 pabulib.no_column'],
    [
      'fewer points than projects',
      (f) => f.replace('approval', 'cumulative').replace('age;vote', 'points;vote').replace('8;;', '8;1;'),
      '19 pabulib.bad_ballot',
    ],
    ['cut short', (f) => f.replace('8;;1\n', ''), '19 pabulib.wrong_total'],
    ['fewer projects than it says', (f) => f.replace('num_projects;3', 'num_projects;4'), '17 pabulib.wrong_total'],
    ['an open quote', (f) => f.replace(/"Un[^;]*/, 'Un').replace('suite"', 'suite'), '14 file.unclosed_quote'],
  ];
  it.each(broken)('P7: %s gives a coded fault with its line', async (_name, change, expected) => {
    expect(change(file)).not.toBe(file);
    expect((await read(change(file))).fault).toBe(expected);
  });
  it('P7: any garbage yields records or a coded fault, never an exception', async () => {
    const lines = file.split('\n');
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(fc.constantFrom(...lines), fc.string())), async (garbage) => {
        const { fault } = await read(garbage.join('\n'));
        expect(fault === null || /^\d+ (pabulib|file)\.\w+$/.test(fault)).toBe(true);
      }),
    );
  });
});
