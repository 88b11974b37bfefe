/** Whether this browser stores anything for the app. */
import { canStore } from '../../../platform/storage/idb.ts';
import { useShell } from '../../../platform/page/shell-store.ts';
import { workInMemory } from '../../host/the-env.ts';

/**
 * Looks whether the browser lets this site use databases, before the first one is opened. Where it does not (blocked
 * cookies, some private windows, a damaged profile) everything is in memory until the page ends.
 * @throws when the code for that cannot be fetched.
 */
export async function findStorage(): Promise<void> {
  if (await canStore()) return;
  const { memoryDatabases } = await import('../../../platform/storage/memory-databases.ts');
  workInMemory(memoryDatabases());
  useShell.setState({ unkept: true });
}
