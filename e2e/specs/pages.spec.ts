/**
 * Every page on the reference phone, light and dark, and on a wide screen: axe finds nothing, nothing complains,
 * nothing overflows.
 */
import { expect, signIn, test, type SharedInstallation } from '../support/shared-server.ts';
import type { Device } from '../support/browser.ts';
import { expectAccessible } from '../support/test.ts';

const row = async (installation: SharedInstallation, sql: string): Promise<string> =>
  (await installation.db.query<{ id: string }>(sql))[0]!.id;

/** Addresses a visitor opens. */
const forVisitors = [
  '/',
  '/projets',
  '/lire',
  '/cycle',
  '/moi',
  '/moi/activite',
  '/connexion',
  '/inscription',
  '/mot-de-passe',
  '/partager?url=https%3A%2F%2Fexemple.org%2F',
  '/partager',
  '/nulle-part',
];

/** Addresses a member opens; one who animates a community, administers, and is an author. */
async function forMembers(installation: SharedInstallation): Promise<string[]> {
  return [
    '/',
    '/projets',
    `/projets/${await row(
      installation,
      `select id from project where picture is not null and status = 'published' order by id
      limit 1`,
    )}`,
    '/projets/proposer',
    `/votes/${await row(
      installation,
      `select id from poll where state = 'open' and method ->> 'kind' = 'choice'
      and title like 'Quel jour pour%'`,
    )}`,
    `/votes/${await row(
      installation,
      `select id from poll where state = 'open' and method ->> 'kind' = 'quadratic'
      and title like 'Que faire%'`,
    )}`,
    `/votes/${await row(installation, `select id from poll where state = 'closed' and title like 'Quel nom%'`)}`,
    '/lire',
    '/lire/ecrire',
    `/lire/${await row(installation, `select id from story where words > 100 order by id limit 1`)}`,
    '/partager?url=https%3A%2F%2Fexemple.org%2F',
    '/cycle',
    '/cycle/silo',
    `/communautes/${await row(
      installation,
      `select community as id from membership m join member u on u.id = m.member
      where u.email = 'moussa@example.org' and m.role = 'animator' limit 1`,
    )}`,
    `/communautes/${await row(installation, `select community as id from concept order by id limit 1`)}/constellation`,
    '/cycle/saisons',
    '/moi/impact',
    '/moi',
    '/moi/activite',
    '/moi/donnees',
    '/moi/reglages',
    '/moi/securite',
    '/moi/profil',
    '/moi/quitter',
    '/animer',
    '/aide',
    '/installation',
    '/connexion',
    '/nulle-part',
  ];
}

for (const [title, options] of [
  ['360 by 740, light', { colorScheme: 'light' }],
  ['360 by 740, dark', { colorScheme: 'dark' }],
  ['1280 by 800', { viewport: { width: 1280, height: 800 } }],
] as const) {
  test(`every page: ${title}`, async ({ installation, anotherDevice }) => {
    const device = await anotherDevice({ ...options });
    const faults: string[] = [];
    const look = async ({ page, console }: Device, path: string) => {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(page.getByText('Un instant…')).toHaveCount(0);
      // A phone widens its own `innerWidth` to what overflows: the screen is what the device has.
      const width = page.viewportSize()?.width ?? 0;
      const scroll = await page.evaluate(() => document.scrollingElement?.scrollWidth ?? 0);
      if (scroll > width) faults.push(`${path}: ${scroll} px wide on a screen of ${width}`);
      await expectAccessible(page).catch((error: unknown) => faults.push(`${path}: ${String(error)}`));
      faults.push(...console.complaints().map((line) => `${path}: ${line}`));
    };
    for (const path of forVisitors) await look(device, path);
    const moussa = { id: '', email: 'moussa@example.org', password: 'ombre-du-manguier' };
    await installation.db.query(
      `update member set roles = roles || '{author}' where email = $1 and not 'author' = any(roles)`,
      [moussa.email],
    );
    await signIn(device.page, moussa);
    for (const path of await forMembers(installation)) await look(device, path);
    const drawing = await anotherDevice({ ...options, webgl: true });
    await signIn(drawing.page, moussa);
    await look(drawing, '/constellation');
    expect(faults).toEqual([]);
  });
}
