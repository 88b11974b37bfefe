/** Large text on a small phone: every kind of ballot and of result stands whole, at each size that members may set. */
import { closeDuePolls } from '@egoejo/server/polls/closing.ts';
import { grant, newMember } from '@egoejo/server/testing/acts.ts';
import { settleBySql } from '@egoejo/server/testing/world.ts';
import { DEFAULT_GRADES, type BallotContent, type PollMethod } from '@egoejo/shared/polls/model.ts';
import { expect, signIn, test } from '../../support/shared-server.ts';
import { brokenWords, SIZES } from '../../support/page/broken-words.ts';

test.use({ deviceOptions: { viewport: { width: 360, height: 740 } } });

const options = ['Un verger partagé derrière l’école', 'Des bancs à l’ombre', 'Un four à pain'].map((label, i) => ({
  id: `o${i}`,
  label,
}));
const budget = (points: number | null): PollMethod => ({
  kind: 'budget',
  rule: 'equal-shares',
  ballots: points === null ? 'approval' : 'cumulative',
  budget: 1_000_000,
  currency: 'EUR',
  costs: { o0: 900_000, o1: 330_000, o2: 120_050 },
  terms: { utility: 'cost', completion: 'add1-greedy', comparison: true, support: 0, points },
});
const polls: Record<string, { method: PollMethod; ballot: BallotContent }> = {
  choice: { method: { kind: 'choice', max: 2 }, ballot: { kind: 'choice', options: ['o1', 'o2'] } },
  quadratic: {
    method: { kind: 'quadratic', credits: 100, unit: 1 },
    ballot: { kind: 'quadratic', votes: { o0: 2, o2: 3 } },
  },
  judgment: {
    method: { kind: 'judgment', grades: [...DEFAULT_GRADES], ungraded: 0 },
    ballot: { kind: 'judgment', grades: { o0: 1, o1: 5, o2: 6 } },
  },
  approval: { method: budget(null), ballot: { kind: 'budget', projects: ['o1', 'o2'] } },
  points: { method: budget(10), ballot: { kind: 'budget', projects: ['o1', 'o2'], points: [4, 6] } },
};

test('at every size of text each ballot and each result stands whole at 360 px @long', async ({
  installation,
  phone: { page },
}) => {
  const awa = await installation.person(100);
  await signIn(page, awa);
  const seen: Record<string, string[]> = {};
  const look = async (name: string, path: string): Promise<void> => {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeAttached();
    await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
    for (const size of SIZES) seen[`${name} at ${size} %`] = await brokenWords(page, size);
  };
  for (const [name, { method, ballot }] of Object.entries(polls)) {
    const poll = await installation.poll({ method, options, closesInSeconds: 86_400 });
    await page.goto(`/votes/${poll}`);
    await expect(page.getByRole('button', { name: 'Voter', exact: true })).toBeVisible();
    await look(`${name}-ballot`, `/votes/${poll}`);
    const other = await newMember(installation.db);
    if (name === 'quadratic') await grant(installation.db, other.member, 20);
    const [verdict] = await settleBySql(installation.db, { id: other.member, device: other.device }, [
      { name: 'poll.vote', args: { poll, ballot } },
    ]);
    expect(verdict?.code).toBe(null);
    await installation.db.query(`update poll set closes_at = now() - interval '1 second' where id = $1`, [poll]);
    const moved: string[] = [];
    await closeDuePolls(installation.db, (scopes) => void moved.push(...scopes));
    await installation.db.query(`select pg_notify('egoejo_poke', $1)`, [moved.join(',')]);
    await expect(page.getByRole('heading', { name: 'Résultat' })).toBeVisible();
    await look(`${name}-result`, `/votes/${poll}`);
    await look(`${name}-poster`, `/votes/${poll}/affiche`);
  }
  await look('list', '/votes');
  expect(Object.fromEntries(Object.entries(seen).filter(([, wrong]) => wrong.length > 0))).toEqual({});
});
