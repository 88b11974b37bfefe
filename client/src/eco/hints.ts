/** What this device tells about its battery, link and strength. Undefined where the browser does not say. */
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
export interface HintedNavigator {
  readonly connection?: Connection;
  readonly deviceMemory?: number;
  readonly hardwareConcurrency?: number;
  readonly getBattery?: () => Promise<Battery>;
}

/** The hints that are known at once (all but the battery). */
export function readHints(nav: HintedNavigator, prefersReducedData: boolean | undefined): DeviceHints {
  return {
    effectiveType: nav.connection?.effectiveType,
    saveData: nav.connection?.saveData,
    prefersReducedData,
    memoryGb: nav.deviceMemory,
    cores: nav.hardwareConcurrency,
  };
}

/** `prefers-reduced-data`, or undefined where the browser does not know the question. */
export function reducedDataWished(): boolean | undefined {
  const query = matchMedia('(prefers-reduced-data: reduce)');
  if (query.matches) return true;
  return query.media === 'not all' ? undefined : false;
}

/** Calls back at once with what is known, then again whenever battery or link change. Returns the way to stop. */
export function watchHints(nav: HintedNavigator, changed: (hints: DeviceHints) => void): () => void {
  const stop = new AbortController();
  let battery: Battery | undefined;
  const tell = () => {
    if (stop.signal.aborted) return;
    changed({ ...readHints(nav, reducedDataWished()), battery: battery && { level: battery.level, charging: battery.charging } });
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
    // A page policy may forbid the battery: then it stays unknown, which is a valid answer.
    () => undefined,
  );
  return () => stop.abort();
}

/** True on a link the member pays for by the megabyte, false on Wi-Fi or cable, undefined when the browser is silent. */
export function onMobileData(nav: HintedNavigator = navigator): boolean | undefined {
  const type = nav.connection?.type;
  return type === undefined || type === 'unknown' ? undefined : type === 'cellular';
}
