import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { recordedIds } from '@egoejo/shared/testing/example-ids.ts';
import { requestHash } from '@egoejo/shared/sync/mutation.ts';
import type { Answer, ExchangeLine, ExchangeRequest } from '@egoejo/shared/sync/protocol.ts';
import type { Database } from '../../platform/database/database.ts';
import { audit } from '../../cli/audit.ts';
import { entitySources } from '../../registry.ts';
import { testSettlements } from '../../testing/settlements.ts';
import { grant, outcome } from '../../testing/acts.ts';
import { addExampleWorld, addOffer, addSanction } from '../../testing/example-world.ts';
import { addBookDay, addWork } from '../../testing/world.ts';
import { eachDatabase } from '../../testing/database/postgres.ts';
import { exchange } from './exchange.ts';
import { readRequest } from './request.ts';

const fixtures = new URL('../../../../shared/src/sync/fixtures/', import.meta.url);

/** Creates the rows that the acts of a fixture refer to (client/src/sync/testing/record.ts), with the same ids. */
async function place(db: Database, { member, device }: Pick<ExchangeRequest, 'member' | 'device'>): Promise<void> {
  await db.query(
    `insert into member (id, name, email, email_confirmed_at, roles)
      values ($1, 'Awa', 'awa@example.org', now(), '{animator,author}')`,
    [member],
  );
  await db.query(
    `insert into device (member, id, registered_at, quiet_at)
      values ($1, $2, now() - interval '7 days', now() - interval '7 days')`,
    [member, device],
  );
  const { community } = await addExampleWorld(db, 'public', recordedIds);
  await db.query(
    `insert into membership (member, community, role, joined_at) values ($1, $2, 'animator', now() - interval '1 day')`,
    [member, community],
  );
  await addSanction(db, recordedIds, member as MemberId);
  await addOffer(db, recordedIds, member as MemberId);
  await addWork(db, { id: recordedIds.work });
  await addBookDay(db, member as MemberId, recordedIds.work);
  await grant(db, member as MemberId, 100);
}

async function send(db: Database, body: unknown): Promise<{ answers: Answer[]; lines: ExchangeLine[] }> {
  // Check the body with today's schema, as if it came over the wire.
  const read = readRequest(JSON.parse(JSON.stringify(body)));
  if (!read.ok) throw new Error(`${read.error.code} ${JSON.stringify(read.error.params)}`);
  const { member, device } = read.value;
  if (member === null || device === null) throw new Error('a fixture is of a member');
  const lines: ExchangeLine[] = [];
  const done = await exchange(
    {
      db,
      settlements: testSettlements,
      sources: entitySources,
      flags: {},
      moved: () => undefined,
      onThrow: (error) => {
        throw error;
      },
    },
    { member, device },
    read.value,
    async (line) => void lines.push(JSON.parse(line) as ExchangeLine),
  );
  if (!done.ok) throw new Error(done.error.code);
  return { lines, answers: lines.flatMap((line) => (line.t === 'verdicts' ? line.answers : [])) };
}

for (const version of readdirSync(fixtures)) {
  eachDatabase(`an exchange of protocol version ${version}`, (database) => {
    it('S24: an outbox written by a shipped version settles with verdicts and hashes, and identically when sent twice', async () => {
      const sent = JSON.parse(readFileSync(new URL(`${version}/exchange.json`, fixtures), 'utf8')) as ExchangeRequest;
      await place(database(), sent);
      // The device has exchanged with this very database, which therefore knows at least as much as the device (S29).
      const [here] = await database().query<{ epoch: string }>(
        'update member_counter set rev = rev + 1000 where member = $1 returning (select epoch from installation)',
        [sent.member],
      );
      const body = { ...sent, epoch: here!.epoch };
      const { answers, lines } = await send(database(), body);
      const by = new Map(answers.map((a) => [a.key, a]));
      expect(body.mutations.map((m) => `${m.name} ${outcome(by.get(m.key))}`)).toEqual(
        body.mutations.map((m) => `${m.name} applied`),
      );
      for (const m of body.mutations) {
        const answer = by.get(m.key);
        if (answer && 'hash' in answer) expect(answer.hash).toBe(requestHash(m));
      }
      const cancelled = body.mutations.flatMap((m) => (m.name === 'sync.cancel' ? [String(m.args['key'])] : []));
      expect(answers.filter((a) => cancelled.includes(a.key)).map(outcome)).toEqual(
        cancelled.map(() => 'sync.cancelled'),
      );
      expect(lines.at(-1)).toEqual({ t: 'end', more: false });
      const again = await send(database(), {
        ...body,
        mutations: body.mutations.filter((m) => m.name !== 'reading.progress'),
      });
      for (const a of again.answers) if ('hash' in a) expect(a).toEqual(by.get(a.key));
      expect((await audit(database())).gaps).toEqual([]);
    });
  });
}
