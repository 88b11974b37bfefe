import { expect, it } from 'vitest';
import { newId, type ItemId, type StoryId } from '@egoejo/shared/platform/ids.ts';
import type { MutationArgs } from '@egoejo/shared/registry.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { addMember, addStory, settleCold, type TestMember } from '../testing/world.ts';
import { QUEUE_LIMIT } from './policy.ts';
import { settlements } from './settle.ts';

const link = (url: string): MutationArgs<'reading.add'> => ({ id: newId<ItemId>(), url, title: 'Un article' });

eachDatabase('the reading queue', (database) => {
  const add = (m: TestMember, args: MutationArgs<'reading.add'>) =>
    settleCold(database(), settlements, 'reading.add', m, args);
  const remove = (m: TestMember, item: ItemId) => settleCold(database(), settlements, 'reading.remove', m, { item });
  const rows = (m: TestMember) =>
    database().query('select id, story, url, title, licence, words, state from reading_item where member = $1', [m.id]);

  it('adds a story with the catalogue’s data, once', async () => {
    const member = await addMember(database());
    const story = await addStory(database(), { words: 120 });
    const args = { id: newId<ItemId>(), story, title: 'vu autrement' };
    expect(await add(member, args)).toEqual({ applied: [] });
    expect(await rows(member)).toEqual([
      { id: args.id, story, url: null, title: 'Le lion', licence: 'CC BY 4.0', words: 120, state: 'ready' },
    ]);
    expect(await add(member, { ...args, id: newId<ItemId>() })).toEqual({ rejected: 'reading.exists' });
    expect(await add(member, { id: newId<ItemId>(), story: newId<StoryId>(), title: '' })).toEqual({
      rejected: 'reading.unknown_story',
    });
  });
  it('adds a link that an event then fetches', async () => {
    const member = await addMember(database());
    const args = link('https://example.org/a#part');
    expect(await add(member, args)).toEqual({ applied: [] });
    expect(await rows(member)).toMatchObject([{ url: 'https://example.org/a', state: 'fetching' }]);
    expect(await database().query('select name, payload from domain_event where subject = $1', [args.id])).toEqual([
      { name: 'reading.link_added', payload: { member: member.id } },
    ]);
    expect(await add(member, link('https://example.org/a'))).toEqual({ rejected: 'reading.exists' });
  });
  it.each(['http://', 'https://user:secret@example.org/', 'http://[::1', 'https://exa mple.org/'])(
    'refuses the link %s',
    async (url) => {
      expect(await add(await addMember(database()), link(url))).toEqual({ rejected: 'reading.bad_link' });
    },
  );
  it('S11: refuses a banned member, and additions to a full queue', async () => {
    expect(await add(await addMember(database(), { status: 'banned' }), link('https://example.org/'))).toEqual({
      rejected: 'account.banned',
    });
    const member = await addMember(database());
    await database().query(
      `insert into reading_item (member, id, url, title, state)
        select $1, gen_random_uuid(), 'https://example.org/' || i, 'x', 'ready' from generate_series(1, $2) i`,
      [member.id, QUEUE_LIMIT],
    );
    expect(await add(member, link('https://example.org/one-more'))).toEqual({ rejected: 'reading.queue_full' });
  });
  it('S14: removes with a tombstone; removing again has no effect', async () => {
    const member = await addMember(database());
    const args = link('https://example.org/b');
    await add(member, args);
    expect(await remove(member, args.id)).toEqual({ applied: [] });
    expect(await remove(member, args.id)).toEqual({ applied: [] });
    expect(await rows(member)).toEqual([]);
    expect(
      await database().query('select entity, id from tombstone where scope = $1', [`member:${member.id}`]),
    ).toEqual([{ entity: 'readingItem', id: args.id }]);
  });
});
