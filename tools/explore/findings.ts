/** `docs/explore.md`: what the long run found, a line for each finding, with the commits that first and last had it. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root, runStep } from '../start/processes.mjs';

export interface Finding {
  /** The name of the exploration. */
  kind: string;
  /** What failed, with the events that a seed was shrunk to. */
  what: string;
  seed: number;
  /** Repeats it. */
  command: string;
}

const page = join(root, 'docs/explore.md');
const HEAD = `# What the long run found

\`npm run explore\` writes this page; it is never part of \`npm test\`. A finding becomes a named test at the lowest
level that can show it, then the mend; then its line is removed.

| kind | what | seed | command | first seen | last seen |
|---|---|---|---|---|---|
`;
const RUNS = `
What each exploration had time for when it last ran:

| exploration | done | found | when |
|---|---|---|---|
`;

const cell = (text: string): string =>
  text.replaceAll(`${root}/`, '').replaceAll('|', '/').replaceAll(/\s+/g, ' ').trim().slice(0, 400);

/**
 * Adds the findings of an exploration to the page; one that is there already is seen again.
 * @param done which part of the exploration was finished, for example `8 of 10`
 */
export async function writeFindings(kind: string, findings: readonly Finding[], done: string): Promise<void> {
  const { output } = await runStep('git', ['-C', root, 'rev-parse', '--short', 'HEAD']);
  const now = `${new Date().toISOString().slice(0, 10)} ${output.trim()}`;
  const text = await readFile(page, 'utf8').catch(() => HEAD);
  const lines = text.split('\n').filter((l) => l.startsWith('| ') && !/^\| (kind|exploration) /.test(l));
  const cells = lines.map((line) => line.slice(2, -2).split(' | '));
  const found = new Map(cells.filter((c) => c.length === 6).map((c) => [`${c[0]} ${c[1]}`, c]));
  const runs = new Map(cells.filter((c) => c.length === 4).map((c) => [c[0] ?? '', c]));
  for (const { what, seed, command } of findings) {
    const key = `${cell(kind)} ${cell(what)}`;
    const first = found.get(key)?.[4] ?? now;
    found.set(key, [cell(kind), cell(what), String(seed), `\`${cell(command)}\``, first, now]);
  }
  runs.set(kind, [kind, cell(done), String(findings.length), now]);
  const table = (rows: Iterable<string[]>): string => [...rows].map((row) => `| ${row.join(' | ')} |\n`).join('');
  await writeFile(page, HEAD + table(found.values()) + RUNS + table(runs.values()));
}
