import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { newId, type PollId } from '@egoejo/shared/platform/ids.ts';
import { testKeyDir, testKeys } from '../../testing/ballot-keys.ts';

it('P2: servers that destroy the same keys at once all succeed, and the keys are gone', async () => {
  const polls = Array.from({ length: 300 }, () => newId<PollId>());
  for (const poll of polls) await testKeys.make(poll);
  const server = async () => {
    for (const poll of polls) await testKeys.destroy(poll);
  };
  await Promise.all([server(), server(), server(), server()]);
  expect((await testKeys.list()).filter((id) => polls.includes(id as PollId))).toEqual([]);
});

afterEach(() => void vi.useRealTimers());

it('P2: a loaded key is used without its file, and is forgotten after a minute and when it is destroyed', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  const [forgotten, destroyed] = [newId<PollId>(), newId<PollId>()];
  const prints = new Map<PollId, Uint8Array>();
  for (const poll of [forgotten, destroyed]) {
    prints.set(poll, (await testKeys.make(poll))!.fingerprint);
    await testKeys.load(poll);
    await rm(join(testKeyDir, `${poll}.key`));
  }
  const has = (poll: PollId): Promise<boolean> => testKeys.has(poll, prints.get(poll)!);
  expect(await Promise.all([has(forgotten), has(destroyed)])).toEqual([true, true]);
  await testKeys.destroy(destroyed);
  expect(await has(destroyed)).toBe(false);
  vi.advanceTimersByTime(59_999);
  expect(await has(forgotten)).toBe(true);
  vi.advanceTimersByTime(1);
  expect(await has(forgotten)).toBe(false);
});
