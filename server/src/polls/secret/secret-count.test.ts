import { describe, expect, it } from 'vitest';
import { newId } from '@egoejo/shared/platform/ids.ts';
import { openPostgres } from '../../platform/database/open-postgres.ts';
import { settleActs } from '../../sync/settle/settle.ts';
import { act, newMember } from '../../testing/acts.ts';
import { testKeys } from '../../testing/ballot-keys.ts';
import { createDatabase } from '../../testing/database/postgres.ts';
import { deps } from '../../testing/proving-device.ts';
import { addPoll } from '../../testing/world.ts';
import { closeDuePolls } from '../closing.ts';
import { readPoll } from '../count/count-stored.ts';

describe('a secret poll that two servers count at once', () => {
  it('P2: has one result, and what was kept beside the keys has all ballots', async () => {
    const { url, drop } = await createDatabase();
    const [one, two] = await Promise.all([openPostgres({ url }), openPostgres({ url })]);
    try {
      const poll = await addPoll(one, { method: { kind: 'choice', max: 1 }, secret: true, openToAll: true });
      for (const option of ['a', 'b', 'b']) {
        const { member, device } = await newMember(one);
        await settleActs(deps(one), member, device, [
          act('poll.voteSecretly', {
            poll,
            ballot: { kind: 'choice', options: [option] },
            nonce: newId().replaceAll('-', ''),
          }),
        ]);
      }
      await one.query(`update poll set closes_at = clock_timestamp() - interval '1 second' where id = $1`, [poll]);
      const second: Promise<unknown>[] = [];
      const keepLate: typeof testKeys.keepResult = async (id, result) => {
        if (second.length === 0) second.push(closeDuePolls(two, () => undefined, testKeys));
        // Until the other server waits for the scope of the poll.
        for (let waits = false; !waits;) {
          const [row] = await two.query<{ waits: boolean }>(
            `select exists (select from pg_stat_activity where datname = current_database()
              and wait_event_type = 'Lock') as waits`,
          );
          waits = row?.waits ?? false;
        }
        await testKeys.keepResult(id, result);
      };
      await closeDuePolls(one, () => undefined, { ...testKeys, keepResult: keepLate });
      await Promise.all(second);
      expect(JSON.parse((await testKeys.keptResult(poll))!)).toMatchObject({
        result: { ballots: 3 },
        ballots: [{}, {}, {}],
      });
      expect((await readPoll(one, poll))?.result).toMatchObject({ ballots: 3 });
    } finally {
      await Promise.all([one.close(), two.close()]);
      await drop();
    }
  });
});
