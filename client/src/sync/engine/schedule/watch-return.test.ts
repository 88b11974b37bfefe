import { expect, it } from 'vitest';
import { makeWorld, type World } from '../../testing/world.ts';
import { watchReturn } from './watch-return.ts';

const ok = (): Promise<Response> => Promise.resolve(new Response('{"status":"ok"}'));
const settled = (): Promise<void> => new Promise((done) => setImmediate(done));

function watching(wanted = true): { world: World; back: ReturnType<typeof watchReturn>; told(): number } {
  const world = makeWorld();
  let told = 0;
  world.env.on('online', () => told++);
  return { world, back: watchReturn(world.env, async () => wanted), told: () => told };
}
/** Lets `n` times the given time pass, with what follows from each. */
async function pass(world: World, ms: number, n = 1): Promise<void> {
  for (let i = 0; i < n; i++) {
    world.advance(ms);
    await settled();
  }
}

it('S20: after silence the page asks every 4 s whether the server answers, and tells it once', async () => {
  const { world, back, told } = watching();
  await pass(world, 60_000);
  expect(world.asked).toBe(0);
  back.heard('no');
  back.heard('no');
  await pass(world, 4000, 5);
  expect([world.asked, told()]).toEqual([5, 0]);
  world.health = ok;
  await pass(world, 4000, 3);
  expect([world.asked, told()]).toEqual([6, 1]);
  back.heard('yes');
  expect(world.timers()).toEqual([]);
});

it('S20: a portal’s page and a proxy’s error are no answer', async () => {
  const { world, back, told } = watching();
  back.heard('no');
  for (const [body, status] of [
    ['<p>Bienvenue</p>', 200],
    ['{"status":"ok"}', 502],
    ['null', 200],
  ] as const) {
    world.health = () => Promise.resolve(new Response(body, { status }));
    await pass(world, 4000);
  }
  expect([world.asked, told()]).toEqual([3, 0]);
});

it('S20: a server that answers the question but no exchange is asked ever more rarely', async () => {
  const { world, back, told } = watching();
  world.health = ok;
  for (const ms of [4000, 8000, 16_000, 32_000, 64_000, 128_000, 256_000, 300_000, 300_000]) {
    back.heard('no');
    expect(world.timers()).toEqual([ms]);
    await pass(world, ms);
  }
  expect(told()).toBe(9);
  back.heard('yes');
  back.heard('no');
  expect(world.timers()).toEqual([4000]);
});

it('S19: nothing is asked where nothing is wanted, of a hidden page or without a link', async () => {
  const idle = watching(false);
  idle.back.heard('no');
  await pass(idle.world, 4000, 3);
  expect(idle.world.asked).toBe(0);

  const { world, back } = watching();
  world.online = false;
  back.heard('no');
  await pass(world, 4000, 3);
  expect(world.asked).toBe(0);
  world.online = true;
  let seen = false;
  world.env.visible = () => seen;
  world.fire('hidden');
  await pass(world, 60_000);
  expect(world.asked).toBe(0);
  seen = true;
  world.fire('visible');
  await pass(world, 4000);
  expect(world.asked).toBe(1);
  back.stop();
  expect(world.timers()).toEqual([]);
});
