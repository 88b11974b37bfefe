/**
 * Restores the database to an older state (S29), with the product's own backup and restore. Nothing else runs
 * meanwhile.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endRecovery, isRecovering } from '@egoejo/server/sync/recovery/recovery.ts';
import { restoreBackup } from '@egoejo/server/backup/restore.ts';
import { takeBackup } from '@egoejo/server/backup/take.ts';
import type { Database } from '@egoejo/server/platform/database/database.ts';
import { checkRestored, contentOf, type Backed } from '../checks/restored.ts';
import { failIfBroken } from '../server/gate.ts';
import { addDevice } from './people.ts';
import type { World } from './world.ts';

/** A backup, what it must contain, and a function that deletes it. */
export interface Backup extends Backed {
  path: string;
  drop(): Promise<void>;
}

/** Takes a backup when no statement is in progress. */
export async function backUp({ sched, lane, backend }: World): Promise<Backup> {
  await sched.run(() => lane.busy() === 0);
  const folder = await mkdtemp(join(tmpdir(), 'egoejo-sim-'));
  const path = join(folder, 'backup');
  await takeBackup(backend.db, path);
  const content = await contentOf(backend.db);
  const { epoch } = await installationOf(backend.db);
  sched.note('backup taken');
  return { path, content, epoch, drop: () => rm(folder, { recursive: true, force: true }) };
}

async function load({ backend, devices, sched }: World, backup: Backup): Promise<void> {
  const was = await installationOf(backend.db);
  const restored = await restoreBackup(backend.db, backup.path, true).catch((cause: unknown) => {
    failIfBroken(sched, cause);
    throw sched.violation ?? cause;
  });
  if (!restored.ok) throw new Error(restored.error.code);
  await checkRestored(backend.db, backup, was.epoch, (invariant, detail) => sched.fail(invariant, detail));
  // A device that was registered after the backup signs in again.
  for (const device of devices) await addDevice(backend.db, device.member, device.id);
}

/** Stops the servers, restores the backup, and starts the servers. */
export async function putBack(world: World, backup: Backup): Promise<void> {
  const { sched, lane, cluster, faults } = world;
  cluster.down();
  await sched.run(() => lane.busy() === 0);
  await load(world, backup);
  faults.count('database-restored');
  world.restored = true;
  sched.note('database restored from the backup');
  cluster.up();
}

/**
 * Restores by a copy of the disk, which contains no sign of being a copy: its epoch and recovery state are the old
 * ones. Either the servers are restarted as well, or they keep running while PostgreSQL is stopped and restarted.
 */
export async function putCopyBack(world: World, backup: Backup): Promise<void> {
  const { sched, rng, lane, backend, cluster, faults } = world;
  const running = rng.chance(0.5);
  cluster.down();
  await sched.run(() => lane.busy() === 0);
  const was = await installationOf(backend.db);
  await load(world, backup);
  await backend.db.query('update installation set epoch = $1, recovery_since = null, recovered_at = null, seen = $2', [
    was.epoch,
    was.seen,
  ]);
  if (running) await backend.db.query(`update installation set era_of = era_of - interval '1 second'`);
  faults.count('disk-copied');
  world.restored = true;
  sched.note(`an old copy of the disk is put back ${running ? 'under servers that run' : 'before the servers start'}`);
  cluster.up(!running);
}
const installationOf = async (db: Database): Promise<{ epoch: string; seen: string | null }> =>
  (await db.query<{ epoch: string; seen: string | null }>('select epoch, seen from installation'))[0]!;

/** An operator ends the recovery once devices have come back. */
export async function endRecoveryOf({ sched, lane, backend }: World): Promise<void> {
  await sched.run(() => lane.busy() === 0);
  if (!(await isRecovering(backend.db))) return;
  await endRecovery(backend.db);
  sched.note('recovery ended');
}
