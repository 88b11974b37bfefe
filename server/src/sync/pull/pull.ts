/**
 * Reads what changed for a device since its cursors (S12–S16). One answer is read in one REPEATABLE READ snapshot. Rows
 * come in the order (rev, entity, id), so a cursor is a position in that order and a page may end inside a rev.
 */
import { PAGE, type ScopeCursor } from '@egoejo/shared/sync/protocol.ts';
import type { Database, Queryable } from '../../platform/database/database.ts';
import type { EntitySource } from '../settle/act.ts';
import { readChanges } from './changes.ts';
import { pageSelect, placeOf } from './page-select.ts';
import { marksOf, readCounters } from './scope-counters.ts';
import { isBeginning, isIdle, usable } from './positions.ts';
import { type Pulled, collectPages } from './answer-pages.ts';
import type { PullRequest, RawRow } from './pull-request.ts';

/** Reads the changes since the cursors, up to the limits of one answer. */
export async function pull(db: Database, sources: readonly EntitySource[], asked: PullRequest): Promise<Pulled> {
  return (
    (await pullChanges(db, sources, asked)) ??
    db.transaction(
      async (tx) => {
        const counters = await readCounters(
          tx,
          asked.member,
          asked.cursors.map((c) => c.scope),
          marksOf(asked.cursors),
        );
        let statements = 0;
        const rows = async (cursor: ScopeCursor, at: ScopeCursor): Promise<RawRow[]> => {
          const select = pageSelect(sources, cursor, at.from !== undefined);
          if (select === null) return [];
          statements++;
          return tx.query<RawRow>(select.sql, [asked.member, limit, ...placeOf(cursor.scope, at)]);
        };
        const limit = PAGE.rows * MANY_PAGES;
        return collectPages(asked, counters, { rows, limit, statements: () => statements });
      },
      { isolation: 'repeatable read', readOnly: true },
    )
  );
}

/**
 * Reads the same with a single statement, which is a snapshot by itself and saves about five round trips. Null when the
 * full transaction is needed: many scopes, a scope that is pulled whole, has moved unexpectedly or is gone, or more
 * rows than fit.
 */
async function pullChanges(q: Queryable, sources: readonly EntitySource[], asked: PullRequest): Promise<Pulled | null> {
  const { member, cursors, sameEpoch, moved, marks } = asked;
  const likely = cursors.filter((c) => moved.has(c.scope));
  if (
    !sameEpoch ||
    likely.length === 0 ||
    likely.length > MOST_AT_ONCE ||
    likely.some((c) => c.from !== undefined || isBeginning(c))
  )
    return null;
  const limit = PAGE.rows * MANY_PAGES;
  const { counters: known, rows: read } = await readChanges(q, sources, member, {
    scopes: cursors.map((c) => c.scope),
    marks: marksOf(cursors),
    cursors: likely,
    limit,
  });
  const surprising = cursors.some((c) => {
    const counter = known.get(c.scope);
    return (
      !counter?.visible ||
      counter.rev === null ||
      !(likely.includes(c) ? usable(c, counter) : isIdle([c], known, marks))
    );
  });
  if (surprising || read.some((list) => list.length >= limit)) return null;
  return collectPages(asked, known, {
    rows: async (cursor) => read[likely.indexOf(cursor)] ?? [],
    limit,
    statements: () => 1,
  });
}

/**
 * Most cursors that one statement reads. Each adds a union over all entities, and a request may name thousands of
 * cursors.
 */
const MOST_AT_ONCE = 4;

/** Pages read at once: one turn of the combiner changes hundreds of tallies, and a whole pull has many pages. */
const MANY_PAGES = 4;
