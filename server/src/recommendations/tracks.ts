/** Tracks that everybody may hear, as the engine recommends them (L8). */
import type { TrackId } from '@egoejo/shared/platform/ids.ts';
import { LANGUAGES } from '@egoejo/shared/platform/languages.ts';
import { A_PLAY, LEAST_LISTENERS } from '@egoejo/shared/plays/model.ts';
import {
  LIKED,
  MOST_SIMILAR,
  OPENED,
  type Reading,
  type Recommendation,
  type RecommendedTrack,
  type WorkDescription,
} from '@egoejo/shared/recommendations/model.ts';
import { CATALOGUE } from '@egoejo/shared/sync/protocol.ts';
import type { Database, Queryable } from '../platform/database/database.ts';
import { notifyMoved } from '../sync/pokes/pokes.ts';
import { visibleTo } from '../tracks/model.ts';
import { inPieces, rowsOf, type Kind } from './kind.ts';
import type { ListMaker } from './lists.ts';

/** From here on a track counts as heard to its end, in ten-thousandths: few hear the last fading seconds. */
const TO_THE_END = 9_500;
/** Tracks `t` that everybody may hear. */
const FOR_ALL = visibleTo('null');
/** Between the names of several artists, and of several genres. */
const BETWEEN_ARTISTS = /\s*(?:[,;&]|\s(?:feat|ft)\b\.?)\s*/i;
const BETWEEN_GENRES = /\s*[,;/]\s*/;
/** How many similar tracks are read. The caller may not see some of them. */
const LOOKED_AT = 3 * MOST_SIMILAR;
/** Similar tracks of so many tracks are computed and written at a time. */
const TOGETHER = 500;

async function readTracks(q: Queryable): Promise<WorkDescription[]> {
  const rows = await q.query<{
    id: string;
    title: string;
    artists: string;
    genre: string;
    language: string;
    album: string;
    number: number | null;
    author: string | null;
  }>(
    `select t.id, t.title, coalesce(nullif(t.artists, ''), t.name, '') as artists, t.genre, t.language, t.album,
       t.number, t.author
     from track t where ${FOR_ALL} order by t.created_at, t.id`,
  );
  return rows.map(({ id, title, artists, genre, language, album, number, author }) => ({
    id,
    title,
    authors: artists.split(BETWEEN_ARTISTS),
    subjects: genre.split(BETWEEN_GENRES),
    language: language === '' ? null : language,
    // Two members' albums of one name are two albums.
    series: album === '' ? null : { name: album, number, of: author ?? '' },
  }));
}

/** SQL: whether the day `d` of the track `t` is a play, and not only a try. */
const IS_PLAY = `d.seconds >= least(${A_PLAY}, t.seconds / 2)`;

/** Everybody's days of listening that are plays, then what they like, `most` at a time. */
export async function* readPlays(q: Queryable, most = 10_000): AsyncGenerator<Reading[]> {
  type Row = { reader: string; id: string; work: string; time: Date; liked: boolean };
  const reading = ({ reader, work, time, liked }: Row): Reading => ({
    reader,
    work,
    weight: liked ? LIKED : OPENED,
    time: time.getTime(),
  });
  const days = inPieces<Row>(
    (after, limit) =>
      q.query(
        `select d.member as reader, d.id, d.track as work, d.day::timestamp at time zone 'UTC' as time,
           d.furthest >= ${TO_THE_END} or l.track is not null as liked
         from track_day d join track t on t.id = d.track
           left join track_like l on l.member = d.member and l.track = d.track
         where ${IS_PLAY}
           and ($1::uuid is null or (d.member, d.id) > ($1::uuid, $2::text))
         order by d.member, d.id limit $3`,
        [after?.reader ?? null, after?.id ?? null, limit],
      ),
    most,
  );
  for await (const piece of days) yield piece.map(reading);
  const likes = inPieces<Row>(
    (after, limit) =>
      q.query(
        `select l.member as reader, l.track::text as id, l.track as work, l.at as time, true as liked
         from track_like l where $1::uuid is null or (l.member, l.track) > ($1::uuid, $2::uuid)
         order by l.member, l.track limit $3`,
        [after?.reader ?? null, after?.work ?? null, limit],
      ),
    most,
  );
  for await (const piece of likes) yield piece.map(reading);
}

const item = ({ work, reason }: Recommendation): RecommendedTrack => ({ track: work as TrackId, reason });

/**
 * Leaves out what too few listeners have in common: everybody reads the list, and it would tell what one person hears.
 * As in the figures of a track, its artist is no listener, and a try is no play.
 */
async function withoutFew(
  q: Queryable,
  lists: readonly (readonly RecommendedTrack[])[],
): Promise<RecommendedTrack[][]> {
  const pairs = lists.flat().flatMap(({ track, reason }) => (reason.kind === 'readers' ? [[track, reason.from]] : []));
  const enough = await q.query<{ pair: string }>(
    `with pair as (select distinct a, b from unnest($1::uuid[], $2::uuid[]) x (a, b)),
     heard as materialized (
       select distinct d.track, d.member from track_day d join track t on t.id = d.track
         where d.track = any($1::uuid[] || $2::uuid[]) and d.member is distinct from t.author and ${IS_PLAY})
     select p.a || ' ' || p.b as pair from pair p
       join heard d on d.track = p.a join heard o on o.track = p.b and o.member = d.member
     group by p.a, p.b having count(*) >= ${LEAST_LISTENERS}`,
    [pairs.map(([a]) => a), pairs.map(([, b]) => b)],
  );
  const known = new Set(enough.map(({ pair }) => pair));
  return lists.map((list) =>
    list
      .filter(({ track, reason }) => reason.kind !== 'readers' || known.has(`${track} ${reason.from}`))
      .slice(0, MOST_SIMILAR),
  );
}

/** Writes which tracks are similar to each, where that changed. */
async function keepSimilar(db: Database, maker: ListMaker, ids: readonly string[]): Promise<void> {
  for (let from = 0; from < ids.length; from += TOGETHER) {
    const some = ids.slice(from, from + TOGETHER);
    const lists = await withoutFew(
      db,
      (await maker.similar(some, LOOKED_AT)).map((list) => list.map(item)),
    );
    await db.query(
      `insert into similar_track as s (track, items)
         select t.id, x.items::jsonb from unnest($1::uuid[], $2::text[]) x (track, items) join track t on t.id = x.track
       on conflict (track) do update set items = excluded.items where s.items <> excluded.items`,
      [some, lists.map((list) => JSON.stringify(list))],
    );
  }
  await db.query('delete from similar_track where track <> all($1::uuid[])', [ids]);
}

/** Writes what is heard most in each language of the interface, where that changed. */
async function keepTrends(db: Database, maker: ListMaker): Promise<void> {
  // To a reader whom nobody knows, the engine recommends what is heard most.
  const lists = await maker.lists(LANGUAGES.map((language) => ({ reader: '', language, known: [], unwanted: [] })));
  const trends = JSON.stringify(LANGUAGES.map((language, i) => ({ language, tracks: lists[i]!.map((r) => r.work) })));
  const rows = `select x.language, x.tracks from jsonb_to_recordset($1::jsonb) as x(language text, tracks uuid[])`;
  const changed = await db.query(
    `select from (${rows}) x left join track_trend t using (language) where coalesce(t.tracks, '{}') <> x.tracks`,
    [trends],
  );
  if (changed.length === 0) return;
  await db.transaction(async (tx) => {
    await tx.query('select bump_scopes($1::text[])', [[CATALOGUE]]);
    await tx.query(
      `insert into track_trend as t (language, tracks) ${rows}
         on conflict (language) do update set tracks = excluded.tracks where t.tracks <> excluded.tracks`,
      [trends],
    );
    await notifyMoved(tx, [CATALOGUE]);
  });
}

export const tracks: Kind<WorkDescription> = {
  name: 'tracks',
  table: 'track_recommendation',
  basis: [
    rowsOf('track_day'),
    rowsOf('track_like'),
    `(select concat(count(*), ' ', sum(hashtext(concat(t.id, t.rev)))) from track t where ${FOR_ALL})`,
  ],
  known: 'select t.id from track t where t.author = m.id order by t.id',
  describe: readTracks,
  readings: (q) => readPlays(q),
  item: (_, recommended) => item(recommended),
  async finish(db, maker, known) {
    await keepTrends(db, maker);
    await keepSimilar(
      db,
      maker,
      known.map(({ id }) => id),
    );
  },
};

/** Tracks like a track that everybody may hear, as they were computed last. */
export async function similarTo(q: Queryable, track: string): Promise<RecommendedTrack[]> {
  const rows = await q.query<{ item: RecommendedTrack }>(
    `select i.item from similar_track s cross join jsonb_array_elements(s.items) with ordinality i (item, place)
       join track t on t.id = (i.item ->> 'track')::uuid
     where s.track = $1 and ${FOR_ALL} order by i.place`,
    [track],
  );
  return rows.map((row) => row.item);
}
