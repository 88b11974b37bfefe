/** Projects with titles and texts as a city writes them, and what people type to find them, for the search benchmarks. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Page, Worker } from '@playwright/test';
import type { Database } from '@egoejo/server/platform/database/database.ts';
import type { BenchContext, Measured } from '../bench.ts';
import { median, percentile } from '../figures.ts';

export const WORDS =
  `jardin partagé verger potager compost ruche prairie mare haie arbre forêt parc square fontaine banc ombre
  toiture façade éclairage trottoir piéton vélo piste cyclable passage ralentisseur carrefour gare métro navette
  école collège crèche bibliothèque médiathèque théâtre kiosque fresque atelier réparation marché épicerie cantine
  boulangerie gymnase terrain boulodrome piscine skatepark nichoir hirondelle martinet mésange hérisson papillon
  toilettes poubelle mégot recyclage ressourcerie solidarité accueil logement quartier immeuble voisin enfant
  ancien rivière canal berge pont quai place avenue impasse colline belvédère sentier randonnée musique danse cinéma`
    .split(/\s+/)
    .filter((w) => w !== '');

/** What is typed: whole words, beginnings, without accents, with a wrong letter, several, none that occurs. */
export const TYPED = [
  'jardin partage',
  'bibliotheque',
  'bibliotèque rue',
  'repara',
  'réparation de vélos',
  'piste ciclable ecole',
  'mediateque',
  'eclairage du passage pieton',
  'hirondele',
  'xylophone hydraulique',
  'ver',
  'compost immeuble voisins enfants',
] as const;

/** Parts of the names of places and people. */
export const PARTS =
  `ba bel bor bour car cas cha cor da des don fer gar gran la lar lis ma mar mon mur na nes par pra ram rey sal san tour
  val ver vil`.split(/\s+/);

/**
 * Gives all projects new titles, summaries and texts: fifty words each, four of ten from the list above, of which the
 * first are the commonest, the others from thousands of names.
 */
export async function writeProjects(db: Database): Promise<void> {
  await db.query(
    `with numbered as (select id, row_number() over (order by id)::int as i from project),
     drawn as (
       select p.id, k, ('x' || left(md5(p.id::text || k), 6))::bit(24)::int / 16777216.0 as u,
         ('x' || right(md5(p.id::text || k), 6))::bit(24)::int / 16777216.0 as v
       from numbered p cross join generate_series(1, 50) k),
     worded as (
       select id, k, case when k % 5 in (1, 3) then ($1::text[])[1 + floor(cardinality($1::text[]) * u * sqrt(u))::int]
         else ($2::text[])[1 + floor(cardinality($2::text[]) * u)::int]
           || ($2::text[])[1 + floor(cardinality($2::text[]) * v * v)::int]
           || ($2::text[])[1 + floor(cardinality($2::text[]) * u * v)::int] end as w
       from drawn),
     said as (
       select id, string_agg(w, ' ' order by k) filter (where k <= 5) as title,
         string_agg(w, ' ' order by k) filter (where k between 6 and 20) as summary,
         string_agg(w, ' ' order by k) as text
       from worded group by id),
     texts as (
       insert into project_text (id, scope, text) select p.id, p.scope, s.text from said s join project p using (id)
       on conflict (id) do update set text = excluded.text)
     update project p set title = s.title, summary = s.summary from said s where s.id = p.id`,
    [WORDS, PARTS],
  );
}

/** For each project a work with its title; of authors whose names are words of it, and with its text as description. */
export async function writeWorks(db: Database): Promise<void> {
  await db.query(
    `insert into work (id, import_key, scope, title, authors, languages, subjects, contributors, description,
         accessibility, colour, rev)
      select gen_random_uuid(), p.id::text, 'catalogue', p.title, split_part(p.summary, ' ', 2), '{fr}',
        string_to_array(p.summary, ' '), '[]', b.text, '{}', '#336644', 1
      from project p join project_text b using (id)`,
  );
}

/**
 * Messages of ten words each in direct conversations of more than two, every tenth in the first one. The first member
 * is in every second conversation, the second in two.
 */
export async function writeMessages(
  db: Database,
  { rooms, messages }: { rooms: number; messages: number },
  [many, few]: readonly [string, string],
): Promise<void> {
  await db.query(
    `with made as (
       insert into room (id, scope, title, rev) select id, 'room:' || id, 'R', 1
         from (select gen_random_uuid() as id from generate_series(1, $1)) r returning id),
     numbered as (select id, row_number() over (order by id)::int as n from made),
     joined as (
       insert into room_member (member, room, rev)
         select $2::uuid, id, 1 from numbered where n % 2 = 1
         union all select $3::uuid, id, 1 from numbered where n < 3),
     drawn as (
       select i, case when i % 10 = 0 then 1 else 1 + i % $1 end as n, (
           select string_agg(($5::text[])[1 + floor(cardinality($5::text[]) * u * sqrt(u))::int], ' ')
           from (select ('x' || left(md5(i::text || k), 6))::bit(24)::int / 16777216.0 as u
             from generate_series(1, 10) k) x) as text
       from generate_series(1, $4) i)
     insert into message (id, scope, room, no, author, name, text, written_at, created_at, rev)
       select gen_random_uuid(), 'room:' || r.id, r.id, row_number() over (partition by r.id order by d.i),
         $3::uuid, 'Awa', d.text, now() - make_interval(mins => $4 - d.i), now() - make_interval(mins => $4 - d.i), 1
       from drawn d join numbered r using (n)`,
    [rooms, many, few, messages, WORDS],
  );
}

/** The time that the worker measured for its answer to this query, ms. */
async function searchTime(page: Page, worker: Worker, typed: string): Promise<number> {
  await page.getByRole('searchbox').fill(typed);
  const until = Date.now() + 10_000;
  for (;;) {
    const ms = await worker.evaluate((query) => {
      const [last] = performance.getEntriesByName('search') as PerformanceMeasure[];
      return last?.detail === query ? last.duration : null;
    }, typed);
    if (ms !== null) return ms;
    if (Date.now() > until) throw new Error(`no answer to ${typed}`);
    await wait(20);
  }
}

const BUDGET_MS = 50;
/** The browser slows down only the threads of pages, not of workers, so the worker's own time is multiplied. */
const SLOWDOWN = 4;

/** Types every query on the open page: the 95th percentile of the worker's times, against 50 ms. `n`: documents. */
export async function measureSearches(context: BenchContext, page: Page, n: number): Promise<Measured> {
  const worker = page.workers().find((w) => w.url().includes('search.worker'));
  if (!worker) throw new Error('no search worker');
  const rounds: number[] = [];
  for (let i = 0; i < context.rounds; i++) {
    const took: number[] = [];
    for (const typed of TYPED) took.push(SLOWDOWN * (await searchTime(page, worker, typed)));
    rounds.push(percentile(took, 0.95));
    context.say(`round ${i + 1}: p95 ${Math.round(rounds.at(-1) ?? NaN)} ms, median ${Math.round(median(took))} ms`);
  }
  const value = median(rounds);
  return { n, value, unit: 'ms', baseline: BUDGET_MS, ratio: value / BUDGET_MS };
}
