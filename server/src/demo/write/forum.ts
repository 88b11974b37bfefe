/** What the demo's people say in the forum, and a club of theirs. */
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Deps } from '../../platform/deps.ts';
import { stableId } from '../../platform/stable-id.ts';
import { acts } from '../acts.ts';
import { projectId } from '../ids.ts';

const MARKET = stableId('demo topic', 'marche');
const WINTER = stableId('demo topic', 'hiver');
const CLUB = stableId('demo club', 'contes');
const DAY_MS = 86_400_000;
const dayIn = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);
const post = (id: string, topic: string, text: string, daysAgo: number, parent: string | null = null) => ({
  name: 'comment.write',
  args: {
    id: stableId('demo post', id),
    topic,
    kind: 'comment',
    parent: parent && stableId('demo post', parent),
    text,
    signed: true,
    mentions: [],
  },
  daysAgo,
});
const topic = (id: string, first: string, community: string | null, title: string, text: string, daysAgo: number) => ({
  name: 'topic.begin',
  args: { id, first: stableId('demo post', first), community, title, text, signed: true },
  daysAgo,
});

/** Writes it once; a second run changes nothing. @param people ids and devices by address */
export async function writeForum(
  deps: Pick<Deps, 'db' | 'macOf'>,
  people: ReadonlyMap<string, { id: MemberId; device: string }>,
): Promise<void> {
  const [awa, moussa, jeanne] = ['awa', 'moussa', 'jeanne'].map((name) => people.get(`${name}@example.org`));
  const [near] = await deps.db.query<{ community: string }>('select community from project where id = $1', [
    projectId('toits-jardins'),
  ]);
  const [work] = await deps.db.query<{ id: string }>(
    'select id from work where community is null order by title limit 1',
  );
  const part = (n: number, title: string, upTo: number) => ({
    id: stableId('demo part', String(n)),
    title,
    upTo,
    day: dayIn(7 * n),
  });
  if (!awa || !moussa || !jeanne || !near) return;
  const { community } = near;
  await acts(deps, awa, 'forum awa', [
    topic(
      MARKET,
      'marche',
      community,
      'Une table de livres au marché ?',
      'On poserait une table le samedi, avec des livres à prendre et à laisser. Qui a une bâche ?',
      6,
    ),
    ...(work
      ? [
          {
            name: 'club.begin',
            args: {
              id: CLUB,
              community,
              work: work.id,
              title: 'Les contes, le soir',
              text: 'Un conte par semaine, lu à la maison. On en parle ici, puis à la veillée.',
              parts: [
                part(1, 'Premier conte', 3_300),
                part(2, 'Deuxième conte', 6_600),
                part(3, 'Le dernier, et tout le reste', 10_000),
              ],
            },
            daysAgo: 4,
          },
        ]
      : []),
  ]);
  await acts(deps, moussa, 'forum moussa', [
    post('bache', MARKET, 'J’ai la bâche, et deux tréteaux. Il faudra un caillou par pile : il y a du vent.', 5),
    ...(work
      ? [
          { name: 'club.join', args: { club: CLUB, on: true }, daysAgo: 3 },
          post('conte', stableId('demo part', '1'), 'Le puits parle deux fois. La seconde, qui l’entend ?', 1),
        ]
      : []),
  ]);
  await acts(deps, jeanne, 'forum jeanne', [
    topic(
      WINTER,
      'hiver',
      null,
      'Que lisez-vous quand il n’y a plus de réseau ?',
      'Ici, la neige coupe tout deux semaines par an. Je fais ma pile en novembre : que dois-je y mettre ?',
      3,
    ),
  ]);
  await acts(deps, awa, 'forum awa again', [
    post('pile', WINTER, 'Des contes : ils se relisent. Et un livre plus long que ta neige.', 2),
    post('caillou', MARKET, 'Je peins les cailloux avec les enfants.', 4, 'bache'),
  ]);
}
