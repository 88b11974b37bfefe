import { beforeEach, expect, it } from 'vitest';
import { MOST_BLOCKED } from '@egoejo/shared/blocks/model.ts';
import { newId, type MemberId } from '@egoejo/shared/platform/ids.ts';
import { closeMember } from '../accounts/own-data/own-data.ts';
import { startEvents } from '../platform/database/events.ts';
import { createLog } from '../platform/observability/log.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { addMember, settleCold, type TestMember } from '../testing/world.ts';
import { listeners } from './jobs.ts';
import { settlements } from './settle.ts';

eachDatabase('blocks', (database) => {
  let [awa, moussa]: TestMember[] = [];
  beforeEach(async () => {
    [awa, moussa] = [await addMember(database()), await addMember(database())];
  });
  const block = (m: TestMember, member: MemberId, on = true, name = 'Moussa') =>
    settleCold<'member.block'>(database(), settlements, 'member.block', m, { member, on, name });
  const blocked = (m: TestMember) =>
    database().query('select id, name from blocked_member where member = $1 order by id', [m.id]);

  it('T5: a member blocks another once, with the name that they see, and stops', async () => {
    expect(await block(awa!, moussa!.id)).toEqual({ applied: [] });
    expect(await block(awa!, moussa!.id, true, 'Moussa Sow')).toEqual({ applied: [] });
    expect([await blocked(awa!), await blocked(moussa!)]).toEqual([[{ id: moussa!.id, name: 'Moussa Sow' }], []]);
    for (let i = 0; i < 2; i++) expect(await block(awa!, moussa!.id, false)).toEqual({ applied: [] });
    expect(await blocked(awa!)).toEqual([]);
  });

  it('T5: nobody blocks themselves, nor whom there is not, nor too many', async () => {
    expect(await block(awa!, awa!.id)).toEqual({ rejected: 'block.oneself' });
    expect(await block(awa!, newId())).toEqual({ rejected: 'block.unknown_member' });
    await database().query(
      `insert into blocked_member (member, id, name, rev) select $1, gen_random_uuid(), '', 0 from generate_series(1, $2)`,
      [awa!.id, MOST_BLOCKED],
    );
    expect(await block(awa!, moussa!.id)).toEqual({ rejected: 'block.too_many', params: { most: MOST_BLOCKED } });
    expect(await block(awa!, moussa!.id, false)).toEqual({ applied: [] });
  });

  it('T5: closing the account of either takes the row away', async () => {
    const other = await addMember(database());
    await block(awa!, moussa!.id);
    await block(moussa!, other.id);
    await database().transaction((tx) => closeMember(tx, moussa!.id));
    expect(await blocked(moussa!)).toEqual([]);
    const events = startEvents(database(), createLog('silent'), listeners);
    await events.drain();
    await events.stop();
    expect(await blocked(awa!)).toEqual([]);
    expect(await block(awa!, moussa!.id)).toEqual({ rejected: 'block.unknown_member' });
  });
});
