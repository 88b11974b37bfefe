/**
 * Changes to the text of the product's modules when they are loaded: for the next build of the app, and for planted
 * bugs. A text to be changed must occur exactly once; the product itself contains no test hooks.
 */
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { NEXT_BUILD } from './next-build.ts';
import { changed, type Change } from '@egoejo/tools/broken/change.ts';
import { plants, type Plant } from '@egoejo/tools/broken/planted-bugs.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const ours = /\/(?:client|server|shared)\/src\//;
/** The app's files that were loaded, by path from the root and build, and whether their text was changed. */
const loaded = new Map<string, 'as it is' | 'changed'>();
const planted: { plant: Plant | null; made: Set<Change> } = { plant: null, made: new Set() };

/** Plants this bug. Call it before the product is loaded. */
export function plantBug(name: string): void {
  const plant = plants.find((p) => p.name === name);
  if (!plant) throw new Error(`no planted bug is called ${name}`);
  planted.plant = plant;
}
export const modules = (): string[] => [...loaded].map(([path, how]) => `${path} ${how}`).sort();

function make(text: string, change: Change): string {
  const made = changed(text, change);
  planted.made.add(change);
  return made;
}
/** The text of the database's functions, with planted bugs applied. */
export function plantSql(text: string): string {
  const changes = (planted.plant?.changes ?? []).filter((c) => c.file.endsWith('.sql'));
  return changes.reduce(make, text);
}
/** Throws when a planted bug was not in the loaded text, since the run would then have proven nothing. */
export function checkPlanted(): void {
  const missing = (planted.plant?.changes ?? []).filter((c) => !planted.made.has(c));
  if (missing.length > 0) throw new Error(`not planted: ${missing.map((c) => c.file).join(', ')}`);
}

registerHooks({
  resolve(specifier, context, next) {
    const resolved = next(specifier, context);
    const build = context.parentURL === undefined ? null : new URL(context.parentURL).searchParams.get('build');
    if (build === null || !ours.test(resolved.url)) return resolved;
    const url = new URL(resolved.url);
    url.searchParams.set('build', build);
    return { ...resolved, url: url.href };
  },
  load(url, context, next) {
    const result = next(url, context);
    if (!ours.test(url) || result.source === undefined || result.source === null) return result;
    const parsed = new URL(url);
    const build = parsed.searchParams.get('build');
    const path = fileURLToPath(new URL(parsed.pathname, 'file://')).slice(root.length);
    const changes = [...(build === 'next' ? NEXT_BUILD : []), ...(planted.plant?.changes ?? [])].filter(
      (c) => c.file === path,
    );
    loaded.set(build === null ? path : `${path} (${build})`, changes.length > 0 ? 'changed' : 'as it is');
    if (changes.length === 0) return result;
    const text =
      typeof result.source === 'string' ? result.source : Buffer.from(result.source as Uint8Array).toString('utf8');
    return { ...result, source: changes.reduce(make, text) };
  },
});
