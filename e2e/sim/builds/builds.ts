/** The client modules of one build of the app. */
import type * as acts from '@egoejo/client/sync/api/acts/act-list.ts';
import type * as chunk from '@egoejo/client/sync/engine/store/chunks/chunk.ts';
import type * as background from '@egoejo/client/sync/host/background.ts';
import type * as definitions from '@egoejo/client/sync/engine/acts/definitions.ts';
import type * as device from '@egoejo/client/sync/engine/store/device.ts';
import type * as engine from '@egoejo/client/sync/host/engine.ts';
import type * as outbox from '@egoejo/client/sync/engine/acts/outbox.ts';
import type * as portable from '@egoejo/client/sync/api/acts/portable.ts';
import type * as replay from '@egoejo/client/sync/engine/view/replay.ts';
import type * as scopes from '@egoejo/client/sync/engine/apply/scopes.ts';
import type * as opening from '@egoejo/client/sync/engine/repair/open-store.ts';
import type * as events from '@egoejo/server/platform/database/events.ts';
import type * as closing from '@egoejo/server/polls/closing.ts';
import type * as registry from '@egoejo/server/registry.ts';
import type * as saka from '@egoejo/server/saka/listeners.ts';
import type * as refunds from '@egoejo/server/saka/refunds.ts';
import type * as rooms from '@egoejo/server/rooms/jobs.ts';
import type * as releases from '@egoejo/server/releases/jobs.ts';
import type * as combiner from '@egoejo/server/sync/rows/combiner.ts';
import type * as hub from '@egoejo/server/sync/live/hub.ts';
import type * as http from '@egoejo/server/sync/exchange/http.ts';
import type * as protocol from '@egoejo/shared/sync/protocol.ts';

export type BuildName = 'present' | 'next';

export interface ClientBuild {
  name: BuildName;
  listActs: typeof acts.listActs;
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
  openedBy: typeof scopes.openedBy;
  wantedScopes: typeof scopes.wantedScopes;
  wantedEntities: typeof scopes.wantedEntities;
  openStore: typeof opening.openStore;
  /** Sizes of chunks, which each seed varies. */
  CHUNK: typeof chunk.CHUNK;
}

/** The server modules of one build. */
export interface ServerBuild {
  name: BuildName;
  startEvents: typeof events.startEvents;
  closeDuePolls: typeof closing.closeDuePolls;
  listeners: Listening['listeners'];
  coldSettlements: typeof registry.coldSettlements;
  entitySources: typeof registry.entitySources;
  refundCancelledPolls: typeof refunds.refundCancelledPolls;
  takeOutOfRooms: typeof rooms.takeOutOfRooms;
  putOutDue: typeof releases.putOutDue;
  openCombiner: typeof combiner.openCombiner;
  createHub: typeof hub.createHub;
  syncRoutes: typeof http.syncRoutes;
  /** Page sizes, which each seed varies. */
  PAGE: typeof protocol.PAGE;
}

/** All modules are loaded from the app's own files; `hooks.ts` defines how a build may differ. */
const load = <M>(name: BuildName, file: string): Promise<M> =>
  import(`${new URL(`../../../${file}.ts`, import.meta.url).href}${name === 'present' ? '' : `?build=${name}`}`);

type Listening = Pick<typeof saka, 'listeners'>;
/** The modules whose listeners run on the simulated servers. */
const LISTENING = [
  'saka/listeners',
  'challenges/jobs',
  'communities/listeners',
  'constellation/listeners',
  'publishing/jobs',
  'rooms/jobs',
  'moderation/listeners',
  'notifications/listeners',
  'projects/jobs',
  'playlists/jobs',
  'shows/jobs',
] as const;

/** Loads the modules of a build of the server. */
async function loadServer(name: BuildName): Promise<ServerBuild> {
  const from = <M>(file: string): Promise<M> => load(name, `server/src/${file}`);
  const { startEvents } = await from<typeof events>('platform/database/events');
  const { closeDuePolls } = await from<typeof closing>('polls/closing');
  const listening = await Promise.all(LISTENING.map((file) => from<Listening>(file)));
  const { coldSettlements, entitySources } = await from<typeof registry>('registry');
  const { refundCancelledPolls } = await from<typeof refunds>('saka/refunds');
  const { takeOutOfRooms } = await from<typeof rooms>('rooms/jobs');
  const { putOutDue } = await from<typeof releases>('releases/jobs');
  const { openCombiner } = await from<typeof combiner>('sync/rows/combiner');
  const { createHub } = await from<typeof hub>('sync/live/hub');
  const { syncRoutes } = await from<typeof http>('sync/exchange/http');
  const { PAGE } = await load<typeof protocol>(name, 'shared/src/sync/protocol');
  return {
    name,
    startEvents,
    closeDuePolls,
    listeners: listening.flatMap(({ listeners }) => listeners),
    coldSettlements,
    entitySources,
    refundCancelledPolls,
    takeOutOfRooms,
    putOutDue,
    openCombiner,
    createHub,
    syncRoutes,
    PAGE,
  };
}

/** Loads the modules of a build of the client. */
async function loadClient(name: BuildName): Promise<ClientBuild> {
  const from = <M>(file: string): Promise<M> => load(name, `client/src/sync/${file}`);
  const { listActs } = await from<typeof acts>('api/acts/act-list');
  const { flushFromWorker } = await from<typeof background>('host/background');
  const { touchesOf } = await from<typeof definitions>('engine/acts/definitions');
  const { rememberDevice } = await from<typeof device>('engine/store/device');
  const { startEngine } = await from<typeof engine>('host/engine');
  const { enqueue, takeBackFrom, retryIn } = await from<typeof outbox>('engine/acts/outbox');
  const { exportActs, importActs } = await from<typeof portable>('api/acts/portable');
  const { replay: replayActs } = await from<typeof replay>('engine/view/replay');
  const { openedBy, wantedScopes, wantedEntities } = await from<typeof scopes>('engine/apply/scopes');
  const { openStore } = await from<typeof opening>('engine/repair/open-store');
  const { CHUNK } = await from<typeof chunk>('engine/store/chunks/chunk');
  return {
    name,
    listActs,
    flushFromWorker,
    touchesOf,
    rememberDevice,
    startEngine,
    enqueue,
    takeBackFrom,
    retryIn,
    exportActs,
    importActs,
    replay: replayActs,
    openedBy,
    wantedScopes,
    wantedEntities,
    openStore,
    CHUNK,
  };
}

/** The present build and the next one, for both sides. */
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
