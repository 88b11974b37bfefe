import { beforeAll, expect, it } from 'vitest';
import { MOST_CONCEPTS, MOST_LINKS, linkOf } from '@egoejo/shared/constellation/model.ts';
import { newId, type CommunityId, type ConceptId, type ProjectId } from '@egoejo/shared/platform/ids.ts';
import type { MutationArgs } from '@egoejo/shared/registry.ts';
import { startEvents } from '../platform/database/events.ts';
import { createLog } from '../platform/observability/log.ts';
import { settlements as communitySettlements } from '../communities/settle.ts';
import { settlements as projectSettlements } from '../projects/settle.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { addCommunity, addMember, addMembership, addProject, settleCold, type TestMember } from '../testing/world.ts';
import { listeners } from './listeners.ts';
import { settlements } from './settle.ts';

eachDatabase('concepts', (database) => {
  let community: CommunityId;
  let elsewhere: CommunityId;
  let animator: TestMember;
  let member: TestMember;
  beforeAll(async () => {
    community = await addCommunity(database());
    elsewhere = await addCommunity(database());
    [animator, member] = [await addMember(database()), await addMember(database())];
    for (const place of [community, elsewhere]) await addMembership(database(), animator, place, 'animator');
    await addMembership(database(), member, community);
  });
  const settle = <N extends keyof typeof settlements>(name: N, args: MutationArgs<N>, m = animator) =>
    settleCold<N>(database(), settlements, name, m, args);
  const written = (more: Partial<MutationArgs<'concept.write'>> = {}): MutationArgs<'concept.write'> => ({
    concept: newId<ConceptId>(),
    community,
    create: true,
    title: 'Le pain',
    summary: '',
    ...more,
  });
  const write = async (more: Partial<MutationArgs<'concept.write'>> = {}): Promise<ConceptId> => {
    const args = written(more);
    expect(await settle('concept.write', args)).toEqual({ applied: [] });
    return args.concept;
  };
  const link = (concept: ConceptId, kind: 'concept' | 'project', to: string, on = true, m = animator) =>
    settle('concept.link', { concept, kind, to, on }, m);
  const linksOf = async (concept: ConceptId): Promise<string[]> =>
    (
      await database().query<{ id: string }>('select id from concept_link where concept = $1 or target = $1', [concept])
    ).map((row) => row.id);
  const title = async (id: ConceptId) =>
    (await database().query<{ title: string }>('select title from concept where id = $1', [id]))[0]?.title;

  it('S5: is made once under its id, and its words change', async () => {
    const concept = await write();
    expect(await settle('concept.write', written({ concept }))).toMatchObject({ rejected: 'concept.exists' });
    await write({ concept, create: false, title: 'Le pain partagé' });
    expect(await title(concept)).toBe('Le pain partagé');
  });

  it('does not come back by the words of somebody who did not know it was deleted', async () => {
    const concept = await write();
    expect(await settle('concept.delete', { concept })).toEqual({ applied: [] });
    const late = written({ concept, create: false });
    expect(await settle('concept.write', late)).toMatchObject({ rejected: 'concept.unknown' });
    expect(await title(concept)).toBeUndefined();
  });

  it('does not change a concept through another community', async () => {
    const concept = await write();
    const moved = written({ concept, create: false, community: elsewhere });
    expect(await settle('concept.write', moved)).toMatchObject({ rejected: 'concept.unknown' });
  });

  it('is one link from either end and from two devices, and ends from either end', async () => {
    const [a, b] = [await write(), await write()];
    expect(await link(a, 'concept', b)).toEqual({ applied: [] });
    expect(await link(b, 'concept', a)).toEqual({ applied: [] });
    expect(await linksOf(a)).toEqual([linkOf(a, 'concept', b).id]);
    expect(await link(b, 'concept', a, false)).toEqual({ applied: [] });
    expect(await link(b, 'concept', a, false)).toEqual({ applied: [] });
    expect(await linksOf(a)).toEqual([]);
    expect(await link(a, 'concept', a)).toMatchObject({ rejected: 'concept.unknown' });
    const far = await write({ community: elsewhere });
    for (const [from, to] of [[a, far] as const, [far, a] as const])
      expect(await link(from, 'concept', to)).toMatchObject({ rejected: 'concept.unknown' });
  });

  it('attaches what is published in the same community, and nothing else', async () => {
    const concept = await write();
    const project = await addProject(database(), community);
    expect(await link(concept, 'project', project)).toEqual({ applied: [] });
    expect(await linksOf(concept)).toEqual([`${concept}:${project}`]);
    for (const status of ['proposed', 'declined', 'hidden']) {
      const other = await addProject(database(), community);
      await database().query('update project set status = $2, scope = $3 where id = $1', [
        other,
        status,
        status === 'hidden' ? status : `member:${animator.id}`,
      ]);
      expect(await link(concept, 'project', other), status).toMatchObject({ rejected: 'project.unknown' });
    }
    const gone = await addProject(database(), community);
    await database().query(`update project set status = 'withdrawn' where id = $1`, [gone]);
    expect(await link(concept, 'project', gone)).toMatchObject({ rejected: 'project.withdrawn' });
    const far = await addProject(database(), elsewhere);
    expect(await link(concept, 'project', far)).toMatchObject({ rejected: 'project.unknown' });
    expect(await link(concept, 'project', newId<ProjectId>())).toMatchObject({ rejected: 'project.unknown' });
  });

  it('loses its links when it is deleted, and a project that is withdrawn', async () => {
    const [a, b] = [await write(), await write()];
    const project = await addProject(database(), community);
    await link(a, 'project', project);
    await link(b, 'project', project);
    await link(a, 'concept', b);
    const [first, last] = [await write(), await write()].sort();
    await link(first!, 'concept', b);
    await link(b, 'concept', last!);
    for (const concept of [a, first!, last!])
      expect(await settle('concept.delete', { concept })).toEqual({ applied: [] });
    expect([await linksOf(a), await linksOf(b)]).toEqual([[], [`${b}:${project}`]]);
    await settleCold(database(), projectSettlements, 'project.withdraw', animator, { project, reason: 'Non.' });
    const pump = startEvents(database(), createLog('silent'), listeners);
    await pump.drain();
    await pump.stop();
    expect(await linksOf(b)).toEqual([]);
  });

  it('S11: only animators write, link and delete; an archived community stays as it is', async () => {
    const concept = await write();
    const project = await addProject(database(), community);
    const no = { rejected: 'community.not_animator' };
    expect(await settle('concept.write', written(), member)).toMatchObject(no);
    expect(await settle('concept.write', written({ concept, create: false }), member)).toMatchObject(no);
    expect(await link(concept, 'project', project, true, member)).toMatchObject(no);
    expect(await settle('concept.delete', { concept }, member)).toMatchObject(no);
    const archive = (archived: boolean) =>
      settleCold(database(), communitySettlements, 'community.archive', animator, { community, archived });
    await archive(true);
    const closed = { rejected: 'community.archived' };
    expect(await settle('concept.write', written())).toMatchObject(closed);
    expect(await link(concept, 'project', project)).toMatchObject(closed);
    expect(await settle('concept.delete', { concept })).toMatchObject(closed);
    await archive(false);
  });

  it('takes only so many concepts, neighbours and projects', async () => {
    const place = await addCommunity(database());
    await addMembership(database(), animator, place, 'animator');
    const a = await write({ community: place });
    await database().query(
      `insert into concept (id, scope, community, title, rev)
        select gen_random_uuid(), 'community:' || $1::text, $1::uuid, 'encore', 0
          from generate_series(2, ${MOST_CONCEPTS})`,
      [place],
    );
    expect(await settle('concept.write', written({ community: place }))).toMatchObject({
      rejected: 'concept.too_many',
      params: { most: MOST_CONCEPTS },
    });
    const others = await database().query<{ id: ConceptId }>(
      'select id from concept where community = $1 and id <> $2 order by id limit $3',
      [place, a, MOST_LINKS.concept + 1],
    );
    const answers = [];
    for (const { id } of others) answers.push(await link(a, 'concept', id));
    const tooMany = (most: number) => ({ rejected: 'concept.too_many', params: { most } });
    expect(answers.map((answer) => 'applied' in answer)).toEqual([...others.slice(1).map(() => true), false]);
    expect(answers.at(-1)).toMatchObject(tooMany(MOST_LINKS.concept));
    // The bound is that of either end, and what is linked already may be linked again.
    expect(await link(others.at(-1)!.id, 'concept', a)).toMatchObject(tooMany(MOST_LINKS.concept));
    expect(await link(a, 'concept', others[0]!.id)).toEqual({ applied: [] });
    for (let i = 0; i < MOST_LINKS.project; i++)
      expect(await link(a, 'project', await addProject(database(), place))).toEqual({ applied: [] });
    expect(await link(a, 'project', await addProject(database(), place))).toMatchObject(tooMany(MOST_LINKS.project));
  });
});
