import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId, type ItemId, type StoryId } from '@egoejo/shared/platform/ids.ts';
import type { TextBody } from '@egoejo/shared/reading/model.ts';
import { createTestApp, type TestApp } from '../../testing/servers/app.ts';
import { eachDatabase } from '../../testing/database/postgres.ts';
import { addMember, type TestMember } from '../../testing/world.ts';
import { fetchItem } from './articles.ts';
import { itemText, storyText } from '../http.ts';
import { listeners } from '../jobs.ts';

const sentence =
  'Un matin de septembre, la boulangère a rallumé le vieux four du village ' +
  'et tout le monde est venu avec sa pâte sous le bras. ';
const text = sentence.repeat(6);
const server = createServer((_request, response) =>
  response
    .writeHead(200, { 'content-type': 'text/html' })
    .end(`<title>Le four</title><article><h1>Le four</h1><p>${text}</p><p>${text}</p></article>`),
);
let link = '';
beforeAll(
  () =>
    new Promise<void>((done) =>
      server.listen(0, '127.0.0.1', () => {
        link = `http://four.example:${(server.address() as AddressInfo).port}/`;
        done();
      }),
    ),
);
afterAll(
  () =>
    new Promise<void>((done) => {
      server.closeAllConnections();
      server.close(() => done());
    }),
);
const options = { allowLoopback: true, resolve: async () => ['127.0.0.1'] };

eachDatabase('queued links', (database) => {
  let at: TestApp;
  beforeAll(async () => {
    at = await createTestApp(database());
  });
  afterAll(() => at.close());
  const add = async (member: TestMember, url: string): Promise<ItemId> => {
    const id = newId<ItemId>();
    await database().query(
      `insert into reading_item (member, id, url, title, state) values ($1, $2, $3, 'à lire', 'fetching')`,
      [member.id, id, url],
    );
    return id;
  };
  const row = async (id: ItemId) =>
    (
      await database().query(
        'select state, title, error, words > 100 as long, bytes > 500 as big from reading_item where id = $1',
        [id],
      )
    )[0];

  it('are fetched, kept in the member’s scope, and read by that member alone', async () => {
    const [member, other] = [await addMember(database()), await addMember(database())];
    const id = await add(member, link);
    const counter = async () =>
      (await database().query<{ rev: number }>('select rev from member_counter where member = $1', [member.id]))[0]!
        .rev;
    const before = await counter();
    await fetchItem(database(), member.id, id, options);
    expect(await row(id)).toEqual({ state: 'ready', title: 'Le four', error: null, long: true, big: true });
    expect(await counter()).toBe(before + 1);
    await fetchItem(database(), member.id, id, options);
    expect(await counter()).toBe(before + 1);
    expect(await itemText(database(), member.id, id)).toMatchObject({ id, title: 'Le four', source: link });
    expect(await itemText(database(), other.id, id)).toBeUndefined();
    expect((await at.app.inject({ url: `/api/reading/items/${id}/text` })).statusCode).toBe(401);
  });
  it('that cannot be fetched fail with their code', async () => {
    const member = await addMember(database());
    const [inside, gone] = [await add(member, 'http://10.0.0.1/'), await add(member, link.replace(/:\d+/, ':1'))];
    await fetchItem(database(), member.id, inside, { allowLoopback: false });
    await fetchItem(database(), member.id, gone, options);
    expect([await row(inside), await row(gone)]).toMatchObject([
      { state: 'failed', error: 'reading.unreachable' },
      { state: 'failed', error: 'reading.unreachable' },
    ]);
  });
  it('removed while being fetched leave nothing behind', async () => {
    const member = await addMember(database());
    const id = await add(member, link);
    const fetching = fetchItem(database(), member.id, id, options);
    await database().query('delete from reading_item where id = $1', [id]);
    await fetching;
    expect(await database().query('select id from reading_text where id = $1', [id])).toEqual([]);
  });
  it('are handed to a job by their event', async () => {
    const member = await addMember(database());
    const id = await add(member, link);
    at.deps.jobs.handle('reading.fetch', async () => undefined);
    await at.deps.jobs.start();
    const queued = () =>
      database().query(`select data from pgboss.job where name = 'reading.fetch' and data ->> 'item' = $1`, [id]);
    const [listener] = listeners(at.deps);
    await database().transaction((tx) =>
      listener!.handle(tx, {
        id: 1,
        name: 'reading.link_added',
        subject: id,
        payload: { member: member.id },
        at: new Date(),
      }),
    );
    expect(await queued()).toEqual([{ data: { member: member.id, item: id } }]);
    await at.deps.jobs.stop(1000);
  });
  it('stories are served to everybody, with licence and authors', async () => {
    const id = newId<StoryId>();
    await database().query(
      `insert into story (id, title, language, authors, licence, words, pages, bytes)
        values ($1, 'Le lion', 'fr', 'Text: A', 'CC-BY', 2, 1, 20)`,
      [id],
    );
    await database().query(`insert into story_text (id, pages) values ($1, '["<p>Un lion.</p>"]')`, [id]);
    const body: TextBody = {
      id,
      title: 'Le lion',
      pages: ['<p>Un lion.</p>'],
      words: 2,
      licence: 'CC-BY',
      authors: 'Text: A',
      source: null,
    };
    expect(await storyText(database(), id)).toEqual(body);
    const answer = await at.app.inject({ url: `/api/public/stories/${id}/text` });
    expect([answer.statusCode, answer.headers['cache-control'], answer.json()]).toEqual([
      200,
      'public, max-age=300',
      body,
    ]);
    expect(
      (
        await at.app.inject({
          url: `/api/public/stories/${id}/text`,
          headers: { 'if-none-match': String(answer.headers.etag) },
        })
      ).statusCode,
    ).toBe(304);
    for (const bad of [newId(), 'x', '%00'])
      expect((await at.app.inject({ url: `/api/public/stories/${bad}/text` })).statusCode).toBe(404);
  });
});
