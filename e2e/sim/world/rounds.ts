/** The rounds of a seed: members act while faults strike, then everything comes to rest. */
import { use } from './members.ts';
import { backUp, putBack, putCopyBack, type Backup } from './restore.ts';
import { talk } from './talk.ts';
import { trouble } from './device-faults.ts';
import type { World } from './world.ts';
import type { Size } from '../seeds/plan.ts';
import { comeToRest } from './come-to-rest.ts';

/** Runs all rounds, and the checks at the end of each. */
export async function live(world: World, size: Size): Promise<void> {
  const rounds = 2;
  let backup: Backup | null = null;
  for (let round = 1; round <= rounds; round++) {
    world.faults.on = true;
    let working = world.devices.length + 1;
    let troubling = true;
    for (const device of world.devices) void use(world, device, Math.ceil(size.acts / rounds)).then(() => working--);
    void (round === 1 ? Promise.resolve() : talk(world)).then(() => working--);
    void trouble(world, () => troubling);
    backup = await upset(world, () => working === 0, backup, round);
    await world.sched.run(() => working === 0 && world.asleep === 0);
    troubling = false;
    await comeToRest(world, round === rounds);
    world.sched.note(`quiet ${round}`);
    if (round < rounds && world.events.takes('absence')) await stayAway(world);
  }
}

/**
 * In some seeds all stay away for weeks, fewer than the 35 days for which devices keep what they sent (S29). The
 * servers are off as well, because a month of their timers would take longer than the seed.
 */
async function stayAway({ sched, rng, cluster, devices, lane, backend }: World): Promise<void> {
  const days = rng.fork('absence').pick([0, 0, 0, 8, 33]);
  if (days === 0) return;
  for (const device of devices) device.killAll();
  cluster.down();
  await sched.run(() => lane.busy() === 0);
  await sched.run(() => false, days * 86_400_000);
  sched.note(`back after ${days} days`);
  await backend.setClock?.(sched.now());
  cluster.up();
}

/**
 * In some seeds, takes a backup in the first round and restores it in the second, by an operator or as an old copy of
 * the disk. In others, such a copy is only seconds old, so that the continued history soon has as many changes as the
 * lost one (S29).
 */
async function upset(world: World, over: () => boolean, backup: Backup | null, round: number): Promise<Backup | null> {
  const { sched, rng } = world;
  if (round === 1 ? !rng.chance(0.65) : backup === null && !rng.chance(0.7)) return null;
  const at = sched.now() + rng.int(60_000);
  await sched.run(() => over() || sched.now() >= at);
  if (round === 1) return backUp(world);
  const back = backup ?? (await backUp(world));
  if (backup === null) await sched.run(() => over(), rng.int(20_000));
  const copied = backup === null || rng.chance(0.3);
  if (world.faults.allows(copied ? 'disk-copied' : 'database-restored'))
    await (copied ? putCopyBack(world, back) : putBack(world, back));
  await back.drop();
  return null;
}
