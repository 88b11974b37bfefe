/**
 * The 48 pictures of the main path: six pages, small and wide, light and dark, at the usual size of text and at twice
 * that, compared with those in `gallery/main-path`. A quarter of the size is enough to see what moved, was cut or has
 * lost its colour, and does not depend on how a version of the browser smooths letters.
 */
import type { Page } from '@playwright/test';
import { shrunk } from '@egoejo/server/testing/photos.ts';
import type { CommunityId, PollId, ProjectId, StoryId } from '@egoejo/shared/platform/ids.ts';
import { addCommunity, addPoll, addProject } from '@egoejo/server/testing/world.ts';
import { eachLook } from '../../gallery/shoot.ts';
import { onlyDejaVu } from '../../support/browsers/fonts.ts';
import { expect, signIn, syncIdle, test } from '../../support/installation.ts';

const BY = 4;
/** Drawings grow from ids, so these are always the same. */
const id = <T extends string>(n: number): T => `018f0000-0000-7000-8000-${String(n).padStart(12, '0')}` as T;
const [orchard, bench, oven] = [id<ProjectId>(1), id<ProjectId>(2), id<ProjectId>(3)];
const [community, poll, story] = [id<CommunityId>(4), id<PollId>(5), id<StoryId>(6)];

test('the main path looks as it did @long', async ({ installation: { db, person }, link, anotherDevice }) => {
  await db.query('delete from poll_tally');
  await db.query('delete from poll');
  await db.query(`update project set status = 'withdrawn'`);
  await addCommunity(db, 'public', community);
  await addProject(db, community, 'Verger partagé des Minimes', orchard);
  await addProject(db, community, 'Bancs à l’ombre du marché', bench);
  await addProject(db, community, 'Four à pain du quartier', oven);
  await addPoll(db, {
    id: poll,
    community,
    openToAll: true,
    method: { kind: 'choice', max: 1 },
    options: ['Mardi', 'Jeudi', 'Samedi'].map((label) => ({ id: label, label })),
  });
  await db.query(
    `insert into story (id, title, language, authors, licence, words, pages, bytes, created_at)
     values ($1, 'Les jardins du soir', 'fr', 'Nous', 'CC BY 4.0', 900, 1, 40, '2026-01-05')`,
    [story],
  );
  await db.query('insert into story_text (id, pages) values ($1, $2::jsonb)', [story, '["<p>Le vent se lève.</p>"]']);
  // Nothing on the pages may tell when the test runs.
  await db.query(`update project set created_at = '2026-01-05'`);
  await db.query(`update poll set opens_at = '2026-01-05', created_at = '2026-01-05', closes_at = '2046-01-05'`);
  await db.query(`update cycle set starts_at = '2026-01-05', ends_at = '2046-01-05'`);
  await db.query(`update community set name = 'Les Minimes', created_at = '2026-01-05' where id = $1`, [community]);
  const awa = await person(120);
  await db.query(
    `insert into membership (member, community, role, joined_at) values ($1, $2, 'member', '2026-01-05')`,
    [awa.id, community],
  );
  await db.query(`update member set name = 'Awa' where id = $1`, [awa.id]);

  const fonts = await onlyDejaVu();
  const { page } = await anotherDevice({ env: fonts.env });
  await signIn(page, awa);
  await syncIdle(page, awa.id, link);
  for (const [name, path, last] of [
    ['accueil', '/', 'Les jardins du soir'],
    ['projets', '/projets', 'Les miens'],
    ['projet', `/projets/${orchard}`, 'Planter des grains'],
    ['vote', `/votes/${poll}`, 'Samedi'],
    ['lire', '/lire', 'Les jardins du soir'],
    ['cycle', '/cycle', 'Mon impact'],
  ] as const) {
    await page.goto(path);
    await expect(page.getByText(last).first()).toBeVisible();
    await eachLook(page, { settle: true }, async (look) => {
      // Parts that a wide screen adds are loaded when it becomes wide.
      if (look.startsWith('1280')) await expect(page.getByRole('link', { name: 'Activité' })).toBeVisible();
      if (name === 'projets' && /^1280.*100$/.test(look))
        await expect(page.getByRole('button', { name: 'Planter des grains' })).toBeVisible();
      expect.soft(await atRest(page)).toMatchSnapshot([name, `${look}.png`], { maxDiffPixelRatio: 0.01 });
    });
  }
  await fonts.remove();
});

/** A picture of the page once two in a row are the same. */
async function atRest(page: Page): Promise<Buffer> {
  let last: Buffer = Buffer.alloc(0);
  await expect
    .poll(async () => {
      if ((await page.getByText('Un instant…').count()) > 0) return false;
      const picture = await shrunk(await page.screenshot({ animations: 'disabled' }), BY);
      const same = picture.equals(last);
      last = picture;
      return same;
    })
    .toBe(true);
  return last;
}
