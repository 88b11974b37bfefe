import { fold } from '@egoejo/shared/platform/fold.ts';
import { expect, it } from 'vitest';
import { WORDS_TO_FIND } from '@egoejo/shared/testing/words-to-find.ts';
import { bothDatabases } from '../testing/database/postgres.ts';
import { addCommunity, addProject } from '../testing/world.ts';
import { find } from './find.ts';

/** Latin with phonetic letters, Greek, Cyrillic, Hebrew, Arabic, N’Ko, marks, signs of punctuation and forms. */
const RANGES = [
  [0x20, 0x52f],
  [0x590, 0x7ff],
  [0x900, 0x97f],
  [0x1e00, 0x20ff],
  [0x2100, 0x218b],
  [0xa720, 0xa7bf],
  [0xfb00, 0xfdcf],
  [0xfe70, 0xffef],
] as const;
const letters = RANGES.flatMap(([from, to]) =>
  Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i)),
);

bothDatabases('one folding', (database) => {
  it('gives the same for every letter in SQL and on devices', async () => {
    const rows = await database().query<{ c: string; p: string }>('select c, plain(c) as p from unnest($1::text[]) c', [
      [...letters, 'ΣΑΣ', 'L’été à N’Djaména', 'Ɓuru ƙasa', 'Ŀ½…'],
    ]);
    expect(rows.filter(({ c, p }) => fold(c) !== p).map(({ c, p }) => [c, fold(c), p])).toEqual([]);
  });
  it.each(WORDS_TO_FIND)('finds « %s » by « %s », by similar words and by the very ones', async (title, q) => {
    const db = database();
    await addProject(db, await addCommunity(db), title);
    const found = async () =>
      (await find(db, { q, after: 0, member: null, kinds: ['project'] })).items.map((i) => i.title);
    expect(await found()).toContain(title);
    await db.query('alter text search configuration plain_french rename to away');
    try {
      expect(await found()).toContain(title);
    } finally {
      await db.query('alter text search configuration away rename to plain_french');
    }
  });
});
