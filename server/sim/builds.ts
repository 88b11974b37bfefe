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
import type * as events from '../src/platform/events.ts';
import type * as closing from '../src/polls/closing.ts';
import type * as projects from '../src/projects/jobs.ts';
import type * as registry from '../src/registry.ts';
import type * as saka from '../src/saka/listeners.ts';
import type * as refunds from '../src/saka/refunds.ts';
import type * as combiner from '../src/sync/combiner.ts';
import type * as http from '../src/sync/http.ts';
import type * as protocol from '@egoejo/shared/sync/protocol.ts';

export type BuildName = 'present' | 'next';

export interface ClientBuild {
  name: BuildName;
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

/** The server's own modules, likewise. */
export interface ServerBuild {
  name: BuildName;
  startEvents: typeof events.startEvents;
  closeDuePolls: typeof closing.closeDuePolls;
  listeners: typeof saka.listeners;
  coldSettlements: typeof registry.coldSettlements;
  entitySources: typeof registry.entitySources;
  refundCancelledPolls: typeof refunds.refundCancelledPolls;
  openCombiner: typeof combiner.openCombiner;
  syncRoutes: typeof http.syncRoutes;
  /** Sizes of pages; a seed has its own. */
  PAGE: typeof protocol.PAGE;
}

/** All modules come from the files the app is made of; `hooks.ts` says in what a build may differ. */
const load = <M>(name: BuildName, file: string): Promise<M> =>
  import(`${new URL(`../../${file}.ts`, import.meta.url).href}${name === 'present' ? '' : `?build=${name}`}`);

/** Loads the modules of a build of the server. */
export async function loadServer(name: BuildName): Promise<ServerBuild> {
  const from = <M>(file: string): Promise<M> => load(name, `server/src/${file}`);
  const { startEvents } = await from<typeof events>('platform/events');
  const { closeDuePolls } = await from<typeof closing>('polls/closing');
  const { listeners: ofProjects } = await from<typeof projects>('projects/jobs');
  const { coldSettlements, entitySources } = await from<typeof registry>('registry');
  const { listeners: ofSaka } = await from<typeof saka>('saka/listeners');
  const { refundCancelledPolls } = await from<typeof refunds>('saka/refunds');
  const { openCombiner } = await from<typeof combiner>('sync/combiner');
  const { syncRoutes } = await from<typeof http>('sync/http');
  const { PAGE } = await load<typeof protocol>(name, 'shared/src/sync/protocol');
  return {
    name, startEvents, closeDuePolls, listeners: [...ofSaka, ...ofProjects], coldSettlements, entitySources, refundCancelledPolls, openCombiner, syncRoutes, PAGE,
  };
}

/** Loads the modules of a build of the client. */
export async function loadClient(name: BuildName): Promise<ClientBuild> {
  const from = <M>(file: string): Promise<M> => load(name, `client/src/sync/${file}`);
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

/** The present build of both sides, and the one that comes after it. */
export interface Builds {
  client: Record<BuildName, ClientBuild>;
  server: Record<BuildName, ServerBuild>;
}
export async function loadBuilds(): Promise<Builds> {
  return {
    client: { present: await loadClient('present'), next: await loadClient('next') },
    server: { present: await loadServer('present'), next: await loadServer('next') },
  };
}
