import { expect, it } from 'vitest';
import { makeWorld, MEMBER } from '../../testing/world.ts';
import { openStore } from '../repair/open-store.ts';

it('S23: a store that the app closes itself is not reported as lost', async () => {
  const { env } = makeWorld();
  const store = await openStore(env, MEMBER);
  let lost = 0;
  store.onLost(() => lost++);
  store.close();
  expect(lost).toBe(0);
});
