import { createReadStream } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { onRealData } from '../../testing/real-data.ts';
import { jsonWithBigNumbers, tallyJudgmentCsv, tallyJudgmentJson } from './tally-judgment.ts';

async function* chunks(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}
const shown = ({ tally, faults }: Awaited<ReturnType<typeof tallyJudgmentCsv>>) => ({
  ranks: tally?.options.map((o) => [o.label, o.rank, o.grade, o.counts.map(Number)]),
  faults: faults.map((f) => (f.ok ? null : `${f.error.params['line']} ${f.error.code}`)),
});
const csv = async (text: string, ungraded = 0) => shown(await tallyJudgmentCsv(chunks(text), ungraded));
const json = async (text: string, ungraded = 0) => shown(await tallyJudgmentJson(chunks(text), ungraded));

describe('majority judgment from files', () => {
  it('P5: ranks a CSV; an empty cell counts as the default', async () => {
    expect(await csv('\uFEFFid;four;puits\r\n1;2;\r\n2;1;"1"\r\n3;0;2\r\n')).toEqual({
      ranks: [
        ['four', 1, 1, [1, 1, 1]],
        ['puits', 1, 1, [1, 1, 1]],
      ],
      faults: [],
    });
    expect((await csv('four,puits\n2,\n1,1\n0,2\n', 2)).ranks).toEqual([
      ['puits', 1, 2, [0, 1, 2]],
      ['four', 2, 1, [1, 1, 1]],
    ]);
  });
  it('P5: ranks a JSON of tallies beyond 2^64; what lacks to the participants is ungraded', async () => {
    const text =
      '{"participants": 36893488147419103233, "tallies": [[0, 18446744073709551616, 18446744073709551616],\n' +
      '[0, 18446744073709551615, 18446744073709551617]]}';
    const { tally } = await tallyJudgmentJson(chunks(text), 0);
    expect(JSON.parse(jsonWithBigNumbers(tally))).toMatchObject({
      options: [
        { index: 1, label: '1', rank: 1, grade: 2 },
        { index: 0, label: '0', rank: 2, grade: 1 },
      ],
    });
    expect(jsonWithBigNumbers(tally)).toContain('"participants":36893488147419103233,');
    expect(tally?.options[0]?.counts).toEqual([1n, 18446744073709551615n, 18446744073709551617n]);
  });
  it.each([
    ['a,b\n1,10\n', ['2 poll.bad_grade']],
    ['a,b\n1,-1\n1\nx,1\n', ['2 poll.bad_grade', '3 tally.ragged_row', '4 poll.bad_grade']],
    ['id,a\n7,1\n7,2\n', ['3 tally.id_twice']],
    ['', ['1 tally.no_options']],
  ])('P7: a CSV %j gives coded faults with their lines', async (text, faults) =>
    expect(await csv(text)).toEqual({ ranks: undefined, faults }),
  );
  it.each([
    ['{"participants": 3', '1 tally.not_json'],
    ['{"participants": 1.5, "tallies": [[1, 0]]}', '1 tally.bad_shape'],
    ['{"participants": 3, "tallies": [[1, 2],\n[3]]}', '2 tally.bad_shape'],
    ['{"participants": 3, "tallies": [[1, 2],\n[1, 1, 1]]}', '2 tally.ragged_row'],
    ['{"participants": 3, "tallies": [[1, 2],\n\n[1, -1]]}', '3 tally.bad_count'],
    ['{"participants": 3, "tallies": [[1, 2], [1, "1"],\n[3, 1]]}', '2 tally.too_many_grades'],
    ['[]', '1 tally.bad_shape'],
    ['\uFEFF{"participants": 0, "tallies": []}', '1 tally.bad_shape'],
  ])('P7: a JSON %j gives a coded fault with its line', async (text, fault) =>
    expect((await json(text)).faults).toEqual([fault]),
  );
  it('P7: a default that is no grade of the file is refused', async () =>
    expect((await json('{"participants": 3, "tallies": [[1, 2]]}', 2)).faults).toEqual(['0 poll.bad_grade']));
  onRealData(
    'majority-judgment/orsay-2007-bureau-01.csv',
    'P5: ranks the Orsay experiment as published',
    async (file) => {
      const { tally } = await tallyJudgmentCsv(createReadStream(file), 0);
      expect([Number(tally?.participants), tally?.options.map((o) => o.label).join()]).toEqual([
        559,
        'Bayrou,Sarkozy,Royal,Voynet,Besancenot,Buffet,Laguiller,Bové,de Villiers,Nihous,Schivardi,Le Pen',
      ]);
      expect(tally?.options.map((o) => o.rank)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    },
  );
});
