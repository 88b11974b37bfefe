/** The small database of the device itself: who used it last, the device id of each member here, small preferences. */
import { Dexie, type Table } from 'dexie';
import type { DeviceId, MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Env } from '../env.ts';

interface DeviceMember {
  member: MemberId;
  device: DeviceId;
}
type DeviceDb = Dexie & {
  members: Table<DeviceMember & { lastAt: number }, string>;
  values: Table<{ k: string; v: unknown }, string>;
  /** Bytes by month and kind. */
  usage: Table<{ month: string; kind: string; bytes: number }, [string, string]>;
};

type Databases = Pick<Env, 'indexedDB' | 'keyRange'>;
function openDeviceDb(env: Databases, chromeTransactionDurability: 'relaxed' | 'strict' = 'relaxed'): DeviceDb {
  const db = new Dexie('egoejo-device', {
    indexedDB: env.indexedDB,
    IDBKeyRange: env.keyRange,
    chromeTransactionDurability,
    cache: 'disabled',
  });
  db.version(1).stores({ members: 'member', values: 'k', usage: '[month+kind]' });
  return db as DeviceDb;
}
async function using<T>(env: Databases, work: (db: DeviceDb) => Promise<T>, durability?: 'strict'): Promise<T> {
  const db = openDeviceDb(env, durability);
  try {
    return await work(db);
  } finally {
    db.close();
  }
}

/** The member that this device serves now, and all who signed in here. */
export const readDevice = (env: Env): Promise<{ current: DeviceMember | null; members: DeviceMember[] }> =>
  using(env, async (db) => {
    const [entry, rows] = await Promise.all([db.values.get('current'), db.members.toArray()]);
    const members = rows.map(({ member, device }) => ({ member, device }));
    return { current: members.find((m) => m.member === entry?.v) ?? null, members };
  });

/**
 * Makes this member the one that the device serves. Writes nothing if they already are: opening the app needs no room.
 */
export const rememberDevice = (env: Env, member: MemberId, device: DeviceId): Promise<void> =>
  using(env, (db) =>
    db.transaction('rw', db.members, db.values, async () => {
      const [entry, known] = await Promise.all([db.values.get('current'), db.members.get(member)]);
      if (entry?.v === member && known?.device === device) return;
      await db.members.put({ member, device, lastAt: env.now() });
      await db.values.put({ k: 'current', v: member });
    }),
  );

/** Makes the device serve visitors again; with `wholly` it also forgets this member. */
export const forgetDevice = (env: Env, member: MemberId, wholly: boolean): Promise<void> =>
  using(env, (db) =>
    db.transaction('rw', db.members, db.values, async () => {
      await db.values.delete('current');
      if (wholly) await db.members.delete(member);
    }),
  );

const RESERVE = 'reserve';
const RESERVE_SIZE = 'reserveSize';
/** The most that one call of `getRandomValues` may fill, bytes. */
const RANDOM_MOST = 65_536;
/**
 * Stores at least that many bytes, to be freed when storage is full. They are random, so that compression cannot shrink
 * them. The size is stored in a separate value, so that checking it does not read the `Blob`: the browser frees a
 * `Blob` only once nothing refers to it.
 */
export const putReserve = (env: Env, bytes: number): Promise<void> =>
  using(env, (db) =>
    db.transaction('rw', db.values, async () => {
      const size = (await db.values.get(RESERVE_SIZE))?.v;
      if (typeof size === 'number' && size >= bytes) return;
      const parts = Array.from({ length: bytes / RANDOM_MOST }, () =>
        crypto.getRandomValues(new Uint8Array(RANDOM_MOST)),
      );
      await db.values.put({ k: RESERVE, v: new Blob(parts) });
      await db.values.put({ k: RESERVE_SIZE, v: bytes });
    }),
  );
export const deleteReserve = (env: Env): Promise<void> =>
  using(env, (db) => db.values.bulkDelete([RESERVE, RESERVE_SIZE]));

const SIGN_OUT = 'signOut.';
/** Records durably that this member signed out here and that the server does not know it yet. */
export const noteSignOut = (env: Env, member: MemberId): Promise<unknown> =>
  using(env, (db) => db.values.put({ k: `${SIGN_OUT}${member}`, v: member }), 'strict');
/** The members whose sign-out the server does not know yet. */
export const pendingSignOuts = (env: Env): Promise<MemberId[]> =>
  using(env, async (db) => (await db.values.where('k').startsWith(SIGN_OUT).toArray()).map((row) => row.v as MemberId));
export const forgetSignOut = (env: Env, member: MemberId): Promise<void> =>
  using(env, (db) => db.values.delete(`${SIGN_OUT}${member}`));

const GZIP = 'gzip';
/** Whether the server takes compressed requests, as it said last. */
export const readGzip = (env: Databases): Promise<boolean> =>
  using(env, async (db) => (await db.values.get(GZIP))?.v === true);
export const writeGzip = (env: Databases, takes: boolean): Promise<unknown> =>
  using(env, (db) => db.values.put({ k: GZIP, v: takes }));

/** Adds bytes to this month's count of a kind. `month` is `YYYY-MM` by the device's clock. */
export const addUsage = (env: Env, month: string, kind: string, bytes: number): Promise<void> =>
  using(env, (db) =>
    db.transaction('rw', db.usage, async () => {
      const row = await db.usage.get([month, kind]);
      await db.usage.put({ month, kind, bytes: (row?.bytes ?? 0) + bytes });
    }),
  );
export const readUsage = (env: Env, month: string): Promise<Record<string, number>> =>
  using(env, async (db) => {
    const rows = await db.usage.where('[month+kind]').between([month, ''], [month, '\uffff']).toArray();
    return Object.fromEntries(rows.map((r) => [r.kind, r.bytes]));
  });
