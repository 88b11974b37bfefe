import { afterAll, beforeAll, expect, it } from 'vitest';
import { closeMember } from '../accounts/own-data/own-data.ts';
import { photoKeys, storePhoto } from '../media/model.ts';
import { createLog } from '../platform/observability/log.ts';
import { startEvents } from '../platform/database/events.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { addManuscript } from '../testing/manuscript-rows.ts';
import { photo } from '../testing/photos.ts';
import { createTestApp, type TestApp } from '../testing/servers/app.ts';
import { addMember } from '../testing/world.ts';
import { fileListeners, listeners, registerJobs } from './jobs.ts';

eachDatabase('files of closed accounts', (database) => {
  let t: TestApp;
  beforeAll(async () => {
    t = await createTestApp(database());
    registerJobs(t.deps);
    await t.deps.jobs.start();
  });
  afterAll(async () => {
    await t.deps.jobs.stop(1000);
    await t.close();
  });

  /** An author's manuscript with that picture as the cover of its file; gives the author and the name of the cover. */
  async function withCover(colour: string, sides: [number, number]) {
    const db = database();
    const author = await addMember(db);
    const manuscript = await addManuscript(db, author.id, { state: 'submitted' });
    const stored = await storePhoto(t.deps.media, await photo(...sides, colour));
    if (!stored.ok) throw new Error(stored.error.code);
    const { name } = stored.value;
    await db.query(
      `update manuscript_file set facts = jsonb_set(facts, '{cover,cover}', to_jsonb($2::text)) where manuscript = $1`,
      [manuscript, name],
    );
    return { author: author.id, name };
  }
  const isThere = async (name: string): Promise<boolean> =>
    (await t.deps.media.stat(photoKeys(name)[0] ?? '')) !== null;

  it('B15: with an account go the covers of its manuscripts, unless something else shows the same picture', async () => {
    const db = database();
    const [mine, shared, also] = [
      await withCover('#2a7747', [300, 200]),
      await withCover('#772a47', [200, 300]),
      await withCover('#772a47', [200, 300]),
    ];
    expect([mine.name === shared.name, shared.name === also.name]).toEqual([false, true]);
    await db.transaction((tx) => closeMember(tx, shared.author));
    await db.transaction((tx) => closeMember(tx, mine.author));
    const events = startEvents(db, createLog('silent'), [...listeners, ...fileListeners(t.deps)]);
    await events.drain();
    await events.stop();
    await expect.poll(() => isThere(mine.name)).toBe(false);
    expect(await isThere(also.name)).toBe(true);
  });
});
