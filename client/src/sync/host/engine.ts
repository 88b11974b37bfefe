/** One open database with its overlay and its syncer. */
import type { EcoLevel } from '@egoejo/shared/eco/model.ts';
import type { DeviceId, MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Env } from '../engine/env.ts';
import { createOverlay, type Overlay } from '../engine/view/overlay.ts';
import { Live } from '../engine/schedule/live.ts';
import { watchReturn } from '../engine/schedule/watch-return.ts';
import { pendingCount } from '../engine/acts/pending-count.ts';
import { mayStart } from '../engine/schedule/triggers.ts';
import { startRemote } from './remote.ts';
import type { SyncStatus } from '../engine/status.ts';
import { readMeta } from '../engine/store/meta.ts';
import type { Identity } from '../engine/identity.ts';
import type { Store } from '../engine/store/store.ts';
import type { EngineOptions, SyncHandle } from './sync-handle.ts';

export interface Engine {
  env: Env;
  store: Store;
  who: Identity;
  /** The same as `who`, or null for a visitor. It stays the same object for the engine's life. */
  signedIn: { member: MemberId; device: DeviceId } | null;
  overlay: Overlay;
  syncer: SyncHandle;
  live: Live;
  setEco(level: EcoLevel): void;
  /** Ends timers, the live channel, queries and connections. A request under way is aborted; its answer will not be applied. */
  stop(): void;
}

/** Starts everything that runs while a database is open, and makes the exchange of an app start (S19). */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  const { env, store, who } = options;
  let level = options.eco;
  const back = watchReturn(env, async () => mayStart('online', level, await pendingCount(store.db)));
  const report = (patch: Partial<SyncStatus>): void => {
    options.report(patch);
    if (patch.online !== undefined) back.heard(patch.online);
    if (patch.phase === 'idle' || (patch.phase === 'waiting' && patch.online === 'yes')) live.answered();
  };
  const [offset, flags, endedAt, readOnlyUntil] = await Promise.all([
    readMeta(store.db, 'offset'),
    readMeta(store.db, 'flags'),
    readMeta(store.db, 'endedAt'),
    readMeta(store.db, 'readOnlyUntil'),
  ]);
  report({
    serverOffsetMs: offset ?? 0,
    flags: flags ?? {},
    lastExchangeAt: endedAt === undefined ? null : endedAt + (offset ?? 0),
    readOnlyUntil: readOnlyUntil ?? 0,
  });
  const overlay = createOverlay(store.db, who, env.inMemory);
  // In a build the syncer runs in its worker. It runs in this thread in development, where the Trusted Types policy
  // refuses the dev server's scripts, outside a browser, which has no such workers, and where the databases are in the
  // memory of this thread.
  const syncer =
    import.meta.env?.PROD && !env.inMemory
      ? await startRemote({ ...options, report })
      : new (await import('../engine/schedule/live-syncer.ts')).LiveSyncer({ ...options, report });
  const live = new Live({
    env,
    db: store.db,
    who,
    onPoke: () => syncer.trigger('poke'),
    onPage: (page, epoch) => syncer.receive(page, epoch),
    onBytes: options.onBytes,
  });
  live.setEco(options.eco);
  const offs = [env.on('online', () => syncer.trigger('online')), env.on('visible', () => syncer.trigger('visible'))];
  syncer.trigger('start');
  return {
    env,
    store,
    who,
    overlay,
    syncer,
    live,
    signedIn: who.member !== null && who.device !== null ? { member: who.member, device: who.device } : null,
    setEco(next) {
      level = next;
      syncer.setEco(level);
      live.setEco(level);
    },
    stop() {
      for (const off of offs) off();
      back.stop();
      live.stop();
      syncer.stop();
      overlay.close();
      store.close();
    },
  };
}
