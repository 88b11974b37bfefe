/**
 * The public list of projects by plain fetch: what a visitor sees before anything is synced. This module is small; the
 * part that touches the database is loaded on use.
 */
import type { ProjectList } from '@egoejo/shared/registry.ts';

const PATH = '/api/public/projects';
const FIRST = 50;
const PAGE = 500;

/**
 * Fetches one page of the list, best score first.
 * @throws a TypeError without a network, an Error on a status that is not 200.
 */
export async function fetchPage(after: string | null, limit: number, signal?: AbortSignal): Promise<ProjectList> {
  const query = after === null ? `limit=${limit}` : `after=${encodeURIComponent(after)}&limit=${limit}`;
  const response = await fetch(`${PATH}?${query}`, signal ? { signal } : {});
  if (!response.ok) throw new Error(`project list: status ${response.status}`);
  const list: ProjectList = await response.json();
  return list;
}

/**
 * Stores the public list in the base tables `project` and `projectTally`, never over rows that came by sync. With
 * `all`, fetches every page and deletes rows no longer listed; else only the first page. Needs an open session
 * (session.ts).
 */
export async function loadListing(opts: { signal?: AbortSignal; all?: boolean } = {}): Promise<void> {
  const { storeListing } = await import('./listing-store.ts');
  await storeListing(opts.all ?? false, (after) => fetchPage(after, opts.all ? PAGE : FIRST, opts.signal));
}
