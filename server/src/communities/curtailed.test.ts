/** What the event stream of a member does when they may see less than before. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { communityScope, memberScope } from '@egoejo/shared/sync/protocol.ts';
import { COOKIE } from '../accounts/sessions/authenticate.ts';
import { endSessions } from '../accounts/sessions/end-sessions.ts';
import { notifyMoved } from '../sync/pokes/pokes.ts';
import { createTestApp, type Browser, type TestApp } from '../testing/servers/app.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { signedIn } from '../testing/servers/signed-in.ts';
import { addCommunity } from '../testing/world.ts';
import { endMembership } from './membership.ts';

eachDatabase('streams of members who may see less', (database) => {
  let at: TestApp;
  let url: string;
  beforeAll(async () => {
    at = await createTestApp(database());
    url = await at.app.listen({ port: 0, host: '127.0.0.1' });
  });
  afterAll(() => at.close());

  /** Opens a stream of these scopes. `more` is the next text, or null once the server has closed it. */
  const open = async ({ cookie }: Browser, ...scopes: string[]) => {
    const answer = await fetch(`${url}/api/pokes?scopes=${scopes.join(',')}`, {
      headers: { cookie: `${COOKIE}=${cookie}` },
    });
    const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader.read()).value).toMatch(/^retry/);
    const more = async (): Promise<string | null> => (await reader.read()).value ?? null;
    return { more, cancel: () => reader.cancel() };
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
    at.deps.pokes.moved([scope]);
    expect([await hers.more(), await his.more()]).toEqual([`data: ${scope}\n\n`, `data: ${scope}\n\n`]);
    // What moves while the stream is ending is not written to it, which would end the process.
    await database().transaction(async (tx) => {
      await endMembership(tx, member, community, true);
      await notifyMoved(tx, [scope]);
    });
    expect([await hers.more(), await hers.more()]).toEqual([`data: ${memberScope(member)}\n\n`, null]);
    const again = await open(awa.browser, scope, memberScope(member));
    at.deps.pokes.moved([scope, memberScope(member)]);
    expect(await again.more()).toBe(`data: ${memberScope(member)}\n\n`);
    expect(await his.more()).toMatch(`data: ${scope}\n\n`);
    await Promise.all([again.cancel(), his.cancel()]);
  });

  it('S25: the streams of a session end with it, those of other members stay', async () => {
    const [awa, moussa] = [await signedIn(at, []), await signedIn(at, [])];
    const member = awa.member as MemberId;
    const [hers, his] = [await open(awa.browser, memberScope(member)), await open(moussa.browser, 'public')];
    await database().transaction((tx) => endSessions(tx, member, 'everywhere'));
    expect([await hers.more(), await hers.more()]).toEqual([`data: ${memberScope(member)}\n\n`, null]);
    const again = await open(awa.browser, memberScope(member), 'public');
    at.deps.pokes.moved(['public', memberScope(member)]);
    expect([await again.more(), await his.more()]).toEqual(['data: public\n\n', 'data: public\n\n']);
    await Promise.all([again.cancel(), his.cancel()]);
  });
});
