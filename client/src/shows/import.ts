/** Shows that another podcast app lists in a file. */
import { listedIn, type Listed } from './list.ts';

/** No list of shows is larger, bytes. */
const MOST_FILE = 5 * 1024 * 1024;

/** The shows that an OPML file names; null: it is none. */
export async function readShows(file: File): Promise<Listed[] | null> {
  if (file.size > MOST_FILE) return null;
  return listedIn(await file.text());
}
