import { expect, it } from 'vitest';
import { newId, type ProjectId } from '@egoejo/shared/platform/ids.ts';
import type { Database } from '../../platform/database/database.ts';
import { testSettlements } from '../../testing/settlements.ts';
import { boost, newMember, outcome } from '../../testing/acts.ts';
import { eachDatabase } from '../../testing/database/postgres.ts';
import { addCommunity, addProject } from '../../testing/world.ts';
import { openCombiner } from './combiner.ts';
import { settleActs } from '../settle/settle.ts';

const onThrow = (error: unknown): never => {
  throw error;
};

eachDatabase('the combiner', (database) => {
  it('S17: a drain takes what was committed before it, even while another one runs, and makes no empty turns', async () => {
    const db = database();
    const project = await addProject(db, await addCommunity(db));
    const member = await newMember(db, 100);
    // What the new member's grains and other tests left.
    const before = openCombiner(db, () => undefined, onThrow);
    await before.drain();
    await before.close();

    const plant = async (): Promise<void> => {
      const deps = { db, settlements: testSettlements, flagsOff: [], macOf: undefined, onThrow };
      const answers = await settleActs(deps, member.member, member.device, [boost(project, 10)]);
      expect(answers.map(outcome)).toEqual(['applied']);
    };
    let turns = 0;
    let begun = (): void => undefined;
    const inTurn = new Promise<void>((resolve) => (begun = resolve));
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const watched: Database = Object.assign(Object.create(db) as Database, {
      query: async <R extends object>(text: string, params?: readonly unknown[]): Promise<R[]> => {
        const rows = await db.query<R>(text, params);
        turns++;
        begun();
        await held;
        return rows;
      },
    });
    const combiner = openCombiner(watched, () => undefined, onThrow);
    await plant();
    const first = combiner.drain();
    await inTurn;
    await plant();
    const second = combiner.drain();
    const third = combiner.drain();
    release();
    expect(await Promise.all([first, second, third])).toEqual([1, 1, 1]);
    expect(turns).toBe(2);
    expect(await db.query('select score from project_tally where id = $1', [project])).toEqual([{ score: 20 }]);
    await combiner.close();
  });

  it('S17: a turn takes no more deltas than asked for, and leaves those of a tally that does not exist', async () => {
    const db = database();
    const [known, gone] = [await addProject(db, await addCommunity(db)), newId<ProjectId>()];
    const { member } = await newMember(db);
    const drained = openCombiner(db, () => undefined, onThrow);
    await drained.drain();
    await drained.close();
    const turn = async (most: number): Promise<unknown> =>
      (await db.query<{ r: { deltas: number } }>('select combine_tallies($1) as r', [most]))[0]?.r.deltas;
    await db.query(
      `insert into project_delta (member, project, grains, supporters)
        select $1, p, 1, 0 from unnest($2::uuid[]) with ordinality as x(p, n) order by n`,
      [member, [known, gone, known, known]],
    );
    const left = () => db.query('select project from project_delta order by id');
    const score = () => db.query('select score from project_tally where id = $1', [known]);
    expect(await turn(3)).toBe(2);
    expect(await score()).toEqual([{ score: 2 }]);
    expect(await left()).toEqual([{ project: gone }, { project: known }]);
    expect(await turn(3)).toBe(1);
    expect(await score()).toEqual([{ score: 3 }]);
    expect(await left()).toEqual([{ project: gone }]);
    await db.query('delete from project_delta where project = $1', [gone]);
  });
});
