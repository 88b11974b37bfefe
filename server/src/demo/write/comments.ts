/** What the demo's people wrote to each other below projects. */
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Database } from '../../platform/database/database.ts';
import { stableId } from '../../platform/stable-id.ts';
import { projectId } from '../ids.ts';

interface Said {
  id: string;
  by: string;
  about: string;
  news?: true;
  answers?: string;
  daysAgo: number;
  text: string;
}
const said: readonly Said[] = [
  {
    id: 'sacs',
    by: 'awa@example.org',
    about: 'toits-jardins',
    daysAgo: 9,
    text: 'J’ai quarante sacs de riz vides à la maison. Ils tiennent la terre deux saisons.',
  },
  {
    id: 'sacs-merci',
    by: 'moussa@example.org',
    about: 'toits-jardins',
    answers: 'sacs',
    daysAgo: 8,
    text: 'Parfait pour le premier toit. Samedi matin, chez le tailleur ?',
  },
  {
    id: 'premier-toit',
    by: 'moussa@example.org',
    about: 'toits-jardins',
    news: true,
    daysAgo: 3,
    text: 'Le premier toit est prêt : douze sacs de menthe et de bissap. On arrose à tour de rôle, la liste est chez Fatou.',
  },
  {
    id: 'selles',
    by: 'jeanne@example.org',
    about: 'atelier-velos',
    daysAgo: 5,
    text: 'Chez nous, on a commencé par les freins : c’est ce qui casse le plus, et ce qui s’apprend le plus vite.',
  },
];

/** Writes them once; a second run changes nothing. @param people ids by address */
export async function writeComments(db: Database, people: ReadonlyMap<string, { id: MemberId }>): Promise<void> {
  await db.transaction(async (tx) => {
    for (const { id, by, about, news, answers, daysAgo, text } of said)
      await tx.query(
        `insert into comment (id, scope, project, kind, parent, author, name, text, created_at)
          select $1, p.scope, p.id, $2, $3, m.id, m.name, $4, now() - make_interval(days => $5)
            from project p, member m where p.id = $6 and m.id = $7 on conflict do nothing`,
        [
          stableId('demo comment', id),
          news ? 'update' : 'comment',
          answers === undefined ? null : stableId('demo comment', answers),
          text,
          daysAgo,
          projectId(about),
          people.get(by)?.id ?? null,
        ],
      );
  });
}
