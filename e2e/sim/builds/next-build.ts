/**
 * The build after the present one, in which a mutation and an entity have a new version (S14, S24) and the device's
 * database another definition.
 */
import type { Change } from '@egoejo/tools/broken/change.ts';

export const NEXT_BUILD: readonly Change[] = [
  {
    file: 'shared/src/saka/mutations.ts',
    from: `version: 1,
  args: z.strictObject({ project: projectId, grains })`,
    to: `version: 2,
  upcast: { 1: (args: Record<string, unknown>) => ({ ...args, from: 'before' }) },
  args: z.strictObject({ project: projectId, grains, from: z.optional(z.string()) })`,
  },
  { file: 'shared/src/registry.ts', from: `poll: entity(3, 'polls')`, to: `poll: entity(4, 'polls')` },
  {
    file: 'client/src/sync/engine/store/store.ts',
    from: `db.version(1).stores(schema);`,
    to: `db.version(1).stores(schema);
  db.version(2).stores({ ...schema, outbox: '++seq, &key, madeAt', notes: 'id' });`,
  },
];
