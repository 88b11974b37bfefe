import { expect, it } from 'vitest';
import { threadLocks } from './browser-env.ts';

it('one at a time under a name, in order; a failure does not stop the next', async () => {
  const locks = threadLocks();
  const seen: string[] = [];
  let open = (): void => undefined;
  const held = new Promise<void>((done) => (open = done));
  const first = locks.hold('a', 0, async () => {
    seen.push('first');
    await held;
    throw new Error('failed');
  });
  const second = locks.hold('a', 0, async () => void seen.push('second'));
  await locks.hold('b', 0, async () => void seen.push('other name'));
  expect(seen).toEqual(['first', 'other name']);
  open();
  await expect(first).rejects.toThrow('failed');
  await second;
  expect(seen).toEqual(['first', 'other name', 'second']);
});
