import { newId, type CommunityId, type MessageId, type MutationKey, type RoomId } from '@egoejo/shared/platform/ids.ts';
import { roomScope, type MutationEnvelope, type ScopeCursor } from '@egoejo/shared/sync/protocol.ts';
import type { Database } from '@egoejo/server/platform/database/database.ts';
import { lastCursor, openChannel } from '@egoejo/server/testing/live.ts';
import { testSettlements } from '@egoejo/server/testing/settlements.ts';
import { settleCold } from '@egoejo/server/testing/world.ts';
import { asFastAsItGoes, atRate, forMs } from '../../rate.ts';
import type { Bench } from '../../bench.ts';
import { community, deviceOf, memberOf } from '../../database/economy.ts';
import { median, percentile } from '../../figures.ts';
import { startHttpApp } from '../../http/app.ts';
import { exchange } from '../../http/device.ts';
import type { Account } from '../../http/requests.ts';

const PEOPLE = 200;
/** Further channels, whose memory is measured: below the cap of one member. */
const MORE_EACH = 9;
const PER_SECOND = 5;

const room = newId<RoomId>();
const scope = roomScope(room);

async function openRoom(db: Database, accounts: readonly Account[]): Promise<ScopeCursor> {
  const host = { id: memberOf(1), device: deviceOf(1) };
  const args = { id: room, community: community as CommunityId, about: null, title: 'Le four', purpose: '' };
  await settleCold(db, testSettlements, 'room.open', host, args);
  const members = accounts.map(({ member }) => member);
  await db.query(
    `insert into membership (member, community) select m, $2 from unnest($1::uuid[]) m on conflict do nothing`,
    [members, community],
  );
  await db.query(
    `insert into room_member (member, room, rev) select m, $2, 0 from unnest($1::uuid[]) m on conflict do nothing`,
    [members, room],
  );
  return lastCursor(db, scope);
}

/**
 * Messages to a room that 200 devices have open: how long after the server's answer to its author a message is on the
 * others (T4). Also how many deliveries a second when members write as fast as they are answered, and the memory of a
 * channel.
 */
export const bench: Bench = {
  name: 'live-room',
  group: 'live',
  goal: { atMost: 100 },
  async run(context) {
    let cursor: ScopeCursor | undefined;
    const economy = { members: 1000, projects: 1000, grains: 1000 };
    const app = await startHttpApp(context, economy, PEOPLE, async (db, accounts) => {
      cursor = await openRoom(db, accounts);
    });
    const open = ({ accessToken, from }: Account) =>
      openChannel(app.url, {
        headers: { authorization: `Bearer ${accessToken}` },
        ...(from !== undefined && { localAddress: from }),
      });
    try {
      const channels = await Promise.all(app.accounts.map(open));
      const answered = new Map<string, number>();
      const arrived = new Map<string, number[]>();
      for (const channel of channels) {
        channel.follow(scope);
        channel.say({ t: 'open', cursors: [cursor] });
        channel.socket.on('message', (data) => {
          for (const [, id = ''] of (data as Buffer).toString().matchAll(/"text" ?: ?"(\S{36})"/g))
            arrived.set(id, [...(arrived.get(id) ?? []), performance.now()]);
        });
      }
      let seq = 0;
      const write = async (): Promise<void> => {
        const author = app.accounts[seq % PEOPLE]!;
        const id = newId<MessageId>();
        const args = { id, room, text: id, replyTo: null, mentions: [], file: null };
        const act: MutationEnvelope = {
          key: newId<MutationKey>(),
          seq: ++seq,
          name: 'message.send',
          version: 2,
          args,
          madeAt: new Date().toISOString(),
        };
        await exchange(app.url, author, null, [], [act]);
        answered.set(id, performance.now());
      };
      const all = async (): Promise<void> => {
        const missing = () => [...answered.keys()].some((id) => (arrived.get(id)?.length ?? 0) < PEOPLE);
        const until = performance.now() + 60_000;
        while (missing()) {
          if (performance.now() > until) throw new Error('some messages did not come by the channel');
          await new Promise((go) => setTimeout(go, 10));
        }
      };
      await write();
      await all();
      const rounds: { p95: number; perSecond: number }[] = [];
      for (let i = 0; i < context.rounds; i++) {
        answered.clear();
        await atRate(PER_SECOND, forMs(context.seconds * 1000), write);
        await all();
        const delays = [...answered].flatMap(([id, at]) =>
          (arrived.get(id) ?? []).map((then) => Math.max(0, then - at)),
        );
        answered.clear();
        const start = performance.now();
        const n = await asFastAsItGoes(8, forMs(context.seconds * 1000), write);
        await all();
        rounds.push({ p95: percentile(delays, 0.95), perSecond: (n * PEOPLE * 1000) / (performance.now() - start) });
      }
      const before = app.memory();
      for (let i = 0; i < MORE_EACH; i++) await Promise.all(app.accounts.map(open));
      return {
        n: rounds.length,
        value: median(rounds.map((r) => r.p95)),
        unit: 'ms',
        baseline: null,
        ratio: null,
        facts: {
          deliveriesPerSecond: Math.round(median(rounds.map((r) => r.perSecond))),
          bytesAChannel: Math.round((app.memory() - before) / (MORE_EACH * PEOPLE)),
        },
      };
    } finally {
      await app.close();
    }
  },
};
