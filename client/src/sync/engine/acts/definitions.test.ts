import { expect, it } from 'vitest';
import { mutations, type EntityName } from '@egoejo/shared/registry.ts';
import type { MutationDef, ReadView, RowRef } from '@egoejo/shared/sync/mutation.ts';
import { recordedIds } from '@egoejo/shared/testing/example-ids.ts';
import { exampleActs } from '@egoejo/shared/testing/examples.ts';
import { act } from '../../testing/acts.ts';
import { WHO } from '../../testing/world.ts';
import { refKey, touchesOf } from './definitions.ts';

it.each(exampleActs(recordedIds))('S9: $name names every row that its body reads or writes', ({ name, args }) => {
  const row = act(1, { name, args, version: mutations[name].version });
  const touched = new Set(touchesOf(row, WHO).map(refKey));
  expect([...touched]).not.toEqual([]);
  const reads: RowRef[] = [];
  const view: ReadView = {
    get(e: EntityName, id: string) {
      reads.push({ e, id });
      return undefined;
    },
  };
  const { optimistic, writes }: Pick<MutationDef, 'optimistic' | 'writes'> = mutations[name];
  const who = { member: WHO.member, device: WHO.device, key: row.key, seq: 1, madeAt: row.madeAt };
  const written = new Set(writes(args as never, who).map(refKey));
  const changes = optimistic(view, args as never, who);
  expect(changes.map(refKey).filter((key) => !written.has(key))).toEqual([]);
  expect(reads.map(refKey).filter((key) => !touched.has(key))).toEqual([]);
});
