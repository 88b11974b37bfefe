/** The tiny database of the device itself: who used it last, which device id each member has here, small preferences. */
import { Dexie, type Table } from 'dexie';
import type { DeviceId, MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Env } from './env.ts';

export interface DeviceMember {
  member: MemberId;
  device: DeviceId;
}
type DeviceDb = Dexie & {
  members: Table<DeviceMember & { lastAt: number }, string>;
  values: Table<{ k: string; v: unknown }, string>;
  /** Bytes by month and kind. */
  usage: Table<{ month: string; kind: string; bytes: number }, [string, string]>;
};

export function openDeviceDb(env: Env): DeviceDb {
  const db = new Dexie('egoejo-device', { indexedDB: env.indexedDB, IDBKeyRange: env.keyRange, cache: 'disabled' });
  db.version(1).stores({ members: 'member', values: 'k', usage: '[month+kind]' });
  return db as DeviceDb;
}
async function using<T>(env: Env, work: (db: DeviceDb) => Promise<T>): Promise<T> {
  const db = openDeviceDb(env);
  try {
    return await work(db);
  } finally {
    db.close();
  }
}

/** Whom this device serves now, and all who signed in here. */
export const readDevice = (env: Env): Promise<{ current: DeviceMember | null; members: DeviceMember[] }> =>
  using(env, async (db) => {
    const [entry, rows] = await Promise.all([db.values.get('current'), db.members.toArray()]);
    const members = rows.map(({ member, device }) => ({ member, device }));
    return { current: members.find((m) => m.member === entry?.v) ?? null, members };
  });

/** Makes this member the one the device serves. */
export const rememberDevice = (env: Env, member: MemberId, device: DeviceId): Promise<void> =>
  using(env, (db) =>
    db.transaction('rw', db.members, db.values, async () => {
      await db.members.put({ member, device, lastAt: env.now() });
      await db.values.put({ k: 'current', v: member });
    }),
  );

/** The device serves visitors again; with `wholly` it no longer knows this member either. */
export const forgetDevice = (env: Env, member: MemberId, wholly: boolean): Promise<void> =>
  using(env, (db) =>
    db.transaction('rw', db.members, db.values, async () => {
      await db.values.delete('current');
      if (wholly) await db.members.delete(member);
    }),
  );

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
