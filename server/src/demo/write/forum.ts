/** What the demo's people say in the forum, and a club of theirs. */
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Deps } from '../../platform/deps.ts';
import { stableId } from '../../platform/stable-id.ts';
import { acts, dateBack } from '../acts.ts';
import { projectId } from '../ids.ts';

const MARKET = stableId<string>('demo topic', 'marche');
const WINTER = stableId<string>('demo topic', 'hiver');
const CLUB = stableId('demo club', 'contes');
const DAY_MS = 86_400_000;
const dayIn = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);
/** How many days ago each post was written. */
const AGES = { marche: 6, bache: 5, caillou: 4, hiver: 3, pile: 2, conte: 1 } as const;
type Post = keyof typeof AGES;
const post = (id: Post, topic: string, text: string, parent: Post | null = null) => ({
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
  daysAgo: AGES[id],
});
const topic = (id: string, first: Post, community: string | null, title: string, text: string) => ({
  name: 'topic.begin',
  args: { id, first: stableId('demo post', first), community, title, text, signed: true },
  daysAgo: AGES[first],
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
    post('bache', MARKET, 'J’ai la bâche, et deux tréteaux. Il faudra un caillou par pile : il y a du vent.'),
    ...(work
      ? [
          { name: 'club.join', args: { club: CLUB, on: true }, daysAgo: 3 },
          post('conte', stableId('demo part', '1'), 'Le puits parle deux fois. La seconde, qui l’entend ?'),
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
    ),
  ]);
  await acts(deps, awa, 'forum awa again', [
    post('pile', WINTER, 'Des contes : ils se relisent. Et un livre plus long que ta neige.'),
    post('caillou', MARKET, 'Je peins les cailloux avec les enfants.', 'bache'),
  ]);
  await dateBack(
    deps,
    'comment',
    Object.fromEntries(Object.entries(AGES).map(([id, days]) => [stableId<string>('demo post', id), days])),
  );
  await dateBack(deps, 'topic', { [MARKET]: AGES.marche, [WINTER]: AGES.hiver });
}
