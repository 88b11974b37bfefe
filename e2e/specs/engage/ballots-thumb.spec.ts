/**
 * Ballots for the thumb: what they cost, what is left and the button that votes stay in sight; a step that is too much
 * says why; digits can be typed.
 */
import type { PollMethod } from '@egoejo/shared/polls/model.ts';
import { DEFAULT_GRADES } from '@egoejo/shared/polls/model.ts';
import type { Page } from '../../support/browsers/browser.ts';
import { expect, signIn, test } from '../../support/shared-server.ts';
import { expectAccessible } from '../../support/test.ts';

test.use({ deviceOptions: { viewport: { width: 360, height: 740 } } });

const options = Array.from({ length: 9 }, (_, i) => ({
  id: `o${i}`,
  label: `Une idée pour la place, numéro ${i + 1}`,
}));
const first = options[0]!.label;
const budget = (points: number | null): PollMethod => ({
  kind: 'budget',
  rule: 'equal-shares',
  ballots: points === null ? 'approval' : 'cumulative',
  budget: 1_000_000,
  currency: 'EUR',
  costs: Object.fromEntries(options.map((o) => [o.id, 100_000])),
  terms: { utility: 'cost', completion: 'add1-greedy', comparison: true, support: 0, points },
});
const methods: [string, PollMethod, string][] = [
  ['choice', { kind: 'choice', max: 3 }, '0 sur 3'],
  ['quadratic', { kind: 'quadratic', credits: 100, unit: 5 }, 'reste 100'],
  ['judgment', { kind: 'judgment', grades: [...DEFAULT_GRADES], ungraded: 0 }, '0 mention donnée sur 9.'],
  ['approval', budget(null), 'reste 10 000 €'],
  ['points', budget(10), '10 points à donner'],
];
const textSize = async (page: Page, size: number): Promise<void> => {
  await page.goto('/moi/reglages');
  await page.getByRole('radio', { name: `${size} %` }).click();
};
/** How much of the screen the bar covers while the page scrolls under it. */
const covered = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const bar = document.querySelector('[data-page-bar=ballot] > :last-child');
    if (!bar) throw new Error('no bar');
    return getComputedStyle(bar).position === 'sticky' ? bar.getBoundingClientRect().height / innerHeight : 0;
  });

test('the sum of a ballot and the button that votes stay in sight, and never cover half the screen @long', async ({
  installation,
  phone: { page },
}, info) => {
  const awa = await installation.person(90);
  await signIn(page, awa);
  const polls: [string, string, string][] = [];
  for (const [name, method, sum] of methods)
    polls.push([name, await installation.poll({ method, options, closesInSeconds: 86_400 }), sum]);
  for (const size of [100, 130, 200]) {
    if (size > 100) await textSize(page, size);
    for (const [name, poll, sum] of polls) {
      await page.goto(`/votes/${poll}`);
      const vote = page.getByRole('button', { name: 'Voter', exact: true });
      await expect(vote).toBeVisible();
      const nav = await page.getByRole('navigation', { name: 'Navigation principale' }).boundingBox();
      if (size < 200) {
        await expect(vote).toBeInViewport({ ratio: 1 });
        await expect(page.getByText(sum).first()).toBeInViewport();
        const box = (await vote.boundingBox())!;
        expect(box.y + box.height, name).toBeLessThanOrEqual(nav!.y);
      }
      expect(await covered(page), `${name} at ${size} %`).toBeLessThan(0.4);
      await page.screenshot({ path: info.outputPath(`${name}-${size}.png`) });
    }
  }
});

test('P4: one vote too many says whether credits or grains are short, to a finger and to a keyboard; digits are kept within the limits @long', async ({
  installation,
  phone: { page },
}) => {
  const awa = await installation.person(90);
  await signIn(page, awa);
  const poll = await installation.poll({
    method: { kind: 'quadratic', credits: 100, unit: 5 },
    options,
    closesInSeconds: 86_400,
  });
  await page.goto(`/votes/${poll}`);
  const group = page.getByRole('group', { name: `Voix pour ${first}` });
  const votes = group.getByRole('spinbutton', { name: `Voix pour ${first}` });
  const more = group.getByRole('button', { name: `Plus : Voix pour ${first}` });
  const said = group.locator('xpath=..').getByRole('status');
  for (let i = 0; i < 4; i++) await more.click();
  await expect(votes).toHaveValue('4');
  await expect(said).toHaveText('');
  await expect(more).toHaveAttribute('aria-disabled', 'true');
  await more.click({ force: true });
  await expect(votes).toHaveValue('4');
  await expect(said).toHaveText('Pas assez de grains : une voix de plus en prend 45, il vous en reste 10.');
  await votes.press('ArrowDown');
  await expect(said).toHaveText('');
  await expect(votes).toHaveAttribute('aria-valuenow', '3');
  await votes.press('Home');
  await votes.press('ArrowDown');
  await expect(said).toHaveText('Pas moins de 0.');
  await votes.fill('12');
  await expect(votes).toHaveValue('4');
  await expect(said).toHaveText(/^Pas assez de grains/);
  await votes.fill('deux 2');
  await expect(votes).toHaveValue('2');
  await votes.fill('');
  await votes.blur();
  await expect(votes).toHaveValue('2');
  await expect(page.getByText('Coût : 20 grains sur 90 disponibles.')).toBeInViewport();
  // Without grains, credits are the limit.
  const free = await installation.poll({ method: { kind: 'quadratic', credits: 5, unit: 0 }, options });
  await page.goto(`/votes/${free}`);
  await more.click();
  await more.click();
  await more.click({ force: true });
  await expect(said).toHaveText('Pas assez de crédits : une voix de plus en prend 5, il en reste 1.');
  await expect(page.getByText('reste 1', { exact: true })).toBeInViewport();
  await expectAccessible(page);
});

test('P3 P6: one choice or one point too many says so beside itself @long', async ({
  installation,
  phone: { page },
}) => {
  const awa = await installation.person(90);
  await signIn(page, awa);
  const choice = await installation.poll({ method: { kind: 'choice', max: 2 }, options });
  await page.goto(`/votes/${choice}`);
  const box = (i: number) => page.getByRole('checkbox', { name: options[i]!.label });
  await box(0).check();
  await box(1).check();
  await expect(box(2)).toBeDisabled();
  await box(2).focus();
  await page.keyboard.press('Space');
  await expect(box(2)).not.toBeChecked();
  const why = page.getByRole('status').filter({ hasText: '2 choix au plus : décochez-en un d’abord.' });
  await expect(why).toBeInViewport();
  await expectAccessible(page);
  await box(0).uncheck();
  await expect(why).toHaveCount(0);
  await box(2).check();
  const points = await installation.poll({ method: budget(3), options });
  await page.goto(`/votes/${points}`);
  const group = page.getByRole('group', { name: `Points pour ${first}` });
  await group.getByRole('spinbutton').fill('7');
  await expect(group.getByRole('spinbutton')).toHaveValue('3');
  await expect(page.getByText('Vos 3 points sont donnés. Reprenez-en un ailleurs.')).toBeInViewport();
  await expect(page.getByText('plus de points')).toBeInViewport();
  await expectAccessible(page);
});
