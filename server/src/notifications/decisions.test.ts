import { expect, it } from 'vitest';
import type { Notification } from '@egoejo/shared/notifications/model.ts';
import { newId, type ProjectId } from '@egoejo/shared/platform/ids.ts';
import { listeners as communities } from '../communities/listeners.ts';
import { listeners as moderation } from '../moderation/listeners.ts';
import { startEvents } from '../platform/database/events.ts';
import { createLog } from '../platform/observability/log.ts';
import { changed } from '../moderation/cases.ts';
import { listeners as projects } from '../projects/jobs.ts';
import { moderationTools } from '../testing/moderation.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { addMember, type TestMember } from '../testing/world.ts';
import { forgetDecided } from './decided.ts';
import { listeners } from './listeners.ts';

eachDatabase('decisions to take, and decisions taken', (database) => {
  const { settle, decide, queueOf, report, rowsOf, village } = moderationTools(database);
  const bring = async () => {
    const pump = startEvents(database(), createLog('silent'), [
      ...communities,
      ...moderation,
      ...projects,
      ...listeners,
    ]);
    await pump.drain();
    await pump.stop();
    expect(await database().query('select last_error from domain_event where last_error is not null')).toEqual([]);
  };
  /** What these members have in their lists, oldest first: the kind, the words, and whether it was read. */
  const told = async (...members: TestMember[]) => {
    await bring();
    return Promise.all(
      members.map(async (m) =>
        (await rowsOf<Notification>('notification', m))
          .toSorted((a, b) => a.createdAt.localeCompare(b.createdAt))
          .map(({ kind, text, readAt }) => [kind, text, readAt !== null].filter((v) => v !== '' && v !== false)),
      ),
    );
  };
  const read = (m: TestMember) => database().query('update notification set read_at = now() where member = $1', [m.id]);

  it('S12: a proposal that waits tells the animators of its community, not its author, and nobody once it is decided', async () => {
    const { animator, moderator, author, community } = await village();
    const everywhere = await addMember(database(), { roles: ['animator'] });
    const propose = (m: TestMember) =>
      settle('project.propose', m, {
        id: newId<ProjectId>(),
        community,
        title: 'Un puits',
        summary: 'De l’eau.',
        text: '',
        category: '',
        place: '',
        cost: null,
      });
    expect(await propose(author)).toEqual({ applied: [] });
    expect(await told(animator, moderator, author, everywhere)).toEqual([[['proposed']], [], [], []]);
    expect(await propose(author)).toEqual({ applied: [] });
    await database().query(`update project set status = 'declined' where author = $1 and status = 'proposed'`, [
      author.id,
    ]);
    expect(await told(animator), 'of the second nobody is told').toEqual([[['proposed']]]);
    // A community without animators has those of all communities.
    await database().query(`update membership set role = 'member' where community = $1`, [community]);
    expect(await propose(author)).toEqual({ applied: [] });
    expect(await told(animator, everywhere)).toEqual([[['proposed']], [['proposed']]]);
  });

  it('S12: a proposal is one line for who decides: new again once rewritten, gone once decided or taken back', async () => {
    const { animator, author, community } = await village();
    const words = { title: 'Un puits', summary: 'De l’eau.', text: '', category: '', place: '', cost: null };
    const project = newId<ProjectId>();
    await settle('project.propose', author, { id: project, community, ...words });
    await told(animator);
    await read(animator);
    await settle('project.revise', author, { project, ...words, title: 'Deux puits' });
    expect(await told(animator)).toEqual([[['proposed']]]);
    expect((await rowsOf<Notification>('notification', animator))[0]).toMatchObject({ title: 'Deux puits' });
    await settle('project.withdraw', author, { project, reason: '' });
    expect(await told(animator)).toEqual([[]]);
    await settle('project.revise', author, { project, ...words });
    expect(await told(animator)).toEqual([[['proposed']]]);
    await settle('project.withdraw', animator, { project, reason: 'Trop cher.' });
    expect(await told(animator)).toEqual([[]]);
  });

  it('S12: who comes to decide is told what waits, and nobody twice; what nobody has to decide is swept', async () => {
    const { animator, moderator, author, community } = await village();
    const words = { title: 'Un puits', summary: 'De l’eau.', text: '', category: '', place: '', cost: null };
    await settle('project.propose', author, { id: newId<ProjectId>(), community, ...words });
    await told(animator);
    await read(animator);
    const appoint = (m: TestMember, role: 'animator' | 'member') =>
      settle('community.appoint', animator, { community, member: m.id, role });
    expect(await appoint(moderator, 'animator')).toEqual({ applied: [] });
    expect(await told(animator, moderator)).toEqual([[['proposed', true]], [['proposed']]]);
    await appoint(moderator, 'member');
    // Their own proposal is decided by others, wherever these animate.
    const everywhere = await addMember(database(), { roles: ['animator'] });
    await settle('project.propose', animator, { id: newId<ProjectId>(), community, ...words });
    expect(await told(everywhere)).toEqual([[['proposed']]]);
    // As if another server had told it after the decision.
    await database().query(`update project set status = 'declined' where community = $1 and status = 'proposed'`, [
      community,
    ]);
    await database().transaction((tx) => forgetDecided(tx, null));
    expect(await told(animator, everywhere)).toEqual([[], []]);
  });

  it('S11: a report tells who decides, once a round and never who reported; the author learns of the decision, and of its end', async () => {
    const { animator, moderator, author, reporter, project } = await village();
    await report(reporter, project);
    expect(await told(animator, moderator, author, reporter)).toEqual([[['reported']], [['reported']], [], []]);
    // Another report, or a change of the staff, is no news.
    await report(animator, project);
    const [found] = await queueOf(moderator);
    await changed(database(), found!.id);
    expect(await told(animator, moderator)).toEqual([[['reported']], [['reported']]]);

    await decide(moderator, { case: found!.id });
    expect(await told(author, reporter)).toEqual([[['moderated', 'Publicité.']], []]);
    expect(await told(animator, moderator), 'nothing waits').toEqual([[], []]);
    await read(author);
    await changed(database(), found!.id);
    expect(await told(author), 'read stays read').toEqual([[['moderated', 'Publicité.', true]]]);
    await settle('moderation.appeal', author, { case: found!.id, round: 1, words: 'C’est un vrai four.' });
    expect(await told(animator, moderator)).toEqual([[['appealed']], []]);
    await decide(animator, { case: found!.id, round: 1, outcome: 'kept', reason: 'Vous avez raison.' });
    expect(await told(author), 'one line for a case, new again').toEqual([[['moderated', 'Vous avez raison.']]]);
    expect((await rowsOf<Notification>('notification', author))[0]).toMatchObject({ id: found!.id, project: null });
    expect(await told(animator, moderator)).toEqual([[], []]);
  });

  it('what was only reported and kept tells its author nothing', async () => {
    const { moderator, author, reporter, project } = await village();
    await report(reporter, project);
    await bring();
    const [found] = await queueOf(moderator);
    await decide(moderator, { case: found!.id, outcome: 'kept' });
    expect(await told(author)).toEqual([[]]);
  });
});
