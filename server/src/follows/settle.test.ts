import { beforeEach, expect, it } from 'vitest';
import { followId, MOST_FOLLOWS, type Followed } from '@egoejo/shared/follows/model.ts';
import { newId } from '@egoejo/shared/platform/ids.ts';
import { closeMember } from '../accounts/own-data/own-data.ts';
import { emit, startEvents } from '../platform/database/events.ts';
import { createLog } from '../platform/observability/log.ts';
import { listeners as notificationListeners } from '../notifications/listeners.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { addCommunity, addMember, addMembership, addWork, settleCold, type TestMember } from '../testing/world.ts';
import { listeners } from './jobs.ts';
import { settlements } from './settle.ts';

eachDatabase('follows', (database) => {
  let [reader, writer]: TestMember[] = [];
  beforeEach(async () => {
    [reader, writer] = [await addMember(database()), await addMember(database())];
  });
  const follow = (m: TestMember, of: Followed, on = true) =>
    settleCold<'follow.set'>(database(), settlements, 'follow.set', m, { of, on });
  const ids = async (m: TestMember) =>
    (await database().query<{ id: string }>('select id from follow where member = $1 order by id', [m.id])).map(
      (row) => row.id,
    );
  const handleEvents = async () => {
    const events = startEvents(database(), createLog('silent'), [...listeners, ...notificationListeners]);
    await events.drain();
    await events.stop();
  };
  const told = async (m: TestMember) => {
    await handleEvents();
    return database().query('select kind, title from notification where member = $1 order by kind, title', [m.id]);
  };
  const author = (name: string): Followed => ({ kind: 'author', key: name, name: '' });
  const person = (m: TestMember): Followed => ({ kind: 'member', key: m.id, name: 'Awa' });

  it('B13: follows an author in any spelling once, and stops', async () => {
    await follow(reader!, author('Aimé Césaire'));
    expect(await follow(reader!, author('AIME CESAIRE'))).toEqual({ applied: [] });
    expect(await ids(reader!)).toEqual([followId(author('aime cesaire'))]);
    expect(await follow(reader!, author('Aimé Césaire'), false)).toEqual({ applied: [] });
    expect(await follow(reader!, author('Aimé Césaire'), false)).toEqual({ applied: [] });
    expect(await ids(reader!)).toEqual([]);
  });

  it('B13: follows neither oneself nor what does not exist, nor too much', async () => {
    expect(await follow(reader!, person(reader!))).toEqual({ rejected: 'follow.oneself' });
    expect(await follow(reader!, { kind: 'member', key: newId(), name: 'Awa' })).toEqual({
      rejected: 'follow.unknown_member',
    });
    expect(await follow(reader!, { kind: 'member', key: 'Awa', name: 'Awa' })).toEqual({
      rejected: 'follow.unknown_member',
    });
    expect(await follow(reader!, { kind: 'category', key: 'unknown', name: '' })).toEqual({
      rejected: 'follow.unknown_category',
    });
    await database().query(
      `insert into follow (member, id, kind, key, name, rev)
        select $1, gen_random_uuid(), 'author', n, '', 0 from generate_series(2, $2) n`,
      [reader!.id, MOST_FOLLOWS],
    );
    expect(await follow(reader!, author('Awa'))).toEqual({ applied: [] });
    expect(await follow(reader!, author('Zoé'))).toMatchObject({ rejected: 'follow.too_many' });
    expect(await follow(reader!, author('AWA'))).toEqual({ applied: [] });
  });

  it('B13: tells followers of a new work that they may see, once a day', async () => {
    const community = await addCommunity(database(), 'private');
    await addMembership(database(), writer!, community);
    const name = `Awa ${newId()}`;
    for (const m of [reader!, writer!]) await follow(m, author(name));
    const add = async (title: string, of: typeof community | null, at: string) => {
      const work = await addWork(database(), { title, community: of });
      const contributors = JSON.stringify([{ name: name.toUpperCase(), role: 'author' }]);
      await database().query('update work set contributors = $2 where id = $1', [work, contributors]);
      await emit(database(), 'work.added', work, {});
      await database().query('update domain_event set at = $2 where subject = $1', [work, at]);
    };
    await add('Le four', community, '2026-03-02T08:00:00Z');
    expect(await told(writer!)).toEqual([{ kind: 'newWork', title: 'Le four' }]);
    expect(await told(reader!)).toEqual([]);
    await add('La pluie', null, '2026-03-02T09:00:00Z');
    expect(await told(reader!)).toEqual([{ kind: 'newWork', title: 'La pluie' }]);
    const rev = () => database().query('select rev from member_counter where member = $1', [reader!.id]);
    const before = await rev();
    await add('Encore un', null, '2026-03-02T10:00:00Z');
    expect(await told(reader!)).toEqual([{ kind: 'newWork', title: 'La pluie' }]);
    // A large import does not call their devices again and again.
    expect(await rev()).toEqual(before);
    await add('Le vent', null, '2026-03-03T08:00:00Z');
    expect(await told(writer!)).toEqual([
      { kind: 'newWork', title: 'Le four' },
      { kind: 'newWork', title: 'Le vent' },
    ]);
  });

  it('B13: tells followers of a text, and forgets who closed their account', async () => {
    await follow(reader!, person(writer!));
    const story = newId();
    await database().query(
      `insert into story (id, title, language, authors, licence, words, pages, bytes, author, rev)
        values ($1, 'Sous la pluie', 'fr', 'Text: Awa', 'CC BY 4.0', 1, 1, 1, $2, 0)`,
      [story, writer!.id],
    );
    await emit(database(), 'story.published', story, {});
    expect(await told(reader!)).toEqual([{ kind: 'newText', title: '' }]);
    await database().transaction((tx) => closeMember(tx, writer!.id));
    await handleEvents();
    expect(await ids(reader!)).toEqual([]);
  });
});
