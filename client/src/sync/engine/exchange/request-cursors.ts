/** Which cursors a request carries. */
import { LIMITS, MOST_CURSORS, type Scope } from '@egoejo/shared/sync/protocol.ts';
import { bytesOf } from '../acts/envelope.ts';
import { planParts, reached, readWantedScopes, sameCursors, wantedEntities, worksAsked } from '../apply/scopes.ts';
import type { CursorRow } from '../store/cursor-row.ts';
import type { EgoejoDb } from '../store/tables.ts';
import type { Identity } from '../identity.ts';
import type { ScopeCursor } from '../protocol.ts';
import type { Ask } from './ask.ts';

/** Plans and stores the cursors of all wanted scopes; scopes no longer wanted are named in `dropped`. */
export async function planCursors(
  db: EgoejoDb,
  who: Identity,
  texts: boolean,
): Promise<{ rows: CursorRow[]; dropped: Scope[] }> {
  const [scopes, stored, works] = await Promise.all([readWantedScopes(db, who), db.cursors.toArray(), worksAsked(db)]);
  const before = new Map(stored.map((row) => [row.scope, row]));
  const rows = scopes.map((scope): CursorRow => {
    const { parts: held = [], ahead } = before.get(scope) ?? {};
    const parts = planParts(held, scope, wantedEntities(scope, texts, works));
    // Pages stored ahead continue from the cursors that these parts had.
    return { scope, parts, ...(ahead && sameCursors(parts, held) && { ahead }) };
  });
  await db.cursors.bulkPut(rows);
  return { rows, dropped: stored.map((row) => row.scope).filter((scope) => !scopes.includes(scope)) };
}

/**
 * Most bytes that the cursors may take, so that a request keeps room for acts; as many scopes as fit are asked for
 * (S10).
 */
const CURSOR_BYTES = LIMITS.exchangeBytes / 2;

/** The cursors this request carries. */
export function chooseCursors(rows: readonly CursorRow[], { cursors, except }: Ask, who: Identity): ScopeCursor[] {
  if (cursors === 'none') return [];
  const wanted = rows.filter(({ scope }) => (cursors ? scope === cursors.only : !except?.has(scope)));
  const all = wanted.flatMap(({ parts, ahead }) =>
    parts.filter((p) => !p.frozen).map((p) => reached(p.cursor, ahead ?? [])),
  );
  let bytes = 0;
  return all
    .slice(0, who.member ? MOST_CURSORS.member : MOST_CURSORS.visitor)
    .filter((cursor) => (bytes += bytesOf(cursor) + 1) <= CURSOR_BYTES);
}
