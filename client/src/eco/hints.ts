/** What this device reports about its battery, connection and performance. Undefined where the browser does not say. */
import type { DeviceHints } from '@egoejo/shared/eco/model.ts';

interface Battery extends EventTarget {
  readonly level: number;
  readonly charging: boolean;
}
interface Connection extends EventTarget {
  readonly effectiveType?: string;
  readonly saveData?: boolean;
  readonly type?: string;
}
/** The parts of Navigator that not every browser has. */
interface HintedNavigator {
  readonly connection?: Connection;
  readonly deviceMemory?: number;
  readonly hardwareConcurrency?: number;
  readonly getBattery?: () => Promise<Battery>;
}

/** The hints that are available at once (all but the battery). */
export function readHints(nav: HintedNavigator, prefersReducedData: boolean | undefined): DeviceHints {
  return {
    effectiveType: nav.connection?.effectiveType,
    saveData: nav.connection?.saveData,
    prefersReducedData,
    memoryGb: nav.deviceMemory,
    cores: nav.hardwareConcurrency,
  };
}

/** `prefers-reduced-data`, or undefined where the browser does not support the query. */
function reducedDataWished(): boolean | undefined {
  const query = matchMedia('(prefers-reduced-data: reduce)');
  if (query.matches) return true;
  return query.media === 'not all' ? undefined : false;
}

/**
 * Calls `changed` at once with the known hints, then whenever battery or connection change. The returned function stops
 * that.
 */
export function watchHints(nav: HintedNavigator, changed: (hints: DeviceHints) => void): () => void {
  const stop = new AbortController();
  let battery: Battery | undefined;
  const tell = () => {
    if (stop.signal.aborted) return;
    changed({
      ...readHints(nav, reducedDataWished()),
      battery: battery && { level: battery.level, charging: battery.charging },
    });
  };
  tell();
  nav.connection?.addEventListener('change', tell, { signal: stop.signal });
  void nav.getBattery?.().then(
    (found) => {
      battery = found;
      found.addEventListener('levelchange', tell, { signal: stop.signal });
      found.addEventListener('chargingchange', tell, { signal: stop.signal });
      tell();
    },
    // A page policy may forbid access to the battery: it then stays unknown, which is a valid answer.
    () => undefined,
  );
  return () => stop.abort();
}

/** True on a metered mobile connection, false on Wi-Fi or cable, undefined when the browser does not say. */
export function onMobileData(nav: HintedNavigator = navigator): boolean | undefined {
  const type = nav.connection?.type;
  return type === undefined || type === 'unknown' ? undefined : type === 'cellular';
}
