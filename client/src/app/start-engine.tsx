/** Everything behind the first screen: opens this device's database and starts the syncer. */
import { ecoLevel, onEcoLevel } from '../eco/store.ts';
import { firstScreen } from '../sync/listing.ts';
import { resume, setEcoLevel } from '../sync/session.ts';
import { serverNow } from '../sync/status.ts';
import { setClock } from '../ui/clock.ts';
import { knownDevice, rememberDevice } from './known-device.ts';

/** Opens the member this device knows, else the visitors' store; on a first visit with its first list in it. */
export async function startEngine(): Promise<void> {
  setEcoLevel(ecoLevel());
  onEcoLevel(setEcoLevel);
  await resume();
  setClock(serverNow);
  if (!knownDevice()) await firstScreen();
  rememberDevice();
}
