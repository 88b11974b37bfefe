/** The queue as a file in the member's hands (S22). */
import { exportQueue } from '../sync/activity.ts';

/** Saves all acts without a verdict as `egoejo-file-YYYY-MM-DD.json`. */
export async function saveQueue(now: Date = new Date()): Promise<void> {
  const url = URL.createObjectURL(await exportQueue());
  const a = document.createElement('a');
  a.href = url;
  a.download = `egoejo-file-${now.toISOString().slice(0, 10)}.json`;
  a.click();
  URL.revokeObjectURL(url);
}
