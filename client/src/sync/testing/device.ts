/** A device with the parts of its engine, ready for a test. */
import type { EcoLevel } from '@egoejo/shared/eco/model.ts';
import type { MutationArgs, MutationName } from '@egoejo/shared/registry.ts';
import type { MutationKey } from '@egoejo/shared/sync/protocol.ts';
import { enqueue, freezeSubject } from '../engine/acts/outbox.ts';
import type { SyncStatus } from '../engine/status.ts';
import { openStore } from '../engine/repair/open-store.ts';
import type { Store } from '../engine/store/store.ts';
import type { Identity } from '../engine/identity.ts';
import type { OutboxRow } from '../engine/store/outbox-row.ts';
import { LiveSyncer } from '../engine/schedule/live-syncer.ts';
import { makeWorld, WHO, type World } from './world.ts';

export interface Device {
  world: World;
  store: Store;
  syncer: LiveSyncer;
  status: Partial<SyncStatus>;
  tokens: (string | null)[];
  queue<N extends MutationName>(name: N, args: MutationArgs<N>): Promise<MutationKey>;
  /** Exchanges now and waits until nothing more is due at once. */
  sync(): Promise<void>;
  outbox(): Promise<OutboxRow[]>;
}

export async function makeDevice(given: { world?: World; who?: Identity; eco?: EcoLevel } = {}): Promise<Device> {
  const world = given.world ?? makeWorld();
  const who = given.who ?? WHO;
  const store = await openStore(world.env, who.member);
  const tokens: (string | null)[] = ['first'];
  const status: Partial<SyncStatus> = {};
  const syncer = new LiveSyncer({
    env: world.env,
    store,
    who,
    eco: given.eco ?? 4,
    token: { get: () => tokens.at(-1) ?? null, set: (t) => tokens.push(t) },
    report: (patch) => Object.assign(status, patch),
  });
  return {
    world,
    store,
    syncer,
    status,
    tokens,
    async queue(name, args) {
      const queued = await enqueue(world.env, store, who, name, args);
      if (!queued.ok) throw new Error(queued.error.code);
      await freezeSubject(world.env, store, queued.value.key);
      return queued.value.key;
    },
    async sync() {
      syncer.trigger('tap');
      await syncer.idle();
    },
    outbox: () => store.db.outbox.toArray(),
  };
}
