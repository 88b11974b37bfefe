/** A community with its moderators, and what they do and see, for tests of moderation in a real database. */
import { expect } from 'vitest';
import type { ModerationCase, Report, Sanction } from '@egoejo/shared/moderation/model.ts';
import type { MutationArgs } from '@egoejo/shared/registry.ts';
import { listeners as communityListeners } from '../communities/listeners.ts';
import { listeners } from '../moderation/listeners.ts';
import type { Database } from '../platform/database/database.ts';
import { startEvents } from '../platform/database/events.ts';
import { createLog } from '../platform/observability/log.ts';
import { entitySources } from '../registry.ts';
import { testSettlements } from './settlements.ts';
import { addCommunity, addMember, addMembership, addProject, settleCold, type TestMember } from './world.ts';

const silent = createLog('silent');

/** Tools over the database of a test. */
export function moderationTools(database: () => Database) {
  const settle = <N extends keyof typeof testSettlements>(name: N, m: TestMember, args: MutationArgs<N>) =>
    settleCold(database(), testSettlements, name, m, args);
  const deliver = async () => {
    const events = startEvents(database(), silent, [...communityListeners, ...listeners]);
    await events.drain();
    await events.stop();
    expect(await database().query('select name, last_error from domain_event where last_error is not null')).toEqual(
      [],
    );
  };
  const rowsOf = <T>(entity: string, m: TestMember): Promise<T[]> => {
    const source = entitySources.find((s) => s.entity === entity)!;
    const columns = Object.entries(source.columns).map(([name, sql]) => `${sql} as "${name}"`);
    return database().query<T & Record<string, unknown>>(
      `select ${columns.join(', ')} from ${source.table} t where t.member = $1`,
      [m.id],
    );
  };
  const queueOf = (m: TestMember) => rowsOf<ModerationCase>('moderationCase', m);
  const reportsOf = (m: TestMember) => rowsOf<Report>('report', m);
  const sanctionsOf = (m: TestMember) => rowsOf<Sanction>('sanction', m);
  const report = (m: TestMember, subject: string, words = 'C’est faux.') =>
    settle('moderation.report', m, { kind: 'project', subject, community: null, reason: 'false', words });
  const decide = (m: TestMember, args: Partial<MutationArgs<'moderation.decide'>> & { case: string }) =>
    settle('moderation.decide', m, { round: 0, outcome: 'hidden', ban: false, reason: 'Publicité.', ...args });

  async function village(visibility: 'public' | 'private' = 'public') {
    const db = database();
    // Administrators of other tests would also be asked.
    await db.query(`update member set roles = '{}'`);
    const community = await addCommunity(db, visibility);
    const [animator, moderator, author, reporter] = [
      await addMember(db),
      await addMember(db),
      await addMember(db),
      await addMember(db),
    ];
    await addMembership(db, animator, community, 'animator');
    await addMembership(db, moderator, community, 'moderator');
    for (const m of [author, reporter]) await addMembership(db, m, community);
    const project = await addProject(db, community, `Un four ${community.slice(-6)}`);
    await db.query('update project set author = $2 where id = $1', [project, author.id]);
    return { community, animator, moderator, author, reporter, project };
  }
  async function reported(visibility: 'public' | 'private' = 'public') {
    const v = await village(visibility);
    expect(await report(v.reporter, v.project)).toEqual({ applied: [] });
    await deliver();
    const [found] = await queueOf(v.moderator);
    return { ...v, id: found!.id };
  }
  return { settle, deliver, rowsOf, queueOf, reportsOf, sanctionsOf, report, decide, village, reported };
}
