/** Finds and repairs damaged acts of the outbox. */
import * as z from 'zod/mini';
import { instant, isId, mutationKey } from '@egoejo/shared/platform/ids.ts';
import { requestHash } from '@egoejo/shared/sync/mutation.ts';
import { LIMITS } from '@egoejo/shared/sync/protocol.ts';
import { receiptRow } from '@egoejo/shared/sync/receipt.ts';
import { readable } from '../acts/definitions.ts';
import type { Env } from '../env.ts';
import { bytesOf, envelopeOf } from '../acts/envelope.ts';
import { count, fits } from '../store/fits.ts';
import { FRESH } from '../acts/outbox.ts';
import type { OutboxRow } from '../store/outbox-row.ts';

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
  held: z.nullable(z.enum(['quarantined', 'upgrade', 'revoked'])),
  revoked: z.optional(z.string()),
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
export function mended(row: OutboxRow, env: Env): OutboxRow {
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
  const { noted: _noted, revoked: _revoked, mac, again: offered, ...rest } = row;
  return {
    ...rest,
    ...(!fits(life, row) && { ...FRESH, sent: true, cancelKey: isId(row.cancelKey) ? row.cancelKey : null }),
    ...(!fits(outcome, row) && { verdict: null, revs: null, at: null }),
    ...(fits(life, row) && row.noted !== undefined && { noted: row.noted }),
    ...(fits(life, row) && row.revoked !== undefined && { revoked: row.revoked }),
    ...(typeof mac === 'string' && { mac }),
    ...(offered && fits(again, offered) && { again: offered }),
    subject: typeof subject === 'string' ? subject : null,
  };
}
/** Whether anything about the act is wrong that is not set aside already. */
export const needsMending = (row: OutboxRow): boolean =>
  row.broken === undefined &&
  !(
    isSound(row) &&
    fits(life, row) &&
    fits(outcome, row) &&
    fits(again, row.again) &&
    fits(z.nullish(z.string()), row.mac) &&
    fits(z.nullable(z.string()), row.subject)
  );
