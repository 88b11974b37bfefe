/** The app's own modules, as one build of it holds them. */
import type * as activity from '../../client/src/sync/activity.ts';
import type * as background from '../../client/src/sync/background.ts';
import type * as definitions from '../../client/src/sync/definitions.ts';
import type * as device from '../../client/src/sync/device.ts';
import type * as engine from '../../client/src/sync/engine.ts';
import type * as outbox from '../../client/src/sync/outbox.ts';
import type * as portable from '../../client/src/sync/portable.ts';
import type * as replay from '../../client/src/sync/replay.ts';
import type * as scopes from '../../client/src/sync/scopes.ts';
import type * as store from '../../client/src/sync/store.ts';

export interface ClientBuild {
  name: string;
  listActs: typeof activity.listActs;
  flushFromWorker: typeof background.flushFromWorker;
  touchesOf: typeof definitions.touchesOf;
  rememberDevice: typeof device.rememberDevice;
  startEngine: typeof engine.startEngine;
  enqueue: typeof outbox.enqueue;
  takeBackFrom: typeof outbox.takeBackFrom;
  retryIn: typeof outbox.retryIn;
  exportActs: typeof portable.exportActs;
  importActs: typeof portable.importActs;
  replay: typeof replay.replay;
  wantedScopes: typeof scopes.wantedScopes;
  wantedEntities: typeof scopes.wantedEntities;
  openStore: typeof store.openStore;
}

/** Loads the modules of a build; all of them come from the files the app is made of (see `hooks.ts` for what a build may differ in). */
export async function loadClient(name: string): Promise<ClientBuild> {
  const from = <M>(file: string): Promise<M> =>
    import(`${new URL(`../../client/src/sync/${file}.ts`, import.meta.url).href}${name === 'present' ? '' : `?build=${name}`}`);
  const { listActs } = await from<typeof activity>('activity');
  const { flushFromWorker } = await from<typeof background>('background');
  const { touchesOf } = await from<typeof definitions>('definitions');
  const { rememberDevice } = await from<typeof device>('device');
  const { startEngine } = await from<typeof engine>('engine');
  const { enqueue, takeBackFrom, retryIn } = await from<typeof outbox>('outbox');
  const { exportActs, importActs } = await from<typeof portable>('portable');
  const { replay: replayActs } = await from<typeof replay>('replay');
  const { wantedScopes, wantedEntities } = await from<typeof scopes>('scopes');
  const { openStore } = await from<typeof store>('store');
  return {
    name, listActs, flushFromWorker, touchesOf, rememberDevice, startEngine, enqueue, takeBackFrom, retryIn, exportActs, importActs,
    replay: replayActs, wantedScopes, wantedEntities, openStore,
  };
}
