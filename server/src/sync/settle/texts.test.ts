/** Texts as somebody else's client may send them: tricks are removed, too much is refused, markup is only text. */
import { expect, it } from 'vitest';
import { newId, type CommunityId, type ProjectId } from '@egoejo/shared/platform/ids.ts';
import { testSettlements } from '../../testing/settlements.ts';
import { act, newMember, outcome } from '../../testing/acts.ts';
import { eachDatabase } from '../../testing/database/postgres.ts';
import { addCommunity, addMembership } from '../../testing/world.ts';
import { settleActs } from './settle.ts';

const proposal = (community: CommunityId, title: string) => {
  const texts = { summary: 'Du pain.\r\nPour tous.', text: '', category: '', place: '', cost: null };
  return act('project.propose', { id: newId<ProjectId>(), community, title, ...texts });
};

const BLANK = Array.from({ length: 4 }, () => 'sync.bad_args');

eachDatabase('texts of members', (database) => {
  it('S5: marks of direction and controls are removed, 10,000 characters and what nobody sees refused by the receipt', async () => {
    const db = database();
    const m = await newMember(db);
    const community = await addCommunity(db);
    await addMembership(db, { id: m.member, device: m.device }, community);
    const html = '<img src=x onerror=alert(1)>';
    const answers = await settleActs(
      {
        db,
        settlements: testSettlements,
        flagsOff: [],
        onThrow: (error) => {
          throw error;
        },
      },
      m.member,
      m.device,
      [
        proposal(community, 'Un four\u202E à pain\u0007'),
        proposal(community, 'x'.repeat(10_000)),
        proposal(community, '\u2066 \u0000'),
        proposal(community, html),
        ...['\u200b', '\u2800', '\u3164', '\u0301'].map((blank) => proposal(community, blank)),
        proposal(community, 'Un puits \ud83c'),
        act('profile.update', { name: 'Je\u200banne' }),
        act('profile.update', { name: '\u2800' }),
      ],
    );
    expect(answers.map(outcome)).toEqual([
      'applied',
      'sync.bad_args',
      'sync.bad_args',
      'applied',
      ...BLANK,
      'sync.bad_args',
      'applied',
      'sync.bad_args',
    ]);
    const rows = await db.query('select title, summary from project where author = $1 order by created_at, title', [
      m.member,
    ]);
    expect(rows).toHaveLength(2);
    expect(await db.query('select name from member where id = $1', [m.member])).toEqual([{ name: 'Jeanne' }]);
    expect(rows).toContainEqual({ title: 'Un four à pain', summary: 'Du pain.\nPour tous.' });
    expect(rows).toContainEqual({ title: html, summary: 'Du pain.\nPour tous.' });
  });
});
