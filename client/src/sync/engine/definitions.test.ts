import { expect, it } from 'vitest';
import { mutations, type EntityName } from '@egoejo/shared/registry.ts';
import type { MutationDef, ReadView, RowRef } from '@egoejo/shared/sync/mutation.ts';
import { exampleActs } from '../testing/example-acts.ts';
import { act } from '../testing/acts.ts';
import { WHO } from '../testing/world.ts';
import { refKey, touchesOf } from './definitions.ts';

/** A cancel stands for another act, whose rows it does not know. */
const others = exampleActs.filter(({ name }) => name !== 'sync.cancel');

it.each(others)('S9: $name names every row that its body reads or writes', ({ name, args }) => {
  const row = act(1, { name, args, version: mutations[name].version });
  const touched = new Set(touchesOf(row, WHO).map(refKey));
  expect([...touched]).not.toEqual([]);
  const seen: RowRef[] = [];
  const view: ReadView = {
    get(e: EntityName, id: string) {
      seen.push({ e, id });
      return undefined;
    },
  };
  const { optimistic }: Pick<MutationDef, 'optimistic'> = mutations[name];
  const who = { member: WHO.member, device: WHO.device, key: row.key, seq: 1, madeAt: row.madeAt };
  seen.push(...optimistic(view, args as never, who));
  expect(seen.map(refKey).filter((key) => !touched.has(key))).toEqual([]);
});
