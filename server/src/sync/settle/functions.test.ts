import { expect, it } from 'vitest';
import { mutations } from '@egoejo/shared/registry.ts';
import type { MutationDef } from '@egoejo/shared/sync/mutation.ts';
import { deltaKinds } from '../../registry.ts';
import { eachDatabase } from '../../testing/database/postgres.ts';
import { sqlFunctionOf } from './functions.ts';

eachDatabase('the functions that features bring', (database) => {
  it('S5 S17: are there, with the parameters by which the core calls them', async () => {
    const definitions: readonly Pick<MutationDef, 'name' | 'path' | 'locks'>[] = Object.values(mutations);
    const called = definitions.flatMap(({ name, path, locks }) => [
      ...(path === 'hot' ? [`${sqlFunctionOf(name)}(act[], text[])`] : []),
      ...(locks ? [`lock_${locks.table}_shared(uuid)`, `try_lock_${locks.table}_shared(uuid)`] : []),
    ]);
    for (const kind of deltaKinds) called.push(`waiting_${kind}(int)`, `combine_${kind}(bigint, jsonb)`);
    const missing = await database().query('select f from unnest($1::text[]) f where to_regprocedure(f) is null', [
      called,
    ]);
    expect(missing).toEqual([]);
    expect(called).toContain('lock_poll_shared(uuid)');
  });
});
