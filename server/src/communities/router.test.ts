import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, type Browser, type TestApp } from '../testing/app.ts';
import { eachDatabase } from '../testing/postgres.ts';
import { signedIn } from '../testing/signed-in.ts';
import { addCommunity } from '../testing/world.ts';
import { keyOf } from './keys.ts';

eachDatabase('what animators ask online', (database) => {
  let t: TestApp;
  beforeAll(async () => {
    t = await createTestApp(database());
  });
  afterAll(() => t.close());

  async function village() {
    const db = database();
    const community = await addCommunity(db, 'private');
    const [animator, member, outsider] = [await signedIn(t, []), await signedIn(t, []), await signedIn(t, [])];
    const join = (id: string, role: 'animator' | 'member') =>
      db.query('insert into membership (member, community, role) values ($1, $2, $3)', [id, community, role]);
    await join(animator.member, 'animator');
    await join(member.member, 'member');
    return { community, animator, member, outsider };
  }

  it('S11: the key and the members of a community are for its animators alone', async () => {
    const { community, animator, member, outsider } = await village();
    const ask = async ({ browser }: { browser: Browser }) => {
      const key = await browser.mutate('communities.key', { community });
      const input = encodeURIComponent(JSON.stringify({ community, search: '', after: null }));
      return [key, await browser.query(`communities.members?input=${input}`)].map((a) =>
        a.status === 200 ? 'answered' : (a.body as { code: string }).code,
      );
    };
    expect(await ask(animator)).toEqual(['answered', 'answered']);
    expect(await ask(member)).toEqual(['community.not_animator', 'community.not_animator']);
    expect(await ask(outsider)).toEqual(['community.unknown', 'community.unknown']);
  });

  it('shows a member’s name to animators only if the member shows it to the community', async () => {
    const { community, animator, member } = await village();
    const list = async (search = '') => {
      const input = encodeURIComponent(JSON.stringify({ community, search, after: null }));
      return (
        await animator.browser.query<{ id: string; name: string | null; role: string }[]>(
          `communities.members?input=${input}`,
        )
      ).body;
    };
    expect((await list()).map((m) => [m.role, m.name])).toEqual([
      ['animator', null],
      ['member', null],
    ]);
    const show = (visibility: string) =>
      database().query(
        `update member set name = 'Fatou Sarr', visibility = visibility || jsonb_build_object('name', $2::text)
          where id = $1`,
        [member.member, visibility],
      );
    await show('private');
    expect(await list('fatou')).toEqual([]);
    await show('community');
    expect((await list('fatou')).map((m) => [m.id, m.name])).toEqual([[member.member, 'Fatou Sarr']]);
  });

  it('tells whoever has the key which community it opens; an archived one has none', async () => {
    const { community } = await village();
    const key = await keyOf(database(), community);
    const ask = (k: string) =>
      t.browser().query(`communities.byKey?input=${encodeURIComponent(JSON.stringify({ key: k }))}`);
    expect((await ask(key)).body).toMatchObject({ id: community, visibility: 'private' });
    expect((await ask('0'.repeat(16))).body).toMatchObject({ code: 'community.no_such_key' });
    await database().query('update community set archived_at = now() where id = $1', [community]);
    expect((await ask(key)).body).toMatchObject({ code: 'community.no_such_key' });
  });
});
