/** The queue as a file (S22): the same member can bring it to any device; keys make that harmless. */
import * as z from 'zod/mini';
import { memberId, mutationKey } from '@egoejo/shared/platform/ids.ts';
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import { requestHash } from '@egoejo/shared/sync/mutation.ts';
import { LIMITS } from '@egoejo/shared/sync/protocol.ts';
import type { Env } from './env.ts';
import { bytesOf } from './envelope.ts';
import { FRESH } from './outbox.ts';
import type { EgoejoDb, Identity, NewOutboxRow, Store } from './store.ts';

const FORMAT = 'egoejo-queue';
const queueFile = z.object({
  format: z.literal(FORMAT),
  version: z.literal(1),
  member: memberId,
  exportedAt: z.string(),
  acts: z.array(
    z.object({
      key: mutationKey,
      name: z.string().check(z.maxLength(60)),
      version: z.int().check(z.positive()),
      args: z.record(z.string(), z.unknown()),
      madeAt: z.string().check(z.maxLength(40), z.refine((at) => !Number.isNaN(Date.parse(at)))),
      subject: z.nullable(z.string()),
      /** The member took it back: a cancel goes in its place there too. */
      cancelKey: z.nullable(mutationKey),
    }),
  ),
});
export type ImportError = 'account.not_signed_in' | 'sync.bad_request' | 'sync.wrong_member' | 'sync.mutation_too_large';

/** All acts without a verdict, in their order, as the text of a JSON file. */
export async function exportActs(env: Env, db: EgoejoDb, who: Identity): Promise<string> {
  const rows = await db.outbox.filter((row) => row.verdict === null).toArray();
  const acts = rows.map(({ key, name, version, args, madeAt, subject, cancelKey }) => ({ key, name, version, args, madeAt, subject, cancelKey }));
  return JSON.stringify({ format: FORMAT, version: 1, member: who.member, exportedAt: new Date(env.now()).toISOString(), acts }, null, 1);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Queues the acts of an export in their order, all or none. `known` counts those this device has or knows the verdict
 * of. Codes: sync.bad_request (not such a file), sync.wrong_member, sync.mutation_too_large, account.not_signed_in.
 */
export async function importActs(store: Store, who: Identity, text: string): Promise<Result<{ added: number; known: number }, ImportError>> {
  if (who.member === null) return fail('account.not_signed_in');
  const file = z.safeParse(queueFile, parse(text));
  if (!file.success) return fail('sync.bad_request');
  if (file.data.member !== who.member) return fail('sync.wrong_member');
  if (file.data.acts.some((act) => bytesOf(act) > LIMITS.mutationBytes)) return fail('sync.mutation_too_large', { max: LIMITS.mutationBytes });
  const rows: NewOutboxRow[] = file.data.acts.map((act) =>
    // The other device may have sent them: from the start only `cancel` takes them back.
    ({ ...act, hash: requestHash(act), ...FRESH, cancelKey: act.cancelKey, sent: true }));
  const db = store.strict;
  return db.transaction('rw', db.outbox, db.sent, db.receipt, async () => {
    let added = 0;
    const seen = new Set<string>();
    for (const row of rows) {
      const here = seen.has(row.key) || (await db.outbox.where('key').equals(row.key).count()) > 0;
      if (here || (await db.sent.get(row.key)) || (await db.receipt.get(row.key))) continue;
      seen.add(row.key);
      await db.outbox.add(row);
      added++;
    }
    return ok({ added, known: rows.length - added });
  });
}
