/** The meetings of the demo's communities, and who comes. */
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Database } from '../../platform/database/database.ts';
import { stableId } from '../../platform/stable-id.ts';
import { projectId } from '../ids.ts';

interface Planned {
  id: string;
  by: string;
  /** A project of the community. */
  near: string;
  title: string;
  text: string;
  place: string;
  inDays: number;
  hour: number;
  minutes: number;
  places: number | null;
  answers: Readonly<Record<string, 'yes' | 'perhaps'>>;
}
const planned: readonly Planned[] = [
  {
    id: 'contes',
    by: 'awa@example.org',
    near: 'toits-jardins',
    title: 'Veillée de contes sur le toit',
    text: 'Chacun apporte une histoire, lue ou dite. Fatou fait le thé.\n\nVenez avec une natte : il n’y a que six chaises.',
    place: 'Le toit du tailleur, rue des Manguiers',
    inDays: 4,
    hour: 19,
    minutes: 120,
    places: 25,
    answers: { 'awa@example.org': 'yes', 'moussa@example.org': 'yes' },
  },
  {
    id: 'freins',
    by: 'jeanne@example.org',
    near: 'atelier-velos',
    title: 'Premier atelier : les freins',
    text: 'On démonte, on nettoie, on remonte. Les outils sont sur place.',
    place: 'Ancienne forge',
    inDays: 9,
    hour: 14,
    minutes: 180,
    places: 8,
    answers: { 'jeanne@example.org': 'yes', 'awa@example.org': 'perhaps' },
  },
];

/** Writes them once; a second run changes nothing. @param people ids by address */
export async function writeMeetings(db: Database, people: ReadonlyMap<string, { id: MemberId }>): Promise<void> {
  await db.transaction(async (tx) => {
    for (const m of planned) {
      const id = stableId('demo meeting', m.id);
      const coming = Object.entries(m.answers).flatMap(([email, answer]) => {
        const member = people.get(email)?.id;
        return member ? [{ member, answer }] : [];
      });
      const [made] = await tx.query(
        `insert into meeting (id, scope, community, author, name, title, text, place, link, starts_at, minutes, places,
            yes, perhaps)
          select $1, p.scope, p.community, x.id, x.name, $2, $3, $4, '',
              date_trunc('day', now()) + make_interval(days => $5, hours => $6), $7, $8, $9, $10
            from project p, member x where p.id = $11 and x.id = $12 on conflict do nothing returning id`,
        [
          id,
          m.title,
          m.text,
          m.place,
          m.inDays,
          m.hour,
          m.minutes,
          m.places,
          coming.filter((c) => c.answer === 'yes').length,
          coming.filter((c) => c.answer === 'perhaps').length,
          projectId(m.near),
          people.get(m.by)?.id ?? null,
        ],
      );
      if (!made) continue;
      for (const { member, answer } of coming)
        await tx.query('insert into meeting_answer (member, meeting, answer) values ($1, $2, $3)', [
          member,
          id,
          answer,
        ]);
    }
  });
}
