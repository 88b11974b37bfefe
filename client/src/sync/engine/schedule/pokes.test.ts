import type { Scope } from '@egoejo/shared/sync/protocol.ts';
import { expect, it } from 'vitest';
import { keepPokes } from './pokes.ts';
import { makeDevice } from '../../testing/device.ts';
import { fresh } from '../apply/scopes.ts';
import type { Part } from '../store/cursor-row.ts';
import { WHO } from '../../testing/world.ts';

it('S25: a stream refused by the server is requested again after one to two minutes, and nothing else happens', async () => {
  const { store, world } = await makeDevice();
  const opened: { path: string; end: () => void }[] = [];
  let poked = 0;
  const env = {
    ...world.env,
    openPokes(path: string, _onPoke: () => void, end: () => void) {
      opened.push({ path, end });
      return () => undefined;
    },
  };
  const pokes = keepPokes(env, store.db, WHO, () => poked++);
  pokes.setEco(1);
  pokes.answered();
  await expect.poll(() => opened.length).toBe(1);
  expect(opened[0]!.path).toMatch(/^\/api\/pokes\?scopes=.*public/);
  for (const random of [0, 0.99]) {
    const before = opened.length;
    world.random = random;
    opened.at(-1)!.end();
    world.advance(60_000 * (1 + random) - 1);
    expect(opened).toHaveLength(before);
    world.advance(2);
    await expect.poll(() => opened.length).toBe(before + 1);
  }
  expect(poked).toBe(0);
  pokes.stop();
});

/** A device with a list of the streams that it opened. */
async function listening(onPoke = (): void => undefined) {
  const { store, world } = await makeDevice();
  const opened: { path: string; poke(): void; end(): void }[] = [];
  const env = {
    ...world.env,
    openPokes(path: string, poke: () => void, end: () => void) {
      opened.push({ path, poke, end });
      return () => undefined;
    },
  };
  return { store, world, opened, pokes: keepPokes(env, store.db, WHO, onPoke) };
}

it('S25: a stream that broke with the connection is requested as soon as an exchange is answered again', async () => {
  const { opened, pokes } = await listening();
  pokes.setEco(1);
  pokes.answered();
  await expect.poll(() => opened.length).toBe(1);
  pokes.answered();
  opened[0]!.end();
  pokes.answered();
  await expect.poll(() => opened.length).toBe(2);
  pokes.stop();
});

it('S25: a stream opens after an exchange and names the rev of each scope that is complete here, 0 for the others', async () => {
  const { store, opened, pokes } = await listening();
  const part = (scope: Scope, rev: number, more: Partial<Part>): Part => ({
    ...fresh(scope, { project: 1 }),
    ...more,
    cursor: { scope, entities: { project: 1 }, rev, table: '~', id: '' },
  });
  await store.db.cursors.bulkPut([
    {
      scope: 'public',
      parts: [
        part('public', 7, { done: true }),
        part('public', 5, { done: true }),
        part('public', 2, { done: true, frozen: true }),
      ],
    },
    { scope: 'polls:public', parts: [part('polls:public', 9, { done: false })] },
  ]);
  pokes.setEco(1);
  await store.db.meta.get('era');
  expect(opened).toHaveLength(0);
  pokes.answered();
  await expect.poll(() => opened.length).toBe(1);
  const query = new URL(opened[0]!.path, 'http://x').searchParams;
  const since = query.get('since')!.split(',');
  const revs = new Map(
    query
      .get('scopes')!
      .split(',')
      .map((scope, i) => [scope, since[i]]),
  );
  expect(revs.get('public')).toBe('5');
  expect(revs.get('polls:public')).toBe('0');
  pokes.stop();
});
