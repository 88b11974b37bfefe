import type { EpisodeId, ShowId } from '@egoejo/shared/platform/ids.ts';
import type { Database } from '@egoejo/server/platform/database/database.ts';

/** Everybody who may see the show sees it with two episodes, as if its feed had been read. */
export async function letRead(db: Database, show: ShowId, episodes: readonly EpisodeId[]): Promise<void> {
  await db.query(
    `update show set state = 'ready', refreshed_at = now(), scope = 'community:' || community where id = $1`,
    [show],
  );
  await db.query(
    `insert into episode (id, scope, show, title, published_at)
      select e.id, s.scope, s.id, 'Le puits', '2026-01-01' from show s, unnest($2::uuid[]) e(id) where s.id = $1`,
    [show, episodes],
  );
  await db.query(
    `insert into episode_source (episode, enclosure)
      select id, 'https://contes.example/a.mp3' from unnest($1::uuid[]) id`,
    [episodes],
  );
}
