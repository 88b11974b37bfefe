/**
 * The best projects of this device, read while the app itself still loads: on a device that was here before, the list
 * stands in the first thing drawn. Plain IndexedDB, since Dexie comes with the sync engine; base rows only, which is
 * what a list shows (a score is never the member's own act, S3). The pages take it over and keep it up to date.
 */
import type { Project, ProjectTally } from '@egoejo/shared/projects/model.ts';
import { openExisting, requested } from '../platform/idb.ts';
import { storeName } from '../sync/store-name.ts';

export interface WarmList {
  /** Whose database they are from; null: of visitors. */
  member: string | null;
  /** By score, best first. */
  ids: readonly string[];
  projects: ReadonlyMap<string, Project>;
  tallies: ReadonlyMap<string, ProjectTally>;
}

/** As many as a first look wants. */
export const WARM = 50;

let reading: Promise<WarmList | null> = Promise.resolve(null);
let drawn: () => void = () => undefined;
const drawing = new Promise<void>((done) => {
  drawn = done;
});
let here: WarmList | null = null;

/** Begins to read them from the database of `member` (null: of visitors), once at the start of the app. */
export function startWarmList(factory: IDBFactory, member: string | null): void {
  here = null;
  reading = openExisting(factory, storeName(member)).then(
    async (db) => {
      const best = db && (await readBest(db));
      here = best && { member, ...best };
      db?.close();
      return here;
    },
    // No database, no storage, another version: the engine finds out and says so.
    () => null,
  );
}

/** The list was put into the page: a frame later the browser has drawn it. */
export const warmListDrawn = (): void => void requestAnimationFrame(() => setTimeout(drawn));

/** A tab opened in the background draws nothing. */
const PATIENCE_MS = 500;
/** Resolves when the list is on the screen, or there is none: what is heavier begins only then. */
export const afterWarmList = (): Promise<unknown> =>
  Promise.race([reading.then((list) => list && drawing), new Promise((late) => setTimeout(late, PATIENCE_MS))]);

/** What was read; null when there is nothing to show from it. */
export const warmList = (): Promise<WarmList | null> => reading;
/** What was read so far of that member, for a page that is drawn now. */
export const warmListOf = (member: string | null): WarmList | null => (here?.member === member ? here : null);

async function readBest(db: IDBDatabase): Promise<Omit<WarmList, 'member'> | null> {
  const tx = db.transaction(['projectTally', 'project']);
  const best = await bestTallies(tx.objectStore('projectTally').index('score'));
  const projects = await Promise.all(best.map((t) => requested<Project | undefined>(tx.objectStore('project').get(t.id))));
  const found = projects.flatMap((p) => (p?.status === 'published' ? [p] : []));
  if (found.length === 0) return null;
  return { ids: found.map((p) => p.id), projects: new Map(found.map((p) => [p.id, p])), tallies: new Map(best.map((t) => [t.id, t])) };
}

function bestTallies(index: IDBIndex): Promise<ProjectTally[]> {
  return new Promise((resolve, reject) => {
    const best: ProjectTally[] = [];
    const request = index.openCursor(null, 'prev');
    request.addEventListener('error', () => reject(request.error ?? new Error('indexedDB')));
    request.addEventListener('success', () => {
      const cursor = request.result;
      if (cursor === null || best.length === WARM) return resolve(best);
      best.push(cursor.value as ProjectTally);
      cursor.continue();
    });
  });
}
