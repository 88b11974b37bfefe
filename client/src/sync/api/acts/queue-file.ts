/** The format of an exported queue, and the checks before anything in a file is believed (S22). */
import * as z from 'zod/mini';
import { memberId, mutationKey } from '@egoejo/shared/platform/ids.ts';
import { jsonFault } from '@egoejo/shared/platform/json.ts';
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import { LIMITS } from '@egoejo/shared/sync/protocol.ts';
import { readable } from '../../engine/acts/definitions.ts';
import { bytesOf } from '../../engine/acts/envelope.ts';
import type { Identity } from '../../engine/identity.ts';
import type { OutboxRow } from '../../engine/store/outbox-row.ts';

export const FORMAT = 'egoejo-queue';
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
      madeAt: z.string().check(
        z.maxLength(40),
        z.refine((at) => !Number.isNaN(Date.parse(at))),
      ),
      subject: z.nullable(z.string()),
      /** The member took the act back: the importing device also sends a cancel in its place. */
      cancelKey: z.nullable(mutationKey),
    }),
  ),
});
type FileAct = z.infer<typeof queueFile>['acts'][number];
export type ImportError =
  | 'account.not_signed_in'
  | 'sync.bad_request'
  | 'sync.wrong_member'
  | 'sync.mutation_too_large';

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Whether an act may be queued: in a version that this app knows, its arguments must fit the schema; an unknown version
 * is left to the server (S24).
 */
function isQueueable(act: Pick<OutboxRow, 'name' | 'version' | 'args'>): boolean {
  const known = readable(act);
  return !known || z.safeParse(known.def.args, known.args).success;
}

/** Parses and checks the acts of an export of this member. The error codes are those of `importActs`. */
export function readQueueFile(who: Identity, text: string): Result<FileAct[], ImportError> {
  if (who.member === null) return fail('account.not_signed_in');
  const parsed = parse(text);
  // Hashing recurses into the arguments and has no form for Infinity.
  const file = jsonFault(parsed) === null ? z.safeParse(queueFile, parsed) : null;
  if (!file?.success) return fail('sync.bad_request');
  if (file.data.member !== who.member) return fail('sync.wrong_member');
  if (file.data.acts.some((act) => bytesOf(act) > LIMITS.mutationBytes))
    return fail('sync.mutation_too_large', { max: LIMITS.mutationBytes });
  return file.data.acts.every(isQueueable) ? ok(file.data.acts) : fail('sync.bad_request');
}
