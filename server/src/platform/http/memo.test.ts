import { expect, it } from 'vitest';
import { createMemo } from './memo.ts';

function kept() {
  let hear: (scopes: readonly string[]) => void = () => undefined;
  let now = 0;
  const memo = createMemo(
    {
      subscribeAll: (onMoved) => {
        hear = onMoved;
        return () => undefined;
      },
    },
    (s) => s.startsWith('community:'),
    () => now,
  );
  return { memo, moved: (...scopes: string[]) => hear(scopes), later: (seconds: number) => (now += seconds * 1000) };
}

it('computes an answer once for all concurrent requests, and again after it expires', async () => {
  const { memo, later } = kept();
  let made = 0;
  const ask = () => memo.of('a', 60, async () => ++made);
  expect((await Promise.all([ask(), ask()])).map((a) => a.text)).toEqual(['1', '1']);
  later(59);
  expect((await ask()).text).toBe('1');
  later(1);
  expect((await ask()).text).toBe('2');
});
it('drops an answer when its scopes change, and only then', async () => {
  const { memo, moved } = kept();
  let made = 0;
  const ask = async () => (await memo.of('a', 60, async () => ++made)).text;
  await ask();
  moved('member:x', 'polls:public');
  expect(await ask()).toBe('1');
  moved('member:x', 'community:y');
  expect(await ask()).toBe('2');
});
it('caches no failure, and no more than the maximum number of answers', async () => {
  const { memo } = kept();
  await expect(memo.of('a', 60, () => Promise.reject(new Error('down')))).rejects.toThrow('down');
  expect((await memo.of('a', 60, async () => 'up')).text).toBe('"up"');
  for (let i = 0; i < 600; i++) await memo.of(`k${i}`, 60, async () => i);
  expect((await memo.of('k599', 60, async () => 'again')).text).toBe('599');
  expect((await memo.of('k0', 60, async () => 'again')).text).toBe('"again"');
});
