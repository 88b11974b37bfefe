import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId, type CommentId, type CommunityId } from '@egoejo/shared/platform/ids.ts';
import { createTestApp, type Browser, type TestApp } from '../testing/servers/app.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { signedIn } from '../testing/servers/signed-in.ts';
import { addCommunity, addProject } from '../testing/world.ts';

eachDatabase('who signed a comment', (database) => {
  let t: TestApp;
  let community: CommunityId;
  let writer: string;
  let neighbour: Browser;
  let stranger: Browser;
  const comments = { signed: newId<CommentId>(), plain: newId<CommentId>() };
  const join = (member: string) =>
    database().query('insert into membership (member, community) values ($1, $2)', [member, community]);
  beforeAll(async () => {
    t = await createTestApp(database());
    community = await addCommunity(database());
    const project = await addProject(database(), community);
    const [author, near, far] = [await signedIn(t, []), await signedIn(t, []), await signedIn(t, [])];
    writer = author.member;
    [neighbour, stranger] = [near.browser, far.browser];
    await join(writer);
    await join(near.member);
    await database().query(
      `update member set name = 'Awa', bio = 'Je jardine.', place = 'Rives', avatar = '/media/avatars/a.webp',
        visibility = '{"name":"public","bio":"community","place":"public","avatar":"private"}' where id = $1`,
      [writer],
    );
    for (const [name, id] of Object.entries(comments))
      await database().query(
        `insert into comment (id, scope, project, kind, author, name, text)
          values ($1, $2, $3, 'comment', $4, $5, 'Je viens.')`,
        [id, `community:${community}`, project, writer, name === 'signed' ? 'Awa' : null],
      );
  });
  afterAll(() => t.close());
  const ask = async (who: Browser, comment: CommentId) => {
    const input = encodeURIComponent(JSON.stringify({ comment }));
    const { body } = await who.send({ method: 'GET', url: `/trpc/comments.writer?input=${input}` });
    return JSON.stringify(body);
  };

  it('shows a neighbour what its member shows the community, and a stranger only what is public', async () => {
    const near = await ask(neighbour, comments.signed);
    expect(near).toContain('Je jardine.');
    expect(near).toContain('Rives');
    expect(near).not.toContain('avatars');
    const far = await ask(stranger, comments.signed);
    expect(far).toContain('Rives');
    expect(far).not.toContain('Je jardine.');
  });
  it('names nobody behind a comment without a name, although the profile shows one', async () => {
    expect(await ask(neighbour, comments.plain)).toContain('comment.unknown');
    expect(await ask(neighbour, comments.plain)).not.toContain('Rives');
  });
  it('S11: knows no comment of a private community for those outside', async () => {
    await database().query(`update community set visibility = 'private', scope = 'community:' || id where id = $1`, [
      community,
    ]);
    expect(await ask(neighbour, comments.signed)).toContain('Awa');
    expect(await ask(stranger, comments.signed)).toContain('comment.unknown');
  });
});
