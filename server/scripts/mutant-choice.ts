/** Chooses the mutants to try. */
import { createHash } from 'node:crypto';
import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mutationsOf, type Mutation } from './mutations.ts';
import { options } from './mutant-options.ts';

export interface Mutant extends Mutation {
  number: number;
  path: string;
  line: number;
  before: string;
}

const where = [
  'client/src/sync/*.ts',
  'server/src/sync/*.ts',
  'server/src/**/settle.sql',
  'server/src/saka/ledger.sql',
];

/** The choice depends on the seed and on each mutated line, but not on the rest of its file. */
export async function choose(folder: string): Promise<Mutant[]> {
  const all: (Mutant & { draw: string })[] = [];
  for await (const path of glob(where, { cwd: folder })) {
    if (path.endsWith('.test.ts')) continue;
    const text = await readFile(join(folder, path), 'utf8');
    const seen = new Map<string, number>();
    for (const m of mutationsOf(path, text)) {
      const from = text.lastIndexOf('\n', m.start - 1) + 1;
      const what = [
        path,
        text.slice(from, text.indexOf('\n', m.start)).trim(),
        text.slice(m.start, m.end),
        m.text,
      ].join('\n');
      const copies = seen.get(what) ?? 0;
      seen.set(what, copies + 1);
      const draw = createHash('sha256').update([options.seed, what, copies].join('\n')).digest('hex');
      all.push({
        ...m,
        number: 0,
        path,
        line: text.slice(0, m.start).split('\n').length,
        before: text.slice(m.start, m.end),
        draw,
      });
    }
  }
  console.error(`${all.length} possible mutants`);
  return all
    .sort((a, b) => a.draw.localeCompare(b.draw))
    .slice(0, Number(options.count))
    .map((m, i) => ({ ...m, number: i + 1 }));
}
