import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eachDatabase } from '../testing/database/postgres.ts';
import { onRealData } from '../testing/real-data.ts';
import { importStories, readStories } from './stories.ts';
import { parseStory } from './story-file.ts';

const text = `# Le lion & la <souris>

##
Un lion dormait
sous un arbre.
« Qui est là ? » dit-il.
« Moi ! »

Plus tard, rien.

##
La fin.

##
* License: [CC-BY]
* Text: Conte
* Illustration: Wiehan
* Language: fr
`;

describe('a story file', () => {
  it('is parsed into pages of escaped paragraphs, with licence and authors', () => {
    expect(parseStory(text, 'fr/0001_lion.md')).toEqual({
      ok: true,
      value: {
        key: 'fr/0001_lion.md',
        title: 'Le lion & la <souris>',
        language: 'fr',
        licence: 'CC-BY',
        authors: 'Text: Conte · Illustration: Wiehan',
        source: null,
        pages: [
          '<p>Un lion dormait sous un arbre.</p><p>« Qui est là ? » dit-il.</p><p>« Moi ! »</p><p>Plus tard, rien.</p>',
          '<p>La fin.</p>',
        ],
      },
    });
  });
  it('takes the language from its folder, and escapes scripts', () => {
    expect(
      parseStory(text.replace('* Language: fr\n', '').replace('La fin.', '<script>alert(1)</script>'), 'sw/x.md'),
    ).toMatchObject({
      ok: true,
      value: { language: 'sw', pages: [expect.anything(), '<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>'] },
    });
  });
  it.each([
    ['no title', (t: string) => t.replace('# Le', 'Le'), 'story.no_title', 1],
    ['no pages', (t: string) => t.replaceAll('##', ''), 'story.no_pages', 19],
    ['no licence', (t: string) => t.replace(/\* License.*\n/, ''), 'story.no_licence', 18],
    ['no author', (t: string) => t.replace(/\* (Text|Illustration).*\n/g, ''), 'story.no_authors', 17],
    ['no language', (t: string) => t.replace(/\* Language.*\n/, ''), 'story.no_language', 18],
  ])('is refused with %s, with its line', (_name, change, code, line) => {
    expect(parseStory(change(text), '0001.md')).toMatchObject({ ok: false, error: { code, params: { line } } });
  });
});

let dir = '';
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'stories-'));
});
afterAll(() => rm(dir, { recursive: true }));

eachDatabase('import stories', (database) => {
  it('adds the stories; a second import changes nothing; an improved text replaces the old one', async () => {
    const folder = await mkdtemp(join(dir, 'a-'));
    await mkdir(join(folder, 'fr'));
    await writeFile(join(folder, 'fr/0001_lion.md'), text);
    const read = await readStories(folder);
    expect(read.ok && (await importStories(database(), read.value))).toEqual({ added: 1, changed: 0, unchanged: 0 });
    const shelf = () => database().query('select id, title, authors, licence, words, pages, rev from story');
    const before = await shelf();
    expect(before).toMatchObject([
      { title: 'Le lion & la <souris>', authors: 'Text: Conte · Illustration: Wiehan', licence: 'CC-BY', pages: 2 },
    ]);
    expect(read.ok && (await importStories(database(), read.value))).toEqual({ added: 0, changed: 0, unchanged: 1 });
    expect(await shelf()).toEqual(before);
    const better = read.ok ? read.value.map((s) => ({ ...s, pages: [...s.pages, '<p>Encore.</p>'] })) : [];
    expect(await importStories(database(), better)).toEqual({ added: 0, changed: 1, unchanged: 0 });
    expect(await shelf()).toMatchObject([{ id: before[0]?.['id'], pages: 3 }]);
  });
  it('names the invalid file, and changes nothing', async () => {
    const folder = await mkdtemp(join(dir, 'b-'));
    await writeFile(join(folder, 'bad.md'), 'no title');
    expect(await readStories(folder)).toMatchObject({
      error: { code: 'story.no_title', params: { file: join(folder, 'bad.md'), line: 1 } },
    });
    await writeFile(join(folder, 'bad.md'), Uint8Array.from([0xff, 0xfe]));
    expect(await readStories(folder)).toMatchObject({ error: { code: 'story.not_utf8' } });
    expect(await readStories(await mkdtemp(join(dir, 'c-')))).toMatchObject({ error: { code: 'story.no_files' } });
  });
  onRealData(
    'stories',
    'the African Storybook is imported completely, each story with licence and authors',
    async (folder) => {
      const read = await readStories(folder);
      expect(read).toMatchObject({ ok: true });
      if (!read.ok) return;
      expect(await importStories(database(), read.value)).toEqual({
        added: read.value.length,
        changed: 0,
        unchanged: 0,
      });
      expect(new Set(read.value.map((s) => s.language))).toEqual(new Set(['fr', 'sw', 'ff', 'ha']));
      for (const s of read.value)
        expect([s.licence, s.authors !== '', s.pages.length > 1]).toEqual(['CC-BY', true, true]);
    },
  );
});
