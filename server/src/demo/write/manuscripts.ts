/** A manuscript of the demo's people, which waits for a reviewer. */
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Deps } from '../../platform/deps.ts';
import { stableId } from '../../platform/stable-id.ts';
import { fileInMemory } from '../../media/model.ts';
import { manuscriptUpload } from '../../publishing/uploads.ts';
import { acts } from '../acts.ts';
import { projectId } from '../ids.ts';

const MANUSCRIPT = stableId('demo manuscript', 'citerne');
const FILE = stableId('demo manuscript file', 'citerne');
const TITLE = 'La citerne de Mame Coumba';
const TEXT = `# Le premier seau

Mame Coumba comptait les seaux sur le mur, un trait de craie pour chacun. Au bout du mois, le mur était blanc, et la
citerne était vide.

— Ce n’est pas l’eau qui manque, dit-elle. C’est le compte.

# Le mur

On peignit le mur en bleu. Chaque famille eut sa couleur de craie. Le soir, les enfants lisaient le mur comme un livre,
et l’on sut qui arrosait la nuit.

# La pluie

Quand la pluie vint, elle effaça tout. Personne ne refit les traits : on avait appris à compter ensemble.
`;

/** Writes it once; a second run changes nothing. @param people ids and devices by address */
export async function writeManuscripts(
  deps: Pick<Deps, 'db' | 'media' | 'macOf'>,
  people: ReadonlyMap<string, { id: MemberId; device: string }>,
): Promise<void> {
  const awa = people.get('awa@example.org');
  const [near] = await deps.db.query<{ community: string }>('select community from project where id = $1', [
    projectId('toits-jardins'),
  ]);
  if (!awa || !near) return;
  await acts(deps, awa, 'manuscript awa', [
    {
      name: 'manuscript.begin',
      args: {
        id: MANUSCRIPT,
        community: near.community,
        title: TITLE,
        byline: 'Awa Ndiaye',
        language: 'fr',
        description: 'Une citerne, un mur et de la craie : comment un quartier apprit à compter son eau.',
        rights: 'CC BY 4.0',
      },
      daysAgo: 4,
    },
    { name: 'manuscript.addFile', args: { id: FILE, manuscript: MANUSCRIPT, name: 'la-citerne.md' }, daysAgo: 4 },
  ]);
  if ((await manuscriptUpload.refusal(deps.db, awa.id, FILE)) !== null) return;
  const taken = await manuscriptUpload.accept(deps, awa.id, FILE, fileInMemory(Buffer.from(TEXT)));
  if (!taken.ok) throw new Error(`the demo's manuscript was refused: ${taken.error.code}`);
  await deps.db.transaction(taken.value);
  await acts(deps, awa, 'manuscript awa sent', [
    {
      name: 'manuscript.move',
      args: { manuscript: MANUSCRIPT, from: 'draft', to: 'submitted', words: 'Trois petits chapitres. Trop courts ?' },
      daysAgo: 3,
    },
  ]);
}
