/**
 * Repairs damaged storage when the member's database opens. Stored data can be wrong: a bad link once stored, a disk
 * that lost a few bytes, data of a very old app. Everything that could stop the sync or a page is repaired. No act is
 * lost: one that cannot be read is set aside with all that is left of it, still visible and exportable.
 */
import * as z from 'zod/mini';
import { instant, isId, mutationKey } from '@egoejo/shared/platform/ids.ts';
import { requestHash } from '@egoejo/shared/sync/mutation.ts';
import { isScope, LIMITS, scopeCursor } from '@egoejo/shared/sync/protocol.ts';
import { receiptRow } from '@egoejo/shared/sync/receipt.ts';
import { readable } from './definitions.ts';
import type { Env } from './env.ts';
import { bytesOf, envelopeOf } from './envelope.ts';
import { FRESH } from './outbox.ts';
import { withRoom } from './quota.ts';
import { fresh, wantedEntities } from './scopes.ts';
import type { CursorRow, EgoejoDb, MetaValues, OutboxRow, Part } from './store.ts';

const count = z.int().check(z.nonnegative());
const part = z.object({
  cursor: scopeCursor,
  done: z.boolean(),
  mark: z.number(),
  sweep: z.boolean(),
  frozen: z.boolean(),
  stale: z.optional(z.boolean()),
});
const page = z.object({
  t: z.literal('page'),
  scope: z.string(),
  after: scopeCursor,
  cursor: scopeCursor,
  done: z.boolean(),
  whole: z.boolean(),
  rows: z.array(z.object({ e: z.string(), rows: z.array(z.object({ id: z.string() })) })),
  gone: z.array(z.object({ e: z.string(), id: z.string() })),
});
/** `bornAt` is checked where it is used. */
const meta: Record<Exclude<keyof MetaValues, 'bornAt'>, z.ZodMiniType> = {
  epoch: z.string().check(z.minLength(1), z.maxLength(40)),
  fence: count,
  startedAt: z.number(),
  endedAt: z.number(),
  offset: z.int(),
  toldAt: z.number(),
  flags: z.record(z.string(), z.boolean()),
  readOnlyUntil: z.number(),
  persistAsked: z.boolean(),
  listedAt: z.number(),
  marked: z.literal(true),
  chain: z.object({ low: count, high: count }),
  chainBroken: z.object({ what: z.string(), at: z.number() }),
};
const link = z.object({ key: z.string(), chain: z.string(), verdict: z.string() });
/** The schema of the value of this name (links: chain-watch.ts). */
const valueSchema = (k: string): z.ZodMiniType => {
  if (k.startsWith('link:')) return link;
  if (k.startsWith('linked:')) return count;
  return Object.hasOwn(meta, k) ? meta[k as keyof typeof meta] : z.never();
};
/** The part of an act that the server judges. */
const request = z.object({
  key: mutationKey,
  name: z.string().check(z.minLength(1), z.maxLength(60)),
  version: z.int().check(z.positive()),
  args: z.record(z.string(), z.unknown()),
  madeAt: z.string().check(
    z.maxLength(40),
    z.refine((at) => !Number.isNaN(Date.parse(at))),
  ),
});
/**
 * The state of an act on this device. If the state is damaged, the act is sent again: the server answers with what it
 * knows.
 */
const life = z.object({
  sent: z.boolean(),
  tries: count,
  heard: z.optional(count),
  unsettled: count,
  alone: count,
  lastError: z.nullable(z.string()),
  held: z.nullable(z.enum(['quarantined', 'upgrade'])),
  heldAt: z.number(),
  noted: z.optional(z.boolean()),
  cancelKey: z.nullable(mutationKey),
});
const outcome = z.union([
  z.object({ verdict: z.null(), revs: z.null(), at: z.null() }),
  z.object({ verdict: receiptRow.shape.verdict, revs: receiptRow.shape.revs, at: instant }),
]);
const again = z.optional(
  z.object({ at: instant, mac: z.nullable(z.string()), shown: z.boolean(), waits: z.boolean() }),
);

/**
 * An epoch that no server has. With it, the device asks for everything anew and offers again whatever a restore may
 * have removed in the meantime (S29).
 */
const LOST_EPOCH = 'lost';

const fits = (schema: z.ZodMiniType, value: unknown): boolean => z.safeParse(schema, value).success;
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Returns null for a value that IndexedDB can store but JSON cannot express. */
function asJson(value: unknown): string | null {
  try {
    return JSON.stringify(value) ?? null;
  } catch {
    return null;
  }
}

/** Whether the stored act is the one that was queued, and this build can show it. */
function isSound(row: OutboxRow): boolean {
  if (!fits(request, row) || asJson(row.args) === null) return false;
  if (bytesOf(envelopeOf(row)) > LIMITS.mutationBytes || requestHash(row) !== row.hash) return false;
  const known = readable(row);
  return !known || fits(known.def.args, known.args);
}

/** The repaired form of an act: mended, or set aside with all that is left of it. */
function mended(row: OutboxRow, env: Env): OutboxRow {
  const { seq, subject } = row;
  if (!isSound(row)) {
    const { broken: _, ...left } = row;
    return {
      ...FRESH,
      seq,
      key: isId(row.key) ? row.key : env.newKey(),
      name: text(row.name).slice(0, 60),
      version: 1,
      args: {},
      madeAt: fits(request.shape.madeAt, row.madeAt) ? row.madeAt : new Date(env.now()).toISOString(),
      hash: text(row.hash),
      subject: typeof subject === 'string' ? subject : null,
      sent: true,
      held: 'quarantined',
      heldAt: env.now(),
      lastError: 'sync.unreadable_act',
      broken:
        asJson(left) ??
        JSON.stringify(Object.entries(left).map(([name, value]) => [name, asJson(value) ?? typeof value])),
    };
  }
  const { noted: _noted, mac, again: offered, ...rest } = row;
  return {
    ...rest,
    ...(!fits(life, row) && { ...FRESH, sent: true, cancelKey: isId(row.cancelKey) ? row.cancelKey : null }),
    ...(!fits(outcome, row) && { verdict: null, revs: null, at: null }),
    ...(fits(life, row) && row.noted !== undefined && { noted: row.noted }),
    ...(typeof mac === 'string' && { mac }),
    ...(offered && fits(again, offered) && { again: offered }),
    subject: typeof subject === 'string' ? subject : null,
  };
}
const needsMending = (row: OutboxRow): boolean =>
  row.broken === undefined &&
  !(
    isSound(row) &&
    fits(life, row) &&
    fits(outcome, row) &&
    fits(again, row.again) &&
    fits(z.nullish(z.string()), row.mac) &&
    fits(z.nullable(z.string()), row.subject)
  );

const markOf = (given: { mark?: unknown } | null): number =>
  Number.isSafeInteger(given?.mark) ? Number(given?.mark) : 0;
const isPart =
  (scope: string) =>
  (given: unknown): boolean =>
    fits(part, given) && (given as Part).cursor.scope === scope;
const isWhole = ({ scope, parts, ahead }: CursorRow): boolean =>
  isScope(scope) &&
  Array.isArray(parts) &&
  parts.every(isPart(scope)) &&
  (ahead === undefined || fits(z.array(page), ahead));

/**
 * Keeps sound cursors and restarts the others. None may be missing, since an act that waits for its scope would then be
 * taken for finished (S16).
 */
function renewed({ scope, parts }: CursorRow): CursorRow {
  const sound = Array.isArray(parts) ? parts.filter(isPart(scope)) : [];
  const held = new Set(sound.flatMap((p) => Object.keys(p.cursor.entities)));
  const missing = Object.entries(wantedEntities(scope, true)).filter(([e]) => !held.has(e));
  return { scope, parts: missing.length > 0 ? [...sound, fresh(scope, Object.fromEntries(missing))] : sound };
}

/** Checks what is stored and repairs what is wrong. Only reads as long as nothing is wrong. */
export async function sweep(env: Env, db: EgoejoDb): Promise<void> {
  const tables = [db.outbox, db.cursors, db.meta, db.followed];
  const look = async () => {
    const [acts, cursors, values, followed] = await Promise.all([
      db.outbox.toArray(),
      db.cursors.toArray(),
      db.meta.toArray(),
      db.followed.toArray(),
    ]);
    return {
      acts: acts.filter(needsMending),
      cursors: cursors.filter((row) => !isWhole(row)),
      values: values.filter(({ k, v }) => k !== 'bornAt' && !fits(valueSchema(k), v)),
      followed: followed.filter(({ community }) => !isId(community)),
      // Rows carry the number of the pull that brought them, so that number must never be used again.
      pulls: Math.max(0, ...cursors.flatMap(({ parts }) => (Array.isArray(parts) ? parts : [])).map(markOf)),
    };
  };
  const seen = await db.transaction('r', tables, look);
  if (seen.acts.length + seen.cursors.length + seen.values.length + seen.followed.length === 0) return;
  const mend = () =>
    db.transaction('rw', tables, async () => {
      const { acts, cursors, values, followed, pulls } = await look();
      await db.outbox.bulkPut(acts.map((row) => mended(row, env)));
      await db.cursors.bulkDelete(cursors.map((row) => row.scope).filter((scope) => !isScope(scope)));
      await db.cursors.bulkPut(cursors.filter((row) => isScope(row.scope)).map(renewed));
      await db.meta.bulkDelete(values.map(({ k }) => k));
      if (values.some(({ k }) => k === 'epoch')) await db.meta.put({ k: 'epoch', v: LOST_EPOCH });
      if (values.some(({ k }) => k === 'fence'))
        await db.meta.put({ k: 'fence', v: Math.max(pulls, Math.abs(env.now())) + 1 });
      await db.followed.bulkDelete(followed.map(({ community }) => community));
    });
  // On a full device the repair waits for another start: opening needs no room.
  await withRoom(env, db, seen.acts.length * LIMITS.mutationBytes, mend);
}
