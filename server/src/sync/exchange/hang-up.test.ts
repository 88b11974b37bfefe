/** A device that hangs up in the middle of its answer: that is a weak link, not an error of the server. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { newId, type CommunityId } from '@egoejo/shared/platform/ids.ts';
import { PROTOCOL } from '@egoejo/shared/sync/protocol.ts';
import { signAccess } from '../../accounts/sessions/tokens.ts';
import { boost, newMember } from '../../testing/acts.ts';
import { createTestApp, type TestApp } from '../../testing/servers/app.ts';
import { openFreshPostgres, type OpenDatabase } from '../../testing/database/postgres.ts';
import { addCommunity, addProject } from '../../testing/world.ts';
import { EXCHANGES } from './serve.ts';

/** The headers of an exchange, without the empty line that ends them. */
const headOf = ({ host, origin }: URL, encoding: string, body: string): string =>
  `POST /sync/exchange HTTP/1.1\r\nhost: ${host}\r\norigin: ${origin}\r\nx-egoejo: 1\r\ncontent-type: ` +
  `application/json\r\naccept-encoding: ${encoding}\r\ncontent-length: ${body.length}\r\n`;

describe('a device that disconnects', () => {
  let opened: OpenDatabase;
  let t: TestApp;
  let address: URL;
  let scope: string;
  let community: CommunityId;
  beforeAll(async () => {
    opened = await openFreshPostgres();
    t = await createTestApp(opened.db);
    community = await addCommunity(opened.db);
    scope = `community:${community}`;
    // Many pages, longer than the socket buffers.
    await opened.db.query(
      `insert into project (id, scope, community, title, summary, status)
        select gen_random_uuid(), $1, $2, 'p' || i, repeat(md5(i::text), 90), 'published'
        from generate_series(1, 1500) i`,
      [scope, community],
    );
    address = new URL(await t.app.listen({ port: 0, host: '127.0.0.1' }));
  });
  afterAll(async () => {
    await t.close();
    await opened.close();
  });

  it.each(['', 'br', 'gzip'])(
    'S8: hanging up in mid-answer (%s) is no error in the log, and the next one is answered',
    async (encoding) => {
      const bug = vi.spyOn(t.deps.reports, 'bug');
      const thrown = vi.fn<(error: unknown) => void>();
      process.on('uncaughtExceptionMonitor', thrown);
      process.on('warning', thrown);
      const ended = vi.fn<(status: number) => void>();
      const cursor = { scope, entities: { project: 1 }, rev: 0, table: '', id: '' };
      const body = JSON.stringify({
        protocol: PROTOCOL,
        member: null,
        device: null,
        epoch: null,
        cursors: [cursor],
        mutations: [],
        outboxEmpty: true,
      });
      const head = `${headOf(address, encoding, body)}\r\n`;
      for (let i = 0; i < 6; i++) {
        const socket = connect(Number(address.port), address.hostname);
        socket.write(head + body);
        await once(socket, 'data');
        if (i % 2 === 0) socket.resetAndDestroy();
        else socket.destroy();
        await once(socket, 'close');
      }
      const whole = await t.app.inject({
        method: 'POST',
        url: '/sync/exchange',
        headers: { host: address.host, origin: address.origin, 'x-egoejo': '1', 'content-type': 'application/json' },
        payload: body,
      });
      ended(whole.statusCode);
      // Every exchange has ended: none waits for a closed connection, and each released its place.
      await expect.poll(() => t.app.server.listening && t.deps.db.poolUse().waiting).toBe(0);
      process.off('uncaughtExceptionMonitor', thrown);
      process.off('warning', thrown);
      expect([ended.mock.calls, bug.mock.calls, thrown.mock.calls]).toEqual([[[200]], [], []]);
    },
  );

  it('S8: a connection closed during settlement frees its place, and the acts stay settled', async () => {
    const { db } = opened;
    const project = await addProject(db, community);
    const devices = await Promise.all(
      Array.from({ length: EXCHANGES.places + 2 }, async () => {
        const { member, device } = await newMember(db, 50);
        const sid = newId();
        await db.query(
          'insert into session (id, member, device, pepper, current_hash, expires_at) values ($1, $2, $3, ' +
            `'\\x00', '\\x00', now() + interval '1 day')`,
          [sid, member, device],
        );
        const token = await signAccess(t.deps.keys, { member, device, sid, roles: [] });
        const mutations = Array.from({ length: 20 }, () => boost(project, 1));
        return {
          member,
          token,
          body: JSON.stringify({
            protocol: PROTOCOL,
            member,
            device,
            epoch: null,
            cursors: [],
            mutations,
            outboxEmpty: true,
          }),
        };
      }),
    );
    const [last, ...gone] = devices;
    await db.transaction(async (tx) => {
      await tx.query('select from member_counter where member = any($1::uuid[]) for no key update', [
        gone.map((d) => d.member),
      ]);
      const sockets = gone.map(({ token, body }) => {
        const socket = connect(Number(address.port), address.hostname);
        socket.write(`${headOf(address, 'br', body)}authorization: Bearer ${token}\r\n\r\n${body}`);
        return socket;
      });
      const stuck = async (): Promise<number> =>
        (
          await db.query<{ n: number }>(
            `select count(*) as n from pg_stat_activity
              where datname = current_database() and wait_event_type = 'Lock'`,
          )
        )[0]?.n ?? 0;
      await expect.poll(stuck).toBeGreaterThan(0);
      for (const socket of sockets) socket.destroy();
      await Promise.all(sockets.map((socket) => once(socket, 'close')));
    });
    // The exchanges that were at work finish one after the other.
    const answer = () =>
      t.app.inject({
        method: 'POST',
        url: '/sync/exchange',
        payload: last?.body ?? '',
        headers: {
          host: address.host,
          origin: address.origin,
          'x-egoejo': '1',
          'content-type': 'application/json',
          authorization: `Bearer ${last?.token}`,
        },
      });
    await expect.poll(async () => (await answer()).statusCode).toBe(200);
  });
});
