import { expect, it } from 'vitest';
import { webLocks } from './browser-env.ts';

it('S18: holders of the same lock run one after the other', async () => {
  const order: string[] = [];
  const work = (name: string) => async () => {
    order.push(`${name} begins`);
    await Promise.resolve();
    order.push(`${name} ends`);
    return name;
  };
  expect(await Promise.all([webLocks.hold('one', 5000, work('a')), webLocks.hold('one', 5000, work('b'))])).toEqual([
    'a',
    'b',
  ]);
  expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
});

it('S18: the lock is stolen after the waiting time; its holder learns it by its abort signal', async () => {
  let seen: AbortSignal | null = null;
  const frozen = webLocks.hold('two', 5000, (stolen) => {
    seen = stolen;
    return new Promise(() => undefined);
  });
  const robbed = expect(frozen).rejects.toThrow();
  await expect.poll(() => seen?.aborted).toBe(false);
  expect(await webLocks.hold('two', 10, async () => 'mine')).toBe('mine');
  await robbed;
  expect(seen).toMatchObject({ aborted: true });
});

it('an error of the work itself is not reported as a theft', async () => {
  let seen: AbortSignal | null = null;
  await expect(
    webLocks.hold('three', 5000, async (stolen) => {
      seen = stolen;
      throw new Error('bug');
    }),
  ).rejects.toThrow('bug');
  expect(seen).toMatchObject({ aborted: false });
});
