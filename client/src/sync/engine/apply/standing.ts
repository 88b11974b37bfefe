/** Where a page stands against what the device already has. */
import { canonicalJson } from '@egoejo/shared/platform/canonical-json.ts';
import type { PageLine, ScopeCursor } from '../protocol.ts';
import type { Part } from '../store/cursor-row.ts';
import { sameCursor } from './scopes.ts';

/**
 * `follows`: it begins where the device stands. `has`: the device has all of it. `overlaps`: it begins at or before
 * that place and ends after it. `unknown`: rows may be missing before it, or it belongs to another history.
 */
export type Standing = 'follows' | 'has' | 'overlaps' | 'unknown';

/** Negative: `a` comes first. In the order in which the server sends rows: rev, entity, id. */
function compare(a: ScopeCursor, b: ScopeCursor): number {
  if (a.rev !== b.rev) return a.rev - b.rev;
  if (a.table !== b.table) return a.table < b.table ? -1 : 1;
  return a.id === b.id ? 0 : a.id < b.id ? -1 : 1;
}

/** Whether a cursor of the same scope and history is further. */
export const isBefore = (a: ScopeCursor, b: ScopeCursor): boolean => compare(a, b) < 0;

/** Where the page stands against this cursor. Pure. */
export function standing(part: Part, page: PageLine): Standing {
  if (sameCursor(part.cursor, page.after)) return 'follows';
  const { after, cursor } = page;
  const pulling = page.whole || [after, cursor, part.cursor].some(({ from }) => from !== undefined);
  // The cursor of a page is in the history in which the server read it.
  const akin =
    cursor.mark === part.cursor.mark && canonicalJson(cursor.entities) === canonicalJson(part.cursor.entities);
  if (pulling || !akin || part.frozen || part.stale === true) return 'unknown';
  if (compare(cursor, part.cursor) <= 0) return 'has';
  return compare(after, part.cursor) <= 0 ? 'overlaps' : 'unknown';
}

/** The cursor of the scope that the page is about, and where the page stands against it. */
export function standingIn(parts: readonly Part[], page: PageLine): { part: Part; as: Standing } | null {
  const each = parts.map((part) => ({ part, as: standing(part, page) }));
  return each.find(({ as }) => as === 'follows') ?? each.find(({ as }) => as !== 'unknown') ?? null;
}
