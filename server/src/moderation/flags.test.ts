import { expect, it } from 'vitest';
import { contentChecks } from '@egoejo/shared/moderation/check.ts';
import { startEvents, emit } from '../platform/database/events.ts';
import { createLog } from '../platform/observability/log.ts';
import { ConfigFault } from '../platform/config/config.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { addCommunity, addMember, addMembership, addProject } from '../testing/world.ts';
import { flagListeners, wordsOfFile } from './flags.ts';
import { listeners } from './listeners.ts';

it('an operator’s list that cannot be read stops the start, with the setting’s name', () => {
  expect(() => wordsOfFile('/nowhere/words.txt')).toThrow(ConfigFault);
  expect(() => wordsOfFile('/nowhere/words.txt')).toThrow('MODERATION_WORDS: cannot read /nowhere/words.txt');
});

eachDatabase('automatic flags', (database) => {
  const deliver = async () => {
    const checks = contentChecks(['patate']);
    const events = startEvents(database(), createLog('silent'), [...flagListeners(checks), ...listeners]);
    await events.drain();
    await events.stop();
  };

  it('what is published and looks wrong is in the queue, and stays visible: no machine hides', async () => {
    const db = database();
    const [community, moderator] = [await addCommunity(db), await addMember(db)];
    await addMembership(db, moderator, community, 'moderator');
    const [bad, good] = [await addProject(db, community, 'Espèce de patate'), await addProject(db, community)];
    for (const id of [bad, good]) await emit(db, 'project.published', id, {});
    await deliver();
    const queue = await db.query<{ content: Record<string, unknown> }>(
      'select content from moderation_queue where member = $1',
      [moderator.id],
    );
    expect(queue.map((q) => q.content)).toMatchObject([
      { subject: bad, state: 'open', reports: [], flags: [{ check: 'words', found: 'patate' }] },
    ]);
    expect(await db.query('select status from project where id = $1', [bad])).toEqual([{ status: 'published' }]);
  });

  it('many texts of one member in minutes are flagged', async () => {
    const db = database();
    const [community, author] = [await addCommunity(db), await addMember(db)];
    const ids = [];
    for (let i = 0; i < 6; i++) ids.push(await addProject(db, community, `Projet ${i}`));
    await db.query('update project set author = $2 where id = any($1::uuid[])', [ids, author.id]);
    await emit(db, 'project.published', ids[5]!, {});
    await deliver();
    expect(await db.query('select flags from moderation_case where subject = $1', [ids[5]])).toEqual([
      { flags: [{ check: 'rate', found: '6 / 10 min' }] },
    ]);
  });
});
