/** `docs/explore.md`: what the long run found, a line for each finding, with the commits that first and last had it. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root, runStep } from '../processes.mjs';

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

const cell = (text: string): string => text.replaceAll('|', '/').replaceAll(/\s+/g, ' ').trim().slice(0, 400);

/** Adds findings to the page; one that is there already is seen again. */
export async function writeFindings(findings: readonly Finding[]): Promise<void> {
  const { output } = await runStep('git', ['-C', root, 'rev-parse', '--short', 'HEAD']);
  const now = `${new Date().toISOString().slice(0, 10)} ${output.trim()}`;
  const text = await readFile(page, 'utf8').catch(() => HEAD);
  const rows = new Map<string, string[]>();
  for (const line of text.split('\n').filter((l) => l.startsWith('| ') && !l.startsWith('| kind '))) {
    const cells = line.slice(2, -2).split(' | ');
    rows.set(`${cells[0]} ${cells[1]}`, cells);
  }
  for (const { kind, what, seed, command } of findings) {
    const key = `${cell(kind)} ${cell(what)}`;
    const first = rows.get(key)?.[4] ?? now;
    rows.set(key, [cell(kind), cell(what), String(seed), `\`${cell(command)}\``, first, now]);
  }
  await writeFile(page, HEAD + [...rows.values()].map((cells) => `| ${cells.join(' | ')} |\n`).join(''));
}
