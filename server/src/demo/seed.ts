/**
 * Fills a demo with our own community or the real data of a folder. It uses the same code as the product: the ledger's
 * functions, the settlements of votes and boosts, the imports. If it is interrupted, running it again continues.
 */
import { importStories, readFreeStories } from '../import/stories.ts';
import type { Deps } from '../platform/deps.ts';
import { addDemoBooks } from './books.ts';
import { accounts } from './people.ts';
import { neighbours } from './neighbours.ts';
import { storePicture } from './pictures.ts';
import { projects } from './projects/projects.ts';
import { loadFolder } from './load-folder.ts';
import { writePlaces } from './write/places.ts';
import { openAccount } from './open-account.ts';
import { live } from './past-acts.ts';

export interface DemoAccount {
  email: string;
  password: string;
  name: string;
  role: string;
}

/** @param data a folder of real data, or null for our own community. @returns the accounts that anyone may use. */
export async function seedDemo(deps: Deps, data: string | null): Promise<DemoAccount[]> {
  if (data !== null) {
    await loadFolder(deps.db, data);
    return [];
  }
  const { db, media } = deps;
  for (const list of Object.values(projects))
    await Promise.all(list.map((p) => storePicture(media, `demo-${p.slug}`, p.category)));
  const shelf = await readFreeStories();
  await importStories(db, shelf);
  await addDemoBooks(deps, shelf);
  await db.transaction((tx) => writePlaces(tx));
  const made: DemoAccount[] = [];
  for (const person of accounts) {
    await openAccount(db, person, person.password);
    made.push({ email: person.email, password: person.password, name: person.name, role: person.says });
  }
  for (const person of neighbours) await openAccount(db, person, null);
  await live(
    deps,
    shelf.map((story) => story.key),
  );
  return made;
}
