import { expect, it } from 'vitest';
import { newId, type CommunityId, type PictureId, type ProjectId } from '@egoejo/shared/platform/ids.ts';
import type { MutationArgs } from '@egoejo/shared/registry.ts';
import { createTestApp } from '../testing/servers/app.ts';
import { addWaiting, browserOf, complete, photo, sendChunk, start, upload } from '../testing/photos.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { addCommunity, addMember, addMembership, addProject, settleCold, type TestMember } from '../testing/world.ts';
import { publish, settlements } from './settle.ts';

eachDatabase('photos of projects', (database) => {
  const add = (m: TestMember, project: ProjectId, change: Partial<MutationArgs<'project.addPicture'>> = {}) =>
    settleCold(database(), settlements, 'project.addPicture', m, {
      id: newId<PictureId>(),
      project,
      alt: '',
      place: 0,
      ...change,
    });
  const remove = (m: TestMember, project: ProjectId, picture: PictureId) =>
    settleCold(database(), settlements, 'project.removePicture', m, { project, picture });
  const rows = (project: ProjectId) =>
    database().query<{ id: PictureId; scope: string; state: string; name: string | null }>(
      'select id, scope, state, name from project_picture where project = $1 order by place, id',
      [project],
    );
  async function village() {
    const community = await addCommunity(database());
    const [author, animator] = [await addMember(database()), await addMember(database())];
    await addMembership(database(), author, community);
    await addMembership(database(), animator, community, 'animator');
    return { community, author, animator, ...(await addWaiting(database(), author.id, community)) };
  }

  it('S11: the author adds photos to a proposal, animators to what is published, nobody else', async () => {
    const { author, animator, project, community } = await village();
    const published = await addProject(database(), community);
    expect(await add(author, project)).toEqual({ applied: [] });
    expect(await add(animator, project)).toEqual({ rejected: 'project.not_author' });
    expect(await add(await addMember(database()), project)).toEqual({ rejected: 'project.unknown' });
    expect(await add(author, published)).toEqual({ rejected: 'project.not_animator' });
    expect(await add(animator, published)).toEqual({ applied: [] });
    expect((await rows(project)).map((r) => r.scope)).toEqual(Array(2).fill(`member:${author.id}`));
    expect((await rows(published)).map((r) => r.scope)).toEqual([`community:${community}`]);
    await database().query(`update project set status = 'withdrawn' where id = $1`, [published]);
    expect(await add(animator, published)).toEqual({ rejected: 'project.withdrawn' });
  });

  it('a project takes five photos, and each only once; a refused one makes room', async () => {
    const { author, project, picture } = await village();
    const id = newId<PictureId>();
    expect(await add(author, project, { id })).toEqual({ applied: [] });
    expect(await add(author, project, { id })).toEqual({ rejected: 'project.picture_exists' });
    for (let i = 0; i < 3; i++) expect(await add(author, project)).toEqual({ applied: [] });
    expect(await add(author, project)).toEqual({ rejected: 'project.too_many_pictures', params: { most: 5 } });
    await database().query(`update project_picture set state = 'refused', code = 'media.bad_picture' where id = $1`, [
      picture,
    ]);
    expect(await add(author, project)).toEqual({ applied: [] });
  });

  it('the cover is the first stored photo; removed, it gives way to the next, then to the drawing, and its files go', async () => {
    const { author, project, picture } = await village();
    await database().query(`update project set picture = 'demo-x' where id = $1`, [project]);
    const t = await createTestApp(database());
    const browser = await browserOf(t, database(), author);
    const second = newId<PictureId>();
    await add(author, project, { id: second, place: 1 });
    const cover = async () =>
      (await database().query<{ picture: string }>('select picture from project where id = $1', [project]))[0]?.picture;
    await upload(browser, second, await photo(60, 30));
    const after = (await rows(project))[1]?.name;
    expect(await cover()).toBe(after);
    await upload(browser, picture, await photo(90, 30));
    const first = (await rows(project))[0]?.name;
    expect([await cover(), first === after]).toEqual([first, false]);
    expect(await remove(author, project, picture)).toEqual({ applied: [] });
    expect(await cover()).toBe(after);
    expect(await remove(author, project, second)).toEqual({ applied: [] });
    expect(await cover()).toBe('demo-x');
    expect(await remove(author, project, second)).toEqual({ rejected: 'project.unknown_picture' });
    const removed = await database().query<{ name: string }>(
      `select payload ->> 'name' as name from domain_event where name = 'project.picture_removed' and subject = $1
        order by id`,
      [project],
    );
    expect(removed.map((r) => r.name)).toEqual([first, after]);
    await t.close();
  });

  const publishNow = (author: TestMember, { project, community }: { project: ProjectId; community: CommunityId }) =>
    database().transaction(async (tx) => {
      await tx.query('select bump_scopes($1::text[])', [[`member:${author.id}`, `community:${community}`]]);
      await publish(tx, project);
    });

  it('S12: publishing moves the photos with the proposal, and leaves their tombstones', async () => {
    const { author, project, picture, community } = await village();
    const t = await createTestApp(database());
    await upload(await browserOf(t, database(), author), picture, await photo(50, 50));
    await publishNow(author, { project, community });
    expect(await rows(project)).toMatchObject([{ id: picture, scope: `community:${community}`, state: 'stored' }]);
    expect(
      await database().query(`select scope from tombstone where entity = 'projectPicture' and id = $1`, [picture]),
    ).toEqual([{ scope: `member:${author.id}` }]);
    await t.close();
  });

  it('S11: a photo that has not arrived when its proposal is published is refused, unless an animator sends it', async () => {
    const { author, project, picture, community } = await village();
    const t = await createTestApp(database());
    const browser = await browserOf(t, database(), author);
    await publishNow(author, { project, community });
    expect(await database().query('select state, code from project_picture where id = $1', [picture])).toEqual([
      { state: 'refused', code: 'project.picture_after_approval' },
    ]);
    expect((await upload(browser, picture, await photo(50, 50))).body).toMatchObject({ code: 'media.not_awaited' });
    const second = await village();
    await database().query(`update membership set role = 'animator' where member = $1`, [second.author.id]);
    await publishNow(second.author, second);
    const animator = await browserOf(t, database(), second.author);
    expect((await upload(animator, second.picture, await photo(50, 50))).body.state).toBe('done');
    await t.close();
  });

  it('S11: who was removed from the community sends no photo that was announced before', async () => {
    const { author, project, picture } = await village();
    const t = await createTestApp(database());
    const browser = await browserOf(t, database(), author);
    const bytes = await photo(50, 50);
    const { id } = (await start(browser, picture, bytes)).body;
    await sendChunk(browser, id, 0, bytes);
    await database().query('delete from membership where member = $1', [author.id]);
    for (const answer of [
      await start(browser, picture, Buffer.from('another')),
      await sendChunk(browser, id, bytes.length, Buffer.from('x')),
      await complete(browser, id),
    ])
      expect(answer).toMatchObject({ status: 409, body: { code: 'project.not_member' } });
    expect(await rows(project)).toMatchObject([{ state: 'awaited', name: null }]);
    await t.close();
  });
});
