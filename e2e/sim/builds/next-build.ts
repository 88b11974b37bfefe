/**
 * The build after the present one, in which a mutation and an entity have a new version (S14, S24) and the device's
 * database another definition.
 */
import type { Change } from '@egoejo/tools/broken/planted-bugs.ts';

export const NEXT_BUILD: readonly Change[] = [
  {
    file: 'shared/src/saka/mutations.ts',
    find: `version: 1,
  args: z.strictObject({ project: projectId, grains }),`,
    put: `version: 2,
  upcast: { 1: (args: Record<string, unknown>) => ({ ...args, from: 'before' }) },
  args: z.strictObject({ project: projectId, grains, from: z.optional(z.string()) }),`,
  },
  { file: 'shared/src/registry.ts', find: `poll: entity(3, 'polls')`, put: `poll: entity(4, 'polls')` },
  {
    file: 'client/src/sync/engine/store/store.ts',
    find: `db.version(1).stores(schema);`,
    put: `db.version(1).stores(schema);
  db.version(2).stores({ ...schema, outbox: '++seq, &key, madeAt', notes: 'id' });`,
  },
];
