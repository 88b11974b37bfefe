/** Finds and repairs damaged cursors. */
import * as z from 'zod/mini';
import { isScope, scopeCursor } from '@egoejo/shared/sync/protocol.ts';
import { fits } from '../store/fits.ts';
import { fresh, wantedEntities } from '../apply/scopes.ts';
import type { CursorRow, Part } from '../store/cursor-row.ts';

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

/** The number of the whole pull of a part that may be damaged; 0: it has none. */
export const markOf = (given: { mark?: unknown } | null): number =>
  Number.isSafeInteger(given?.mark) ? Number(given?.mark) : 0;
const isPart =
  (scope: string) =>
  (given: unknown): boolean =>
    fits(part, given) && (given as Part).cursor.scope === scope;
/** Whether a stored row of cursors is sound. */
export const isSoundCursor = ({ scope, parts, ahead }: CursorRow): boolean =>
  isScope(scope) &&
  Array.isArray(parts) &&
  parts.every(isPart(scope)) &&
  (ahead === undefined || fits(z.array(page), ahead));

/**
 * Keeps sound cursors and restarts the others. None may be missing, since an act that waits for its scope would then be
 * taken for finished (S16).
 */
export function renewed({ scope, parts }: CursorRow): CursorRow {
  const sound = Array.isArray(parts) ? parts.filter(isPart(scope)) : [];
  const held = new Set(sound.flatMap((p) => Object.keys(p.cursor.entities)));
  const missing = Object.entries(wantedEntities(scope, true)).filter(([e]) => !held.has(e));
  return { scope, parts: missing.length > 0 ? [...sound, fresh(scope, Object.fromEntries(missing))] : sound };
}
