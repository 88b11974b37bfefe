/** The state of this server's backups, for `/ready`, the metrics and the backup job. */
import type { Config } from '../platform/config/config.ts';
import type { Database } from '../platform/database/database.ts';
import { readSettings } from '../installation/settings.ts';
import { LATE_MS, newestIn } from './folder.ts';

interface BackupState {
  /** Null: no folder is configured, so no backups are taken. */
  folder: string | null;
  /** When the last backup was taken, ms; null: none yet. */
  last: number | null;
  late: boolean;
}

/** `now`: ms. A database younger than the alert threshold needs no backup yet. */
export async function backupState(db: Database, config: Pick<Config, 'backupDir'>, now: number): Promise<BackupState> {
  const folder = config.backupDir ?? (await readSettings(db)).backupFolder ?? null;
  if (folder === null) return { folder, last: null, late: false };
  const last = await newestIn(folder);
  const [row] = await db.query<{ since: Date | string }>('select created_at as since from installation');
  const since = last ?? new Date(row?.since ?? 0).getTime();
  return { folder, last, late: now - since > LATE_MS };
}
