/** Writes the public list into the base tables, as rows of the scope `listing`. */
import type { ProjectList, ProjectListRow } from '@egoejo/shared/registry.ts';
import { current } from '../session/session.ts';
import { inScope, LISTING, type BaseRow, type EgoejoDb } from '../../engine/store/tables.ts';
import { writeMeta } from '../../engine/store/meta.ts';

const split = (
  { score, supporters, ...head }: ProjectListRow,
  mark: number,
): { project: BaseRow<'project'>; tally: BaseRow<'projectTally'> } => ({
  project: { ...head, status: 'published', author: null, reason: null, _scope: LISTING, _mark: mark },
  tally: { id: head.id, score, supporters, _scope: LISTING, _mark: mark },
});

async function storePage(db: EgoejoDb, items: readonly ProjectListRow[], mark: number): Promise<void> {
  await db.transaction('rw', db.project, db.projectTally, async () => {
    const ids = items.map((item) => item.id);
    const [projects, tallies] = await Promise.all([db.project.bulkGet(ids), db.projectTally.bulkGet(ids)]);
    const rows = items.map((item) => split(item, mark));
    const free = (row: { _scope: string } | undefined): boolean => row === undefined || row._scope === LISTING;
    await db.project.bulkPut(rows.filter((_, i) => free(projects[i])).map((r) => r.project));
    await db.projectTally.bulkPut(rows.filter((_, i) => free(tallies[i])).map((r) => r.tally));
  });
}

/** Removes rows of an older list. It reads all rows, so it runs only when there are more than were listed. */
async function sweep(db: EgoejoDb, mark: number, listed: number): Promise<void> {
  await db.transaction('rw', db.project, db.projectTally, async () => {
    if ((await db.project.count()) <= listed) return;
    await inScope(db, 'project', LISTING)
      .filter((row) => row._mark !== mark)
      .delete();
    await inScope(db, 'projectTally', LISTING)
      .filter((row) => row._mark !== mark)
      .delete();
  });
}

/** Stores the pages that `fetchPage` returns: one, or all of them, after which rows of an older list are deleted. */
export async function storeListing(
  all: boolean,
  fetchPage: (after: string | null) => Promise<ProjectList>,
): Promise<void> {
  const engine = current();
  if (!engine) return;
  const mark = engine.env.now();
  let after: string | null = null;
  let listed = 0;
  do {
    const list: ProjectList = await fetchPage(after);
    await storePage(engine.store.db, list.items, mark);
    listed += list.items.length;
    after = all ? list.next : null;
  } while (after !== null);
  if (all) await sweep(engine.store.db, mark, listed);
  await writeMeta(engine.store.db, 'listedAt', mark);
}
