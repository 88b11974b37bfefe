/** Everything behind the first screen: opens this device's database and starts the syncer. */
import { onHandedOver, unlocked, useDeviceAccounts } from '../accounts/device-accounts.ts';
import { watchSaved } from '../eco/saved.ts';
import { ecoLevel, onEcoLevel } from '../eco/store.ts';
import { loadListing } from '../sync/listing.ts';
import { onStorageLost, openMember, openVisitor, setEcoLevel } from '../sync/session.ts';
import { serverNow } from '../sync/status.ts';
import { watchUsage } from '../sync/usage.ts';
import { setClock } from '../ui/clock.ts';
import { knownDevice, rememberDevice } from './known-device.ts';
import { useShell } from './shell-store.ts';

export { pauseSync } from '../sync/session.ts';

/** Loads the page again, as soon as no form has unsaved changes: those are the member's to finish first. */
function beginAnew(): void {
  const reload = ({ dirtyForms }: { dirtyForms: number }): void => void (dirtyForms === 0 && location.reload());
  useShell.subscribe(reload);
  reload(useShell.getState());
}

/** Opens the member this device knows, else the visitors' store; on a first visit with its first list in it. */
export async function startEngine(): Promise<void> {
  watchUsage();
  watchSaved();
  setEcoLevel(ecoLevel());
  onEcoLevel(setEcoLevel);
  setClock(serverNow);
  // Begun anew the app says what went with the storage, and serves whom the member's other tab says.
  onStorageLost(beginAnew);
  onHandedOver(beginAnew);
  await unlocked();
  const { current, accounts } = useDeviceAccounts.getState();
  const account = accounts.find((a) => a.member === current);
  // Without a token: the refresh cookie will do, once there is a network.
  if (account) await openMember(account.member, account.device, null);
  else await openVisitor();
  if (knownDevice()) return;
  // The list that is on the screen already, now in the database. Without a link the pages say so themselves, and the
  // next start begins anew.
  await loadListing().then(rememberDevice, () => undefined);
}
