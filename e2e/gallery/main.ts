/**
 * `npm run gallery [-- WORDS]`: takes pictures of every page in every state into `.test/gallery` and lists them in its
 * `index.html`. WORDS: only the states whose names contain them.
 */
import { spawn } from 'node:child_process';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { FOLDER } from './shoot.ts';

const words = process.argv.slice(2).join(' ');
if (words === '') await rm(FOLDER, { recursive: true, force: true });
await mkdir(FOLDER, { recursive: true });
const cli = fileURLToPath(new URL('../node_modules/@playwright/test/cli.js', import.meta.url));
const config = fileURLToPath(new URL('gallery.config.ts', import.meta.url));
const run = spawn(process.execPath, [cli, 'test', '--config', config, ...(words === '' ? [] : ['-g', words])], {
  stdio: 'inherit',
});
process.exitCode = await new Promise<number>((done) => run.once('exit', (code) => done(code ?? 1)));

const files = (await readdir(FOLDER)).filter((f) => f.endsWith('.png')).sort();
/** The pictures of one page in one state stand beside each other. */
const groups = new Map<string, string[]>();
for (const file of files) {
  const group = file.slice(0, file.lastIndexOf('--'));
  groups.set(group, [...(groups.get(group) ?? []), file]);
}
const picture = (file: string): string =>
  `<a href="${file}"><img loading="lazy" height="300" src="${file}" alt="${file}"></a>`;
const sections = [...groups].map(([name, of]) => `<h2>${name}</h2><p>${of.map(picture).join(' ')}</p>`);
await writeFile(
  `${FOLDER}/index.html`,
  `<!doctype html><meta charset="utf-8"><title>EGOEJO: ${files.length} pictures</title>${sections.join('\n')}`,
);
console.log(`${files.length} pictures: ${FOLDER}/index.html`);
