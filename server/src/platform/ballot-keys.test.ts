import { expect, it } from 'vitest';
import { newId, type PollId } from '@egoejo/shared/platform/ids.ts';
import { testKeys } from '../testing/ballot-keys.ts';

it('P2: servers that destroy the same keys at once all succeed, and the keys are gone', async () => {
  const polls = Array.from({ length: 300 }, () => newId<PollId>());
  for (const poll of polls) await testKeys.make(poll);
  const server = async () => {
    for (const poll of polls) await testKeys.destroy(poll);
  };
  await Promise.all([server(), server(), server(), server()]);
  expect((await testKeys.list()).filter((id) => polls.includes(id as PollId))).toEqual([]);
});
