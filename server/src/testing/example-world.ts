/** The rows that the examples of mutations refer to (shared/src/testing/examples.ts), in a real database. */
import { exampleMethods, newExampleIds, type ExampleIds } from '@egoejo/shared/testing/examples.ts';
import type { Database } from '../platform/database.ts';
import { addCommunity, addMember, addMembership, addPoll, addProject, addStory } from './world.ts';

/**
 * Communities, a published project, open polls and a story. In a private community, the polls are its own; else they
 * are open to all.
 */
export async function addExampleWorld(
  db: Database,
  visibility: 'public' | 'private',
  ids: ExampleIds = newExampleIds(),
): Promise<ExampleIds> {
  await addCommunity(db, visibility, ids.community);
  await addCommunity(db, visibility, ids.other);
  await addProject(db, ids.community, 'Un puits', ids.project);
  const polls = visibility === 'private' ? { community: ids.community } : { openToAll: true };
  await addPoll(db, { id: ids.choice, method: { kind: 'choice', max: 1 }, ...polls });
  await addPoll(db, { id: ids.quadratic, method: { kind: 'quadratic', credits: 100, unit: 1 }, ...polls });
  const options = ['a', 'b'].map((id) => ({ id, label: id }));
  await addPoll(db, { id: ids.judgment, method: exampleMethods.judgment, options, ...polls });
  await addPoll(db, { id: ids.budget, method: exampleMethods.budget, options, ...polls });
  await addStory(db, { id: ids.story });
  await addMembership(db, await addMember(db, { id: ids.somebody }), ids.community);
  return ids;
}
