import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { applyChange } from '@egoejo/tools/broken/change.ts';
import { plants } from '@egoejo/tools/broken/planted-bugs.ts';
import { mutations } from '@egoejo/shared/registry.ts';
import { simulatedNames } from './mutations/acts.ts';
import { neverApplied, tourOf } from './seeds/plan.ts';
import { root, runFirstSeed } from './seeds/replay.ts';

/** The files that a file of ours executes, through its imports; type imports are not followed. */
function graph(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const [, from = ''] of readFileSync(join(root, file), 'utf8').matchAll(
    /^(?:import|export) (?!type\b)[^;]*?from '([^']+)';/gm,
  )) {
    if (from.startsWith('@egoejo/shared/')) graph(from.replace('@egoejo/shared/', 'shared/src/'), seen);
    else if (from.startsWith('.') && from.endsWith('.ts')) graph(relative(root, join(root, dirname(file), from)), seen);
  }
  return seen;
}

describe('what is run', () => {
  let modules: string[] = [];
  beforeAll(async () => {
    ({ modules } = await runFirstSeed());
  });
  it('S28: the modules that the app ships, unchanged', () => {
    // The modules of the app's sync worker, except its browser adapters, and those of the server's route.
    const shipped = graph('client/src/sync/host/sync.worker.ts');
    expect(shipped).toContain('client/src/sync/engine/exchange/exchange.ts');
    const aside = ['sync.worker', 'browser-env', 'transfers'].map((name) => `client/src/sync/host/${name}.ts`);
    const wanted = [
      ...shipped,
      ...graph('client/src/sync/engine/view/overlay.ts'),
      ...graph('client/src/sync/engine/acts/outbox.ts'),
      ...graph('server/src/sync/exchange/http.ts'),
      ...graph('server/src/registry.ts'),
    ].filter((file) => !aside.includes(file));
    expect(wanted.filter((file) => !modules.includes(`${file} as it is`))).toEqual([]);
  });
  it('S28: the next build differs from the present one in its registry, its mutations and its database only', () => {
    expect(modules.filter((line) => line.endsWith(' changed'))).toEqual([
      'client/src/sync/engine/store/store.ts (next) changed',
      'shared/src/registry.ts (next) changed',
      'shared/src/saka/mutations.ts (next) changed',
    ]);
  });
});

describe('what is applied', () => {
  const all = Object.keys(mutations);
  it('S28: a mutation of the registry that no seed applied is named', () => {
    expect(neverApplied([{ applied: all.slice(2) }, { applied: all.slice(1, 2) }], all)).toEqual(all.slice(0, 1));
  });
  it('S28: each seed comes to every mutation, in another order', () => {
    expect(new Set(tourOf(1, simulatedNames))).toEqual(new Set(simulatedNames));
    expect(tourOf(1, simulatedNames)).not.toEqual(tourOf(2, simulatedNames));
  });
});

describe('what it finds', () => {
  it('S28: each planted bug replaces a text that occurs once in the product', () => {
    expect(
      plants
        .flatMap((p) => p.changes)
        .filter((change) => !applyChange(readFileSync(join(root, change.file), 'utf8'), change).ok)
        .map((change) => change.from),
    ).toEqual([]);
    expect(plants.length).toBeGreaterThanOrEqual(12);
  });
});
