/** What happens to the live channels of a member who may see less than before. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { communityScope, memberScope } from '@egoejo/shared/sync/protocol.ts';
import { endSessions } from '../accounts/sessions/end-sessions.ts';
import { notifyMoved } from '../sync/pokes/pokes.ts';
import { createTestApp, type Browser, type TestApp } from '../testing/servers/app.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { cookieOf, openChannel } from '../testing/live.ts';
import { signedIn } from '../testing/servers/signed-in.ts';
import { addCommunity } from '../testing/world.ts';
import { endMembership } from './membership.ts';

eachDatabase('channels of members who may see less', (database) => {
  let at: TestApp;
  let url: string;
  beforeAll(async () => {
    at = await createTestApp(database());
    url = await at.app.listen({ port: 0, host: '127.0.0.1' });
  });
  afterAll(() => at.close());

  /** The code with which a channel was closed; while it is open, undefined. */
  const closedWith = ({ closed }: Awaited<ReturnType<typeof openChannel>>) =>
    Promise.race([closed, Promise.resolve(undefined)]);

  /** A channel that follows these scopes, and has heard that one of them moved. */
  const open = async (browser: Browser, ...scopes: string[]) => {
    const channel = await openChannel(url, { headers: cookieOf(browser) });
    channel.follow(...scopes);
    await expect.poll(() => (at.deps.pokes.moved(scopes), channel.moved().length)).toBeGreaterThan(0);
    return channel;
  };
  const names = async (channel: Awaited<ReturnType<typeof open>>, scope: string): Promise<void> => {
    const before = channel.got.length;
    await expect.poll(() => (at.deps.pokes.moved([scope]), channel.moved().slice(before))).toContain(scope);
  };

  it('S25: whoever leaves a community or is removed hears of it at once, and no more from there', async () => {
    const [awa, moussa] = [await signedIn(at, []), await signedIn(at, [])];
    const member = awa.member as MemberId;
    const community = await addCommunity(database(), 'private');
    await database().query(`insert into membership (member, community) select unnest($1::uuid[]), $2`, [
      [member, moussa.member],
      community,
    ]);
    const scope = communityScope(community);
    const [hers, his] = [await open(awa.browser, scope), await open(moussa.browser, scope)];
    // What moves while the channel is closing is not sent on it.
    await database().transaction(async (tx) => {
      await endMembership(tx, member, community, true);
      await notifyMoved(tx, [scope]);
    });
    await Promise.race([hers.closed, his.closed]);
    expect(await closedWith(hers)).toBe(4001);
    const again = await open(awa.browser, scope, memberScope(member));
    await names(his, scope);
    await names(again, memberScope(member));
    expect(again.moved()).not.toContain(scope);
    for (const channel of [again, his]) channel.socket.terminate();
  });

  it('S25: the channels of a session end with it, those of other members stay', async () => {
    const [awa, moussa] = [await signedIn(at, []), await signedIn(at, [])];
    const member = awa.member as MemberId;
    const [hers, his] = [await open(awa.browser, memberScope(member)), await open(moussa.browser, 'public')];
    await database().transaction((tx) => endSessions(tx, member, 'everywhere'));
    expect(await hers.closed).toBe(4001);
    const again = await open(awa.browser, memberScope(member), 'public');
    for (const channel of [again, his]) await names(channel, 'public');
    expect(again.moved()).not.toContain(memberScope(member));
    for (const channel of [again, his]) channel.socket.terminate();
  });
});
