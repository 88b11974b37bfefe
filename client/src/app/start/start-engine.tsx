/** What starts after the first screen: opens this device's database and starts the syncer. */
import { onHandedOver, serveNobody, useDeviceAccounts } from '../../accounts/device-accounts.ts';
import { unlocked } from '../../accounts/device-lock.ts';
import { ecoLevel, onEcoLevel } from '../../eco/store.ts';
import { loadAhead, loadDeferred } from '../../i18n/locale.ts';
import { loadListing } from '../../sync/api/rows/listing.ts';
import {
  hidePictures,
  onStorageLost,
  openMember,
  openVisitor,
  setEcoLevel,
  shutDown,
  theEnv,
} from '../../sync/api/session/session.ts';
import { deliverSignOut } from '../../sync/api/session/sign-out.ts';
import { findStorage } from '../../sync/api/status/storage.ts';
import { serverNow } from '../../sync/api/status/status.ts';
import { watchUsage } from '../../sync/api/status/usage.ts';
import { setClock } from '../../ui/text/clock.ts';
import { startUploads } from '../../uploads/start.ts';
import { knownDevice, rememberDevice } from './known-device.ts';
import { importFailuresAgain } from '../../platform/network/import-again.ts';
import { letGoWhenLeft, whenLeft } from '../../platform/page/left-page.ts';
import { wasHeard } from '../../platform/storage/heard.ts';
import { useShell } from '../../platform/page/shell-store.ts';

export { registerServiceWorker } from './register.ts';
export { pauseSync } from '../../sync/api/session/session.ts';

/** Reloads the page as soon as no form has unsaved changes, so that the member can finish them first. */
function beginAnew(): void {
  const reload = ({ dirtyForms }: { dirtyForms: number }): void => void (dirtyForms === 0 && location.reload());
  useShell.subscribe(reload);
  reload(useShell.getState());
}

/**
 * Delivers a sign-out that the server does not know yet, now and whenever a network may be back, whatever else is
 * requested.
 */
function deliverSignOuts(): void {
  // Without a network it stays pending: the next event, and every request of the app, tries again.
  const deliver = (): void => void deliverSignOut(theEnv()).catch(() => undefined);
  deliver();
  theEnv().on('online', deliver);
  theEnv().on('visible', deliver);
}

/** Without a network its code may be missing; the next start tries again. */
const bringPlayerBack = (): Promise<void> =>
  Promise.all([import('../../tracks/heard-again.ts'), loadDeferred(), loadAhead()]).then(
    ([{ showHeard }]) => showHeard(),
    () => undefined,
  );

/**
 * Opens the database of the member that this device knows, else the visitors' database. On a first visit, also stores
 * the first list in it.
 */
export async function startEngine(): Promise<void> {
  importFailuresAgain();
  // The databases are closed first, so that what still waits for them does not begin.
  whenLeft(shutDown);
  letGoWhenLeft();
  await findStorage();
  const { unkept } = useShell.getState();
  if (unkept) serveNobody();
  deliverSignOuts();
  watchUsage();
  setEcoLevel(ecoLevel());
  onEcoLevel(setEcoLevel);
  setClock(serverNow);
  // After the reload the app reports what was lost with the storage, and serves the member chosen in the other tab.
  onStorageLost(beginAnew);
  onHandedOver(beginAnew);
  const { current: before, locked } = useDeviceAccounts.getState();
  if (locked && before !== null) await hidePictures(before);
  await unlocked();
  const { current, accounts } = useDeviceAccounts.getState();
  const account = accounts.find((a) => a.member === current);
  // There is no token yet: the refresh cookie is used once there is a network.
  if (account) await openMember(account.member, account.device, null);
  else await openVisitor();
  startUploads();
  if (wasHeard()) void bringPlayerBack();
  if (knownDevice() && !unkept) return;
  // Stores the list that is already on the screen in the database. Without a network the pages report that, and the
  // next start tries again.
  await loadListing().then(unkept ? undefined : rememberDevice, () => undefined);
}
