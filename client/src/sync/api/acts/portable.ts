/**
 * Export and import of the queue as a file (S22). The same member can import it on any device; idempotency keys make
 * that safe.
 */
import type { MutationKey } from '@egoejo/shared/platform/ids.ts';
import { ok, type Result } from '@egoejo/shared/platform/result.ts';
import { requestHash } from '@egoejo/shared/sync/mutation.ts';
import type { Env } from '../../engine/env.ts';
import { FRESH } from '../../engine/acts/outbox.ts';
import { knownHere } from '../../engine/repair/take-in.ts';
import type { EgoejoDb } from '../../engine/store/tables.ts';
import type { Identity } from '../../engine/identity.ts';
import type { NewOutboxRow } from '../../engine/store/outbox-row.ts';
import type { Store } from '../../engine/store/store.ts';
import { FORMAT, readQueueFile, type ImportError } from './queue-file.ts';

/**
 * All acts without a verdict, in their order, as the text of a JSON file. `broken`: what is left of acts that cannot be
 * read; imports ignore it.
 */
export async function exportActs(env: Env, db: EgoejoDb, who: Identity): Promise<string> {
  const rows = await db.outbox.filter((row) => row.verdict === null).toArray();
  const acts = rows
    .filter((row) => row.broken === undefined)
    .map(({ key, name, version, args, madeAt, subject, cancelKey }) => ({
      key,
      name,
      version,
      args,
      madeAt,
      subject,
      cancelKey,
    }));
  const broken = rows.flatMap((row) => row.broken ?? []);
  return JSON.stringify(
    {
      format: FORMAT,
      version: 1,
      member: who.member,
      exportedAt: new Date(env.now()).toISOString(),
      acts,
      ...(broken.length > 0 && { broken }),
    },
    null,
    1,
  );
}

/** An act in a file, before it is queued. */
export interface ActInFile {
  key: MutationKey;
  name: string;
  args: Record<string, unknown>;
  madeAt: string;
  /** The title of what the act concerns, as this device knows it: a file may claim anything. */
  subject: string | null;
  /** The act is queued here or has its verdict: importing the file does not change it. */
  known: boolean;
}

async function titleHere(
  db: EgoejoDb,
  { project, poll, story, title }: Record<string, unknown>,
): Promise<string | null> {
  if (typeof project === 'string') return (await db.project.get(project))?.title ?? null;
  if (typeof poll === 'string') return (await db.poll.get(poll))?.title ?? null;
  if (typeof story === 'string') return (await db.story.get(story))?.title ?? null;
  return typeof title === 'string' ? title : null;
}

/**
 * Lists what importing a file would queue, to be shown first. Changes nothing; the error codes are those of
 * `importActs`.
 */
export async function previewActs(
  db: EgoejoDb,
  who: Identity,
  text: string,
): Promise<Result<ActInFile[], ImportError>> {
  const acts = readQueueFile(who, text);
  if (!acts.ok) return acts;
  return ok(
    await Promise.all(
      acts.value.map(async ({ key, name, args, madeAt }) => ({
        key,
        name,
        args,
        madeAt,
        subject: await titleHere(db, args),
        known: await knownHere(db, key),
      })),
    ),
  );
}

/**
 * Queues the acts of an export in their order, all or none. `known` counts the acts that this device already has or
 * whose verdict it knows. Codes: sync.bad_request (not such a file), sync.wrong_member, sync.mutation_too_large,
 * account.not_signed_in.
 */
export async function importActs(
  store: Store,
  who: Identity,
  text: string,
): Promise<Result<{ added: number; known: number }, ImportError>> {
  const acts = readQueueFile(who, text);
  if (!acts.ok) return acts;
  const rows: NewOutboxRow[] = acts.value.map((act) =>
    // The other device may have sent these acts: from the start only `cancel` takes them back.
    ({ ...act, hash: requestHash(act), ...FRESH, cancelKey: act.cancelKey, sent: true }),
  );
  const db = store.strict;
  return db.transaction('rw', db.outbox, db.sent, db.receipt, async () => {
    let added = 0;
    const seen = new Set<string>();
    for (const row of rows) {
      if (seen.has(row.key) || (await knownHere(db, row.key))) continue;
      seen.add(row.key);
      await db.outbox.add(row);
      added++;
    }
    return ok({ added, known: rows.length - added });
  });
}
