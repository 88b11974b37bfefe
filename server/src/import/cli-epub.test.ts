import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCommand } from '../cli/run.ts';
import { readConfig } from '../platform/config/read-config.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { DOT } from '../testing/manuscripts.ts';

let cwd = '';
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'epub-'));
  await mkdir(join(cwd, 'livre'));
  await writeFile(
    join(cwd, 'livre/1.md'),
    '---\ntitle: Le puits\nauthor: Ada\nlanguage: fr\n---\n# Un\n\n![](p.png)\n',
  );
  await writeFile(join(cwd, 'livre/2.md'), '# Deux\n\nFin.\n');
  await writeFile(join(cwd, 'livre/p.png'), DOT);
  await writeFile(join(cwd, 'seul.md'), '# Seul\n\nMot.\n\n![x](livre/nulle.png)\n');
  await symlink('/etc/hostname', join(cwd, 'livre/h.png'));
});
afterAll(() => rm(cwd, { recursive: true }));

eachDatabase('epub', (database) => {
  async function egoejo(...args: string[]) {
    const [out, err]: string[][] = [[], []];
    const config = readConfig({ EGOEJO_DATA: join(cwd, `data-${database().kind}`) });
    const json = args.includes('--json');
    const exit = await runCommand(
      { db: database(), config, json, cwd, out: (t) => out!.push(t), err: (t) => err!.push(t) },
      args.filter((a) => a !== '--json'),
    );
    return { exit, out: out!.join('\n'), err: err!.join('\n') };
  }

  it('B15: a manuscript becomes a book that passes the check and is imported', async () => {
    const made = await egoejo('epub', 'make', 'livre', '--modified', '2999-01-01', '--json');
    expect([made.exit, made.err]).toEqual([0, 'livre/1.md:8: the picture has no alternative text: p.png']);
    expect(JSON.parse(made.out)).toMatchObject({
      file: join(cwd, 'livre.epub'),
      title: 'Le puits',
      chapters: [{ title: 'Un' }, { title: 'Deux' }],
      pictures: 1,
      remarks: [{ file: '1.md', line: 8, code: 'no_alt', what: 'p.png' }],
    });
    const first = await readFile(join(cwd, 'livre.epub'));
    await egoejo('epub', 'make', 'livre', '--modified', '2999-01-01', '--out', 'again.epub');
    expect((await readFile(join(cwd, 'again.epub'))).equals(first)).toBe(true);
    expect(await egoejo('epub', 'check', 'livre.epub')).toEqual({
      exit: 0,
      out: 'livre.epub: nothing is wrong with it',
      err: '',
    });
    const imported = await egoejo('import', 'epub', 'livre.epub', '--json');
    expect([imported.exit, JSON.parse(imported.out)]).toMatchObject([
      0,
      { files: [{ added: { title: 'Le puits', warnings: [] } }] },
    ]);
  });

  it('B15: a fault is said with its file and line', async () => {
    expect(await egoejo('epub', 'make', 'seul.md')).toMatchObject({
      exit: 2,
      err: expect.stringMatching(/^seul\.md:.*no_language\)$/),
    });
    const missing = await egoejo('epub', 'make', 'seul.md', '--language', 'fr');
    expect([missing.exit, missing.err]).toEqual([
      2,
      `seul.md:5: there is no such picture: livre/nulle.png (manuscript.missing_picture)`,
    ]);
    await writeFile(join(cwd, 'livre/3.md'), 'a\n\n![x](h.png)\n');
    const outside = await egoejo('epub', 'make', 'livre');
    expect(outside.err).toBe(`livre/3.md:3: there is no such picture: h.png (manuscript.missing_picture)`);
    await rm(join(cwd, 'livre/3.md'));
    await writeFile(join(cwd, 'bad.epub'), 'x');
    expect([
      await egoejo('epub', 'check', 'bad.epub'),
      await egoejo('epub', 'make', 'livre', '--modified', 'soon'),
    ]).toMatchObject([
      { exit: 2, err: 'bad.epub: cannot be opened: book.not_zip no directory' },
      { exit: 2, err: 'not a time: soon' },
    ]);
  });
});
