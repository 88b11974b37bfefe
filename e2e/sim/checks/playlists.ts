/** What is in playlists at rest, by the acts that were settled (L6). */
import type { MutationArgs } from '@egoejo/shared/registry.ts';
import type { Database } from '@egoejo/server/platform/database/database.ts';
import type { Facts, Fail } from './invariants.ts';

interface Settled {
  key: string;
  name: string;
  member: string;
}
/** Who made a playlist, and the last word on each of its tracks: whether it is in, and by whose acts. */
interface List {
  owner: string;
  tracks: Map<string, { in: boolean; by: Set<string> }>;
}

/** The lists that the settled acts leave. What the server did to keys is no part of it. */
function listsOf(settled: readonly Settled[], made: Facts['made']): Map<string, List> {
  const lists = new Map<string, List>();
  const say = (playlist: string, track: string, member: string, isIn: boolean): void => {
    const tracks = lists.get(playlist)?.tracks;
    const by = tracks?.get(track)?.by ?? new Set();
    tracks?.set(track, { in: isIn, by: by.add(member) });
  };
  for (const { key, name, member } of settled) {
    const act = made.get(key);
    if (!act) continue;
    if (name === 'playlist.make') lists.set(String(act.args['id']), { owner: member, tracks: new Map() });
    if (name === 'playlist.add') {
      const { playlist, items } = act.args as MutationArgs<'playlist.add'>;
      for (const { track } of items) say(playlist, track, member, true);
    }
    if (name === 'playlist.drop') say(String(act.args['playlist']), String(act.args['track']), member, false);
    const removed = name === 'playlist.remove' ? String(act.args['playlist']) : '';
    if (lists.get(removed)?.owner === member) lists.delete(removed);
  }
  return lists;
}

/**
 * A track is in a list once if the last settled act on it added it, and otherwise not at all; no two items of a list
 * have the same key. Once a database was restored, acts may settle in another order (S29): then it holds for what one
 * member did.
 */
export async function checkPlaylists(db: Database, { made, restored }: Facts, fail: Fail): Promise<void> {
  const settled = await db.query<Settled>(
    restored
      ? `select key, name, member from receipt where code is null and name like 'playlist.%'
          order by at, member, rev, seq`
      : `select r.key, r.name, r.member from sim.settled s join receipt r using (member, key)
          where r.code is null order by s.n`,
  );
  const items = await db.query<{ playlist: string; track: string; key: string }>(
    'select playlist, track, order_key as key from playlist_item',
  );
  const tracks = new Set((await db.query<{ id: string }>('select id from track')).map(({ id }) => id));
  const there = new Set((await db.query<{ id: string }>('select id from playlist')).map(({ id }) => id));
  for (const [list, { tracks: said }] of listsOf(settled, made)) {
    if (!there.has(list)) return fail('a playlist that nobody removed is there', list);
    const here = items.filter(({ playlist }) => playlist === list);
    if (new Set(here.map(({ key }) => key)).size < here.length) return fail('items have keys of their own', list);
    for (const track of new Set([...said.keys(), ...here.map((item) => item.track)])) {
      const word = said.get(track);
      if (restored && word && word.by.size > 1) continue;
      const wanted = word?.in && tracks.has(track) ? 1 : 0;
      const found = here.filter((item) => item.track === track).length;
      if (found !== wanted) return fail('no item of a playlist is lost or doubled', `${list} ${track}: ${found} times`);
    }
  }
  return undefined;
}
