import { expect, it } from 'vitest';
import { keepPokes } from './pokes.ts';
import { makeDevice } from '../../testing/device.ts';
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
  await expect.poll(() => opened.length).toBe(1);
  expect(opened[0]!.path).toMatch(/^\/api\/pokes\?scopes=.*public/);
  for (const random of [0, 0.99]) {
    const before = opened.length;
    world.random = random;
    opened.at(-1)!.end();
    world.advance(60_000 * (1 + random) - 1);
    expect(opened).toHaveLength(before);
    world.advance(2);
    expect(opened).toHaveLength(before + 1);
  }
  expect(poked).toBe(0);
  pokes.stop();
});

it('S25: a stream that broke with the connection is requested as soon as an exchange is answered again', async () => {
  const { store, world } = await makeDevice();
  const ends: (() => void)[] = [];
  const env = {
    ...world.env,
    openPokes(_path: string, _onPoke: () => void, end: () => void) {
      ends.push(end);
      return () => undefined;
    },
  };
  const pokes = keepPokes(env, store.db, WHO, () => undefined);
  pokes.setEco(1);
  await expect.poll(() => ends.length).toBe(1);
  pokes.reconnected();
  expect(ends).toHaveLength(1);
  ends[0]!();
  pokes.reconnected();
  expect(ends).toHaveLength(2);
  pokes.stop();
});
