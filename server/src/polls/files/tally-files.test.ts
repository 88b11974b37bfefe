import { expect, it } from 'vitest';
import { tallyQuadratic } from './tally-files.ts';

const tally = async (text: string, credits = 100) => {
  async function* chunks(): AsyncGenerator<Uint8Array> {
    yield new TextEncoder().encode(text);
  }
  const { tally: counted, faults } = await tallyQuadratic(chunks(), credits);
  return { tally: counted, faults: faults.map((f) => (f.ok ? null : `${f.error.params['line']} ${f.error.code}`)) };
};

it('P4: sums votes per option, ranks with gaps, and reads an empty cell as 0', async () => {
  expect((await tally('id,four,puits,jardin,lampe\n1,3,1,1,\n2,0,1,1,0\n')).tally).toEqual({
    participants: 2,
    options: [
      { index: 0, label: 'four', votes: 3, rank: 1 },
      { index: 1, label: 'puits', votes: 2, rank: 2 },
      { index: 2, label: 'jardin', votes: 2, rank: 2 },
      { index: 3, label: 'lampe', votes: 0, rank: 4 },
    ],
  });
});
it('reads `;`, a byte-order mark, quotes, CRLF, and a file with unnamed or missing id column', async () => {
  expect((await tally('\uFEFF;"un; deux";b\r\nx;2;1\r\n')).tally).toMatchObject({
    participants: 1,
    options: [{ label: 'un; deux', votes: 2 }, { label: 'b' }],
  });
  expect((await tally('a,b\n2,1\n,\n')).tally).toMatchObject({
    participants: 2,
    options: [
      { index: 0, votes: 2 },
      { index: 1, votes: 1 },
    ],
  });
});
it('P7: reports every bad ballot by its line, and counts none of the file', async () => {
  expect(await tally('id,a,b\n1,-1,0\n2,1.5,0\n3,10,1\n4,1\n5,1,1\n5,1,1\n6,x,1\n')).toEqual({
    tally: null,
    faults: [
      '2 poll.bad_votes',
      '3 poll.bad_votes',
      '4 poll.over_credits',
      '5 tally.ragged_row',
      '7 tally.id_twice',
      '8 poll.bad_votes',
    ],
  });
});
it('P4: a ballot may cost exactly the credits', async () => {
  expect((await tally('a,b\n6,8\n', 100)).faults).toEqual([]);
  expect((await tally('a,b\n6,8\n', 99)).faults).toEqual(['2 poll.over_credits']);
});
it('P7: refuses a header that repeats an option or has none', async () => {
  expect((await tally('id,a,a\n1,1,1\n')).faults).toEqual(['1 tally.option_twice']);
  expect((await tally('id,a,\n1,1,1\n')).faults).toEqual(['1 tally.no_options']);
  expect((await tally('')).faults).toEqual(['1 tally.no_options']);
});
