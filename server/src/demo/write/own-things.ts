/** Writes what the first account of the demo has begun. */
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Database } from '../../platform/database/database.ts';
import { emit } from '../../platform/database/events.ts';
import { stableId } from '../../platform/stable-id.ts';
import { communityId } from '../ids.ts';

/** A started story and a pending proposal, so that the first look at the demo shows both. */
export async function writeOwnThings(db: Database, member: MemberId | undefined): Promise<void> {
  if (member === undefined) return;
  await db.transaction(async (tx) => {
    await tx.query('select bump_member($1)', [member]);
    await tx.query(
      `insert into reading_item (member, id, story, title, licence, words, bytes, state)
       select $1, $2, id, title, licence, words, bytes, 'ready' from story
         where import_key = 'fr/0004_la-pirogue-de-nuit.md' on conflict do nothing`,
      [member, stableId('demo item', 'pirogue')],
    );
    const id = stableId('demo proposal', 'poulailler');
    const [made] = await tx.query(
      `insert into project (id, scope, community, title, summary, category, place, cost_cents, cost_currency, status,
        author)
       values ($1, $2, $3, 'Un poulailler pour la cour de l’école',
         'Douze poules, les restes de la cantine, et des œufs pour le goûter du vendredi.', 'Alimentation',
         'École de la rue 6', 32000000, 'XOF', 'proposed', $4)
       on conflict do nothing returning id`,
      [id, `member:${member}`, communityId('medina'), member],
    );
    if (made) {
      await tx.query('insert into project_text (id, scope, text) values ($1, $2, $3)', [
        id,
        `member:${member}`,
        'Douze poules mangent les restes de quarante enfants. Les élèves de la grande section les nourrissent ' +
          'à tour de rôle, notent les œufs, et décident chaque mois de ce qu’on en fait.\n\nLe menuisier de la ' +
          'rue 23 fait l’abri ; la vétérinaire du marché passe une fois par saison.',
      ]);
      await emit(tx, 'project.proposed', id, { community: communityId('medina') });
    }
  });
}
