import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { newId, type CommentId, type ConceptId, type NeedId, type PictureId } from '@egoejo/shared/platform/ids.ts';
import { audit } from '../platform/observability/audit.ts';
import { testSettlements } from '../testing/settlements.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { addCommunity, addMember, addMembership, addPoll, addProject, settleCold } from '../testing/world.ts';
import { settlements as concepts } from '../constellation/settle.ts';
import { settlements as comments } from '../comments/settle.ts';
import { settlements as projects } from '../projects/settle.ts';
import { readLog } from './log.ts';

it('each act of the audit log that the source names has words in French and English', () => {
  const root = join(import.meta.dirname, '..');
  const sources = globSync('**/*.ts', { cwd: root }).filter((f) => !/test\.ts$|^generated|^testing/.test(f));
  const named = sources
    .map((f) => readFileSync(join(root, f), 'utf8'))
    .flatMap((text) => [...text.matchAll(/\b(?:audit|log|tend)\(([^;]{0,160})/g)])
    .flatMap(([, call]) => [...call!.matchAll(/'([a-z-]+\.[a-z_]+)'/g)].map((m) => `administration.log.${m[1]}`));
  expect(named.length).toBeGreaterThan(40);
  for (const language of ['fr', 'en']) {
    const words = readFileSync(join(root, `../../client/src/i18n/${language}/staff/log.ts`), 'utf8');
    expect(named.filter((key) => !words.includes(`'${key}': `))).toEqual([]);
  }
});

eachDatabase('the audit log', (database) => {
  it('tells acts on things of others by the name of the thing, also once it is gone, and finds them by it', async () => {
    const db = database();
    const community = await addCommunity(db);
    const [author, animator] = [await addMember(db), await addMember(db)];
    await addMembership(db, author, community);
    await addMembership(db, animator, community, 'animator');
    const project = await addProject(db, community, 'Le four banal');
    await db.query('update project set author = $2 where id = $1', [project, author.id]);
    const poll = await addPoll(db, { community, method: { kind: 'choice', max: 1 } });
    await db.query(
      `update poll set title = 'Le nom du four', state = 'draft', author = $2::uuid, opens_at = null, scope = 'member:' || $2::uuid where id = $1`,
      [poll, animator.id],
    );
    await db.query('delete from poll_tally where id = $1', [poll]);
    const [need, picture, concept] = [newId<NeedId>(), newId<PictureId>(), newId<ConceptId>()];
    const opensAt = new Date(Date.now() + 60_000).toISOString();
    const asked = { id: need, project, text: 'Des briques', met: false };
    for (const m of [author, animator]) {
      await settleCold(db, projects, 'project.need', m, asked);
      await settleCold(db, projects, 'project.need', m, { ...asked, text: 'Cent briques' });
    }
    await settleCold(db, projects, 'project.need', animator, { ...asked, met: true });
    await settleCold(db, projects, 'project.dropNeed', animator, { project, need });
    await settleCold(db, projects, 'project.addPicture', animator, { id: picture, project, alt: 'Le mur', place: 0 });
    await settleCold(db, projects, 'project.removePicture', animator, { project, picture });
    const news = { project, kind: 'update' as const, parent: null, text: 'Il cuit.', signed: false, mentions: [] };
    for (const m of [author, animator])
      await settleCold(db, comments, 'comment.write', m, { id: newId<CommentId>(), ...news });
    await settleCold(db, testSettlements, 'poll.open', animator, { poll, opensAt });
    const named = { concept, community, title: 'Le pain', summary: '' };
    await settleCold(db, concepts, 'concept.write', animator, { ...named, create: true });
    await settleCold(db, concepts, 'concept.write', animator, { ...named, create: false });
    const link = { concept, kind: 'project', to: project } as const;
    for (const on of [true, true, false, false])
      await settleCold(db, concepts, 'concept.link', animator, { ...link, on });
    await settleCold(db, concepts, 'concept.delete', animator, { concept });
    await audit(db, { actor: author.id, address: '', agent: '' }, 'project.publish', project);

    const lines = (await readLog(db, animator.id, null)).toReversed();
    expect(lines.map(({ action, subjectName, detail }) => [action, subjectName, detail])).toEqual([
      ['project.need_edit', 'Le four banal', { before: 'Cent briques', need: 'Des briques' }],
      ['project.need_edit', 'Le four banal', { before: 'Des briques', need: 'Cent briques' }],
      ['project.need_edit', 'Le four banal', { before: 'Cent briques', need: 'Des briques' }],
      ['project.need_met', 'Le four banal', { need: 'Des briques' }],
      ['project.need_drop', 'Le four banal', { need: 'Des briques' }],
      ['project.picture_add', 'Le four banal', { alt: 'Le mur' }],
      ['project.picture_remove', 'Le four banal', { alt: 'Le mur' }],
      ['project.news', 'Le four banal', {}],
      ['poll.schedule', 'Le nom du four', { startsAt: opensAt, until: expect.any(String) }],
      ['concept.create', null, { title: 'Le pain', community }],
      ['concept.edit', null, { title: 'Le pain', community }],
      ['concept.link', null, { title: 'Le pain', linked: 'Le four banal', community }],
      ['concept.unlink', null, { title: 'Le pain', linked: 'Le four banal', community }],
      ['concept.delete', null, { title: 'Le pain', community }],
    ]);
    expect((await readLog(db, 'le nom du four', null)).map((l) => l.action)).toEqual(['poll.schedule']);
    expect((await readLog(db, 'four banal', null)).length).toBe(11);
  });
});
