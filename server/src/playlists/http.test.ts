import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '@egoejo/shared/platform/ids.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { createTestApp, type TestApp } from '../testing/servers/app.ts';
import { addMember } from '../testing/world.ts';

eachDatabase('playlists over HTTP', (database) => {
  let t: TestApp;
  beforeAll(async () => {
    t = await createTestApp(database());
  });
  afterAll(() => t.close());

  it('L7: a public playlist is a feed for podcast apps; another one is not there', async () => {
    const db = database();
    const { id: member } = await addMember(db);
    const [list, track] = [newId(), newId()];
    await db.query(
      `insert into track
          (id, scope, author, visibility, title, licence, file, state, file_key, sha256, bytes, seconds, peaks)
        values ($1, 'catalogue', $2, 'public', 'Le puits & la nuit', 'by', '', 'ready', 'k', repeat('a', 64), 9,
          61.4, '')`,
      [track, member],
    );
    await db.query(
      `insert into track_sound (track, quality, init, segments, bytes)
        values ($1, 'aac64', repeat('a', 64), '[{}]', 100)`,
      [track],
    );
    await db.query(
      `insert into playlist (id, scope, author, title, visibility) values ($1, 'catalogue', $2, 'Soir', 'public')`,
      [list, member],
    );
    await db.query(
      `insert into playlist_item (id, scope, playlist, track, order_key)
        values (gen_random_uuid(), 'catalogue', $1, $2, 'a0')`,
      [list, track],
    );
    const feed = await t.app.inject({ url: `/feeds/playlists/${list}.xml` });
    expect(feed.headers['content-type']).toBe('application/rss+xml; charset=utf-8');
    for (const part of ['<title>Soir</title>', track, '<title>Le puits &amp; la nuit</title>', 'length="144"'])
      expect(feed.body).toContain(part);
    await db.query(`update playlist set visibility = 'private' where id = $1`, [list]);
    expect((await t.app.inject({ url: `/feeds/playlists/${list}.xml` })).statusCode).toBe(404);
  });
});
