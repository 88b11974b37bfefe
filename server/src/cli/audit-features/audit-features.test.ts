/** Corruptions by hand of what features store, each of which the audit must name. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, it } from 'vitest';
import { corruptions } from '../../testing/audit/audit-corruptions.ts';
import { testKeys } from '../../testing/ballot-keys.ts';
import { gapsAfter } from '../../testing/audit/audit-world.ts';
import { makeFeaturesWorld, type FeaturesWorld } from '../../testing/audit/audit-features-world.ts';
import { eachDatabase } from '../../testing/database/postgres.ts';
import { audit, saysOf } from '../audit.ts';
import { checksOf, NOT_COVERED, withTables } from './coverage.ts';
import { featureChecks } from './index.ts';

eachDatabase('audit of features', (database) => {
  let world: FeaturesWorld;
  beforeAll(async () => {
    world = await makeFeaturesWorld(database());
  });
  it('R3: finds no gap where members did everything themselves', async () => {
    expect(await audit(database(), undefined, testKeys.keptResult)).toMatchObject({ ok: true, gaps: [] });
  });

  it.each(corruptions)('R3: finds and names %s', async (_, finds, sql) => {
    const gaps = await gapsAfter(database(), sql(world), undefined, testKeys.keptResult);
    expect(gaps.map((g) => g.check)).toContain(finds);
    for (const gap of gaps)
      expect([gap.expected === gap.found, saysOf(gap.check) === '', gap.id === '']).toEqual([false, false, false]);
  });

  it('R3: every check of features finds at least one of them', () => {
    const found = corruptions.map(([, finds]) => finds);
    expect(
      featureChecks.map((c) => c.name).filter((name) => !found.some((f) => f === name || f.startsWith(`${name}.`))),
    ).toEqual([]);
  });

  it('R3: a check that cannot read a row names itself, and the others go on', async () => {
    const gaps = await gapsAfter(
      database(),
      `with c as (update moderation_case set decision = decision || '{"at": "soon"}')
        update project_need set scope = 'public'`,
    );
    expect(gaps.filter((g) => g.check === 'case')).toMatchObject([{ id: 'all' }]);
    expect(gaps.map((g) => g.check)).toContain('scope.project_need');
  });

  it('R3: every table has its checks, or is listed as not covered with the reason', async () => {
    const tables = (
      await database().query<{ name: string }>(
        `select table_name as name from information_schema.tables
          where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
      )
    ).map(({ name }) => name);
    const neither = tables.filter((table) => checksOf(table).length === 0 && !NOT_COVERED[table]);
    const both = Object.keys(NOT_COVERED).filter((table) => checksOf(table).length > 0);
    expect([neither, both]).toEqual([[], []]);
    const path = new URL('../../../../docs/audit.md', import.meta.url);
    const all = new Set([...tables, ...Object.keys(NOT_COVERED)]);
    await expect(withTables(await readFile(path, 'utf8'), [...all])).toMatchFileSnapshot(fileURLToPath(path));
  });
});
