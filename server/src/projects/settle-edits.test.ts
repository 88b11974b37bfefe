/** Editing what is published, the history of edits, and what a project needs. */
import { expect, it } from 'vitest';
import { newId, type Cents, type NeedId, type PollId, type ProjectId } from '@egoejo/shared/platform/ids.ts';
import { MOST_NEEDS } from '@egoejo/shared/projects/model.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import {
  addCommunity,
  addMember,
  addMembership,
  addPoll,
  addProject,
  settleCold,
  type TestMember,
} from '../testing/world.ts';
import { MOST_ADDED_A_DAY, MOST_EDITS } from './policy.ts';
import { moderated } from './model.ts';
import { settlements } from './settle.ts';

eachDatabase('editing what is published', (database) => {
  const texts = { title: 'Un four', summary: 'Du pain.', text: 'Long.', category: '', place: '', cost: null };
  const revise = (m: TestMember, project: ProjectId, change: Partial<typeof texts> = {}) =>
    settleCold(database(), settlements, 'project.revise', m, { project, ...texts, ...change });
  const need = (m: TestMember, project: ProjectId, text: string, id = newId<NeedId>(), met = false) =>
    settleCold(database(), settlements, 'project.need', m, { id, project, text, met });
  const edits = (project: ProjectId) =>
    database().query('select animator, fields, before, scope from project_edit where project = $1 order by at', [
      project,
    ]);
  async function village() {
    const people = [await addMember(database()), await addMember(database()), await addMember(database())] as const;
    const [author, animator, neighbour] = people;
    const community = await addCommunity(database());
    await addMembership(database(), author, community);
    await addMembership(database(), neighbour, community);
    await addMembership(database(), animator, community, 'animator');
    const project = await addProject(database(), community, 'Un four');
    await database().query(`update project set author = $2, summary = 'Du pain.' where id = $1`, [project, author.id]);
    await database().query(`update project_text set text = 'Long.' where id = $1`, [project]);
    return { author, animator, neighbour, community, project };
  }

  it('keeps what the project said before, by whom it was changed, and stays published', async () => {
    const { author, animator, neighbour, community, project } = await village();
    expect(await revise(neighbour, project, { title: 'À moi' })).toEqual({ rejected: 'project.not_author' });
    expect(await revise(author, project)).toEqual({ applied: [] });
    expect(await edits(project)).toEqual([]);
    expect(await revise(author, project, { title: 'Un grand four' })).toEqual({ applied: [] });
    expect(await revise(animator, project, { title: 'Un grand four', text: 'Plus long.' })).toEqual({ applied: [] });
    const scope = `community:${community}`;
    expect(await edits(project)).toEqual([
      { animator: false, fields: ['title'], before: { title: 'Un four' }, scope },
      { animator: true, fields: ['text'], before: { text: 'Long.' }, scope },
    ]);
    const [row] = await database().query(
      'select title, status, t.text from project p join project_text t using (id) where id = $1',
      [project],
    );
    expect(row).toEqual({ title: 'Un grand four', status: 'published', text: 'Plus long.' });
    const log = await database().query(`select actor from audit_log where action = 'project.edit' and subject = $1`, [
      project,
    ]);
    expect(log).toEqual([{ actor: animator.id }]);
  });
  it('does not change while a poll about it is open', async () => {
    const { author, community, project } = await village();
    const options = [
      { id: 'a', label: 'Le four', project },
      { id: 'b', label: 'Rien' },
    ];
    const method = { kind: 'choice', max: 1 } as const;
    const poll: PollId = await addPoll(database(), { method, options, community });
    expect(await revise(author, project, { title: 'Autre' })).toEqual({ rejected: 'project.in_open_poll' });
    expect(await revise(author, project)).toEqual({ applied: [] });
    await database().query(`update poll set state = 'cancelled' where id = $1`, [poll]);
    expect(await revise(author, project, { title: 'Autre' })).toEqual({ applied: [] });
  });
  it('bounds the edits of a day', async () => {
    const { author, project } = await village();
    for (let i = 0; i < MOST_EDITS; i++)
      expect(await revise(author, project, { title: `Four ${i}` })).toEqual({ applied: [] });
    expect(await revise(author, project, { title: 'De trop' })).toEqual({
      rejected: 'project.too_many_edits',
      params: { most: MOST_EDITS },
    });
  });
  it('has needs, bounded, changed and removed by its author and animators', async () => {
    const { author, animator, neighbour, project } = await village();
    const id = newId<NeedId>();
    expect(await need(neighbour, project, 'Une pelle')).toEqual({ rejected: 'project.not_author' });
    expect(await need(author, project, 'Une pelle', id)).toEqual({ applied: [] });
    expect(await need(animator, project, 'Deux pelles', id, true)).toEqual({ applied: [] });
    const other = (await village()).project;
    expect(
      await settleCold(database(), settlements, 'project.need', animator, {
        id,
        project: other,
        text: 'x',
        met: false,
      }),
    ).toEqual({ rejected: 'project.not_author' });
    expect(await database().query('select text, met from project_need where project = $1', [project])).toEqual([
      { text: 'Deux pelles', met: true },
    ]);
    for (let i = 1; i < MOST_NEEDS; i++) expect(await need(author, project, `Outil ${i}`)).toEqual({ applied: [] });
    expect(await need(author, project, 'De trop')).toEqual({
      rejected: 'project.too_many_needs',
      params: { most: MOST_NEEDS },
    });
    const drop = { need: id, project };
    expect(await settleCold(database(), settlements, 'project.dropNeed', animator, drop)).toEqual({ applied: [] });
    expect(await settleCold(database(), settlements, 'project.dropNeed', animator, drop)).toEqual({
      rejected: 'project.unknown_need',
    });
  });
  it('publishes a list of projects whole or not at all, by animators only, at most 500 a day', async () => {
    const { neighbour, animator, community } = await village();
    const list = (n: number, ids = Array.from({ length: n }, () => newId<ProjectId>())) =>
      ids.map((id, i) => ({ id, ...texts, title: `Projet ${i}`, cost: { cents: 100 as Cents, currency: 'XOF' } }));
    const add = (m: TestMember, projects: ReturnType<typeof list>) =>
      settleCold(database(), settlements, 'project.addMany', m, { community, projects });
    const projects = list(3);
    expect(await add(neighbour, projects)).toEqual({ rejected: 'project.not_animator' });
    expect(await add(animator, projects)).toEqual({ applied: [] });
    const rows = await database().query(
      `select p.status, p.author, p.cost_cents as cents, t.text, y.score from project p join project_text t using (id)
        join project_tally y using (id) where p.id = any($1::uuid[])`,
      [projects.map((p) => p.id)],
    );
    expect(rows).toEqual(
      projects.map(() => ({ status: 'published', author: null, cents: 100, text: 'Long.', score: 0 })),
    );
    const count = async () =>
      (
        await database().query<{ n: number }>('select count(*)::int as n from project where community = $1', [
          community,
        ])
      )[0]?.n;
    const before = await count();
    expect(await add(animator, [...list(1), projects[0]!])).toEqual({ rejected: 'project.exists' });
    expect(await count()).toBe(before);
    expect(await add(animator, list(MOST_ADDED_A_DAY - 2))).toEqual({
      rejected: 'project.too_many_added',
      params: { most: MOST_ADDED_A_DAY },
    });
    expect(await count()).toBe(before);
  });
  it('S11: hiding a project takes its photos, needs and edits out of the community', async () => {
    const { author, project } = await village();
    await need(author, project, 'Une pelle');
    await revise(author, project, { title: 'Insulte' });
    await database().query(
      `insert into project_picture (id, scope, project, author, place)
        select $2, scope, id, author, 0 from project where id = $1`,
      [project, newId()],
    );
    const scopes = async () =>
      (
        await database().query<{ scope: string }>(
          `select scope from project_need where project = $1 union select scope from project_edit where project = $1
            union select scope from project_picture where project = $1`,
          [project],
        )
      ).map((r) => r.scope);
    const shown = await scopes();
    expect(shown).toHaveLength(1);
    await database().transaction((tx) => moderated.hide(tx, project, 'insultes'));
    expect(await scopes()).toEqual([`member:${author.id}`]);
    await database().transaction((tx) => moderated.show(tx, project));
    expect(await scopes()).toEqual(shown);
  });
});
