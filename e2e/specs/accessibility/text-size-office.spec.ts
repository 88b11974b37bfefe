/** The pages of who runs a community or the server, at each size of text on a small phone: no word is cut or broken. */
import { wrongOn } from '../../support/page/broken-words.ts';
import { expect, signIn, test } from '../../support/installation.ts';

test.use({ deviceOptions: { viewport: { width: 360, height: 740 } } });

test('the pages of animators and administrators stand whole @long', async ({ installation, phone: { page } }) => {
  const [jeanne, awa] = [await installation.person(40), await installation.person(400)];
  const { community, db } = installation;
  await db.query(`update member set name = 'Jeanne Sow', roles = '{administrator}' where id = $1`, [jeanne.id]);
  await db.query(`update member set name = 'Awa Ndiaye' where id = $1`, [awa.id]);
  await db.query(`update membership set role = 'animator' where member = $1`, [jeanne.id]);
  await db.query(
    `insert into saka_run (kind, at, source, parameters, state, ended_at)
     values ('compost', now() - interval '1 day', 'command', '{}', 'ended', now())`,
  );
  await signIn(page, jeanne);
  const parts = ['sante', 'membres', 'passages', 'journal', 'reglages', 'annoncer'];
  const pages = ['modifier', 'membres', 'annoncer', 'constellation', 'chiffres', 'affiche'];
  expect(
    await wrongOn(
      page,
      [
        ...parts.map((part) => `/administration/${part}`),
        ...pages.map((one) => `/communautes/${community}/${one}`),
        '/animer',
        '/animer/importer',
        '/animer/signalements',
        '/communautes/nouvelle',
        '/cycle/saisons',
      ],
      {
        '/administration/sante': 'Trente jours',
        '/administration/membres': 'Awa Ndiaye',
        '/administration/passages': 'Compost',
      },
    ),
  ).toEqual({});
});
