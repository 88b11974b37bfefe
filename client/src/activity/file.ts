/** Saving the queue as a file (S22). */
import { saveFile } from '../platform/device/file.ts';
import { exportQueue } from '../sync/api/acts/queue-transfer.ts';

/** Saves all acts without a verdict as `egoejo-actes-YYYY-MM-DD.json`. */
export const saveQueue = async (now: Date = new Date()): Promise<void> =>
  saveFile(`egoejo-actes-${now.toISOString().slice(0, 10)}.json`, await exportQueue());
