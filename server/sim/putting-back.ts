/** The database put back to an older state (S29), by the product's own backup and restore. Everything stands still meanwhile. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endRecovery, isRecovering } from '../src/backup/recovery.ts';
import { restoreBackup } from '../src/backup/restore.ts';
import { takeBackup } from '../src/backup/take.ts';
import { addDevice } from './places.ts';
import type { World } from './world.ts';

/** What was taken, and how to be rid of it. */
export interface Backup {
  path: string;
  drop(): Promise<void>;
}

/** Takes a backup once no statement is under way. */
export async function backUp({ sched, lane, backend }: World): Promise<Backup> {
  await sched.run(() => lane.busy() === 0);
  const folder = await mkdtemp(join(tmpdir(), 'egoejo-sim-'));
  const path = join(folder, 'backup');
  await takeBackup(backend.db, path);
  sched.note('backup taken');
  return { path, drop: () => rm(folder, { recursive: true, force: true }) };
}

/** The servers end, the backup takes the place of everything, the servers start. */
export async function putBack(world: World, backup: Backup): Promise<void> {
  const { sched, lane, backend, cluster, faults } = world;
  cluster.down();
  await sched.run(() => lane.busy() === 0);
  const restored = await restoreBackup(backend.db, backup.path, true);
  if (!restored.ok) throw new Error(restored.error.code);
  // A device that was registered since then signs in again.
  for (const device of world.devices) await addDevice(backend.db, device.member, device.id);
  faults.count('database-restored');
  world.restored = true;
  sched.note('database restored from the backup');
  cluster.up();
}

/** An operator ends the recovery once devices have come back. */
export async function endRecoveryOf({ sched, lane, backend }: World): Promise<void> {
  await sched.run(() => lane.busy() === 0);
  if (!(await isRecovering(backend.db))) return;
  await endRecovery(backend.db);
  sched.note('recovery ended');
}
