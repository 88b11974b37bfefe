/** Chooses the mutants to try. */
import { createHash } from 'node:crypto';
import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mutationsOf, type Mutation } from './mutations.ts';
import { options } from './mutant-options.ts';

export interface Mutant extends Mutation {
  number: number;
  /** The same in every choice, as long as the line stays as it is. */
  id: string;
  line: number;
}

/** Both halves of the sync, the functions in the database, polls and backups. */
export const where = [
  'client/src/sync/**/*.ts',
  'server/src/sync/**/*.ts',
  'server/src/polls/**/*.ts',
  'server/src/backup/**/*.ts',
  'server/src/**/*.sql',
];
const isTesting = (path: string): boolean => path.endsWith('.test.ts') || path.includes('/testing/');

/** The choice depends on the seed and on each mutated line, but not on the rest of its file. */
export async function choose(folder: string): Promise<Mutant[]> {
  const all: (Mutant & { draw: string })[] = [];
  for await (const path of glob(where, { cwd: folder })) {
    if (isTesting(path)) continue;
    const text = await readFile(join(folder, path), 'utf8');
    const seen = new Map<string, number>();
    for (const m of mutationsOf(path, text)) {
      const from = text.lastIndexOf('\n', m.at - 1) + 1;
      const what = [path, text.slice(from, text.indexOf('\n', m.at)).trim(), m.from, m.to].join('\n');
      const copies = seen.get(what) ?? 0;
      seen.set(what, copies + 1);
      const draw = createHash('sha256').update([options.seed, what, copies].join('\n')).digest('hex');
      all.push({
        ...m,
        number: 0,
        id: createHash('sha256').update([what, copies].join('\n')).digest('hex').slice(0, 12),
        line: text.slice(0, m.at).split('\n').length,
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
