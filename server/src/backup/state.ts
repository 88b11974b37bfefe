/** How the backups of this server stand, for `/ready`, the measures and the job that takes them. */
import type { Config } from '../platform/config.ts';
import type { Database } from '../platform/database.ts';
import { readSettings } from '../installation/settings.ts';
import { LATE_MS, newestIn } from './folder.ts';

export interface BackupState {
  /** null: no folder is set, so none are taken. */
  folder: string | null;
  /** When the last was taken, ms; null: none yet. */
  last: number | null;
  late: boolean;
}

/** `now`: ms. A database that is younger than an alert needs no backup yet. */
export async function backupState(db: Database, config: Pick<Config, 'backupDir'>, now: number): Promise<BackupState> {
  const folder = config.backupDir ?? (await readSettings(db)).backupFolder ?? null;
  if (folder === null) return { folder, last: null, late: false };
  const last = await newestIn(folder);
  const [row] = await db.query<{ since: Date | string }>('select created_at as since from installation');
  const since = last ?? new Date(row?.since ?? 0).getTime();
  return { folder, last, late: now - since > LATE_MS };
}
