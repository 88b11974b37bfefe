/**
 * The best projects on this device, read while the app itself still loads, so that the first paint contains the list on
 * a device that was used before. They are kept ready in one record (kept-list.ts), read by plain IndexedDB, since Dexie
 * comes with the sync engine. They are only base rows, which are all that a list shows (a score never includes the
 * member's own queued act, S3). The pages take the list over and keep it up to date.
 */
import type { Project, ProjectTally } from '@egoejo/shared/projects/model.ts';
import { openExisting, requested } from '../platform/storage/idb.ts';
import { storeName } from '../sync/api/session/store-name.ts';

export interface PreloadedList {
  /** The member whose database was read; null: that of visitors. */
  member: string | null;
  /** By score, best first. */
  ids: readonly string[];
  projects: ReadonlyMap<string, Project>;
  tallies: ReadonlyMap<string, ProjectTally>;
}

/** The number of projects to read: enough for a first look. */
export const PRELOADED = 50;

let reading: Promise<PreloadedList | null> = Promise.resolve(null);
let drawn: () => void = () => undefined;
const drawing = new Promise<void>((done) => {
  drawn = done;
});
let here: PreloadedList | null = null;

declare global {
  interface Window {
    /** The database that `early.js` began to open before this code was loaded. */
    egoejoDatabase?: { member: string | null; opening: IDBOpenDBRequest };
  }
}
async function openEarly(factory: IDBFactory | undefined, member: string | null): Promise<IDBDatabase | null> {
  const early = globalThis.window?.egoejoDatabase;
  if (early) delete window.egoejoDatabase;
  if (early?.member !== member) return openExisting(factory, storeName(member));
  const { opening } = early;
  return opening.readyState === 'done' ? opening.result : requested(opening);
}

/** Starts reading them from the database of `member` (null: of visitors), once at the start of the app. */
export function startPreloadedList(factory: IDBFactory | undefined, member: string | null): void {
  here = null;
  reading = openEarly(factory, member).then(
    async (db) => {
      const best = db && (await readBest(db));
      here = best && { member, ...best };
      db?.close();
      return here;
    },
    // No database, no storage or another version: the engine finds out and reports it.
    () => null,
  );
}

/** Called when the list is in the page: one frame later the browser has drawn it. */
export const preloadedListDrawn = (): void => void requestAnimationFrame(() => setTimeout(drawn));

/** The longest wait, ms: a tab opened in the background draws nothing. */
const PATIENCE_MS = 500;
/** Resolves when the list is on the screen or there is none; heavier work starts only then. */
export const afterPreloadedList = (): Promise<unknown> =>
  Promise.race([reading.then((list) => list && drawing), new Promise((late) => setTimeout(late, PATIENCE_MS))]);

/** The list once read; null when there is nothing to show. */
export const preloadedList = (): Promise<PreloadedList | null> => reading;
/** The list of that member if it has been read already, for a page that is drawn now. */
export const preloadedListOf = (member: string | null): PreloadedList | null => (here?.member === member ? here : null);

/** What the table `ready` holds for this list. */
export interface KeptList {
  projects: Project[];
  tallies: ProjectTally[];
}
async function readBest(db: IDBDatabase): Promise<Omit<PreloadedList, 'member'> | null> {
  const row = await requested<{ value: KeptList } | undefined>(
    db.transaction('ready').objectStore('ready').get('list'),
  );
  if (!row || row.value.projects.length === 0) return null;
  const { projects, tallies } = row.value;
  return {
    ids: projects.map((p) => p.id),
    projects: new Map(projects.map((p) => [p.id, p])),
    tallies: new Map(tallies.map((t) => [t.id, t])),
  };
}
