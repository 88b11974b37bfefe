/** The pages of the app: every address that a visitor, a member and those who run the place can open. */
import type { SharedInstallation } from '../shared-server.ts';

const row = async (installation: SharedInstallation, sql: string): Promise<string> =>
  (await installation.db.query<{ id: string }>(sql))[0]!.id;

/** Addresses a visitor opens. */
export const forVisitors = [
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

/** Addresses opened more rarely, by that same member: lists, posters, histories, what an animator does. */
export async function rarely(installation: SharedInstallation): Promise<string[]> {
  const published = await row(installation, `select id from project where status = 'published' order by id limit 1`);
  const closed = await row(installation, `select id from poll where state = 'closed' order by id limit 1`);
  const own = `/communautes/${await row(
    installation,
    `select community as id from membership m join member u on u.id = m.member
    where u.email = 'moussa@example.org' and m.role = 'animator' limit 1`,
  )}`;
  return [
    '/votes',
    `/votes/${closed}/affiche`,
    '/communautes',
    ...['modifier', 'membres', 'annoncer', 'chiffres', 'affiche'].map((part) => `${own}/${part}`),
    '/communautes/nouvelle',
    `/projets/${published}/historique`,
    `/projets/${published}/impact`,
    '/recherche',
    '/recherche?q=eau',
    '/notifications',
    '/livres',
    '/moi/inviter',
    '/invitation',
    '/animer/importer',
    '/animer/signalements',
  ];
}

/** Addresses a member opens; one who animates a community, administers, and is an author. */
export async function forMembers(installation: SharedInstallation): Promise<string[]> {
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
