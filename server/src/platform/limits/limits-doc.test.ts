/** docs/limits.md says of every act and of every route what bounds it. */
import { readFile } from 'node:fs/promises';
import { mutations } from '@egoejo/shared/registry.ts';
import { expect, it } from 'vitest';
import { appRouter } from '../../router.ts';
import { createTestApp } from '../../testing/servers/app.ts';
import { eachDatabase } from '../../testing/database/postgres.ts';

/** The addresses in Fastify's drawing of its routes: each level adds four columns. */
function addressesIn(drawing: string): string[] {
  const above: string[] = [];
  return drawing.split('\n').flatMap((line) => {
    const [, before = '', name = '', methods] = /^(.*?)([^\s│├└─].*?)(?: \((.*)\))?$/.exec(line) ?? [];
    if (name === '') return [];
    const depth = Math.max(0, before.length / 4 - 1);
    above[depth] = name;
    return methods === undefined ? [] : [above.slice(0, depth + 1).join('')];
  });
}

/** The names in the first column of the tables below a heading. */
async function listed(heading: string): Promise<string[]> {
  const text = await readFile('docs/limits.md', 'utf8');
  const part = text.split(/^## /m).find((p) => p.startsWith(`${heading}\n`)) ?? '';
  const cells = [...part.matchAll(/^\| (`.*?) \|/gm)].map((m) => m[1] ?? '');
  return cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map((m) => m[1] ?? ''));
}

it('every act has its line', async () => {
  expect((await listed('Every act')).toSorted()).toEqual(Object.keys(mutations).toSorted());
});

eachDatabase('routes', (database) => {
  it('every route and every procedure has its line', async () => {
    const t = await createTestApp(database());
    // Fastify draws a wildcard without the path before it.
    expect(t.app.hasRoute({ method: 'GET', url: '/media/*' })).toBe(true);
    const served = addressesIn(t.app.printRoutes({ commonPrefix: false })).map((a) => (a === '/*' ? '/media/*' : a));
    await t.close();
    const procedures = Object.keys(appRouter._def.procedures);
    expect((await listed('Every route')).toSorted()).toEqual([...served, ...procedures].toSorted());
  });
});
