/**
 * Places that reading apps send. For a book of the catalogue, such a place becomes the member's place in the app: it is
 * settled like that of a device, and all reading apps of a member count as one device. Places in other documents are
 * stored as they came.
 */
import { bookOfFile } from '@egoejo/shared/books/model.ts';
import { newId, type DeviceId, type MemberId, type MutationKey } from '@egoejo/shared/platform/ids.ts';
import { readingProgress } from '@egoejo/shared/reading/mutations.ts';
import { memberScope } from '@egoejo/shared/sync/protocol.ts';
import type { Queryable } from '../../platform/database/database.ts';
import type { Deps } from '../../platform/deps.ts';
import { flagsOff } from '../../platform/config/flags.ts';
import { stableId } from '../../platform/stable-id.ts';
import { groupRun } from '../../sync/settle/hot-path.ts';
import { admitAct } from '../../sync/settle/admit-act.ts';
import { visibleTo } from '../visible.ts';
import { MOST, pointerTo, sectionOf, type Place } from './model.ts';

/** A place with its time, seconds since 1970. */
type TimedPlace = Place & { timestamp: number };

/** The device id of a member's reading apps: one for all, so that there is one row a book however many apps there are. */
const deviceOf = (member: MemberId): DeviceId => stableId<DeviceId>('kosync', member);

interface KnownBook {
  work: string;
  sha256: string;
}
/** The newest edition with this partial MD5 that the member may see. */
const bookOf = async (q: Queryable, member: MemberId, document: string): Promise<KnownBook | undefined> =>
  (
    await q.query<KnownBook>(
      `select e.work, e.sha256 from edition e join work w on w.id = e.work
        where e.partial_md5 = $2 and ${visibleTo('$1')} order by e.created_at desc, e.id desc limit 1`,
      [member, document],
    )
  )[0];

/** Settles the place by the same mutation as all other places; the later one in time wins. */
async function settle(deps: Pick<Deps, 'db' | 'config' | 'pokes'>, member: MemberId, work: string, place: Place) {
  const now = new Date();
  const act = admitAct(
    {
      key: newId<MutationKey>(),
      seq: now.getTime(),
      name: readingProgress.name,
      version: readingProgress.version,
      args: { text: work, at: Math.round(place.percentage * 10_000), page: sectionOf(place.progress) },
      madeAt: now.toISOString(),
    },
    member,
    undefined,
  );
  if (!act || act.refuse) throw new Error('a place of a reading app is no place of the app');
  await groupRun(deps.db, {
    member,
    device: deviceOf(member),
    acts: [act],
    flagsOff: flagsOff(deps.config.flags),
    onRefused: undefined,
  });
  deps.pokes.moved([memberScope(member)]);
}

/** Stores a place as it came, and deletes the oldest places beyond the limit. @returns its time in seconds */
async function keep(q: Queryable, member: MemberId, place: Place): Promise<number | null> {
  const [row] = await q.query<{ timestamp: number }>(
    `insert into kosync_place (member, document, progress, percentage, device, device_id)
      select m.id, $2, $3, $4::double precision, $5, $6 from member m where m.id = $1 and m.status = 'active' for share
      on conflict (member, document) do update set progress = excluded.progress, percentage = excluded.percentage,
        device = excluded.device, device_id = excluded.device_id, at = now()
      returning floor(extract(epoch from at))::int as timestamp`,
    [member, place.document, place.progress, place.percentage, place.device, place.deviceId],
  );
  await q.query(
    `delete from kosync_place where member = $1 and document in (
      select document from kosync_place where member = $1 order by at desc, document offset ${MOST.documents})`,
    [member],
  );
  return row?.timestamp ?? null;
}

/** @returns the time of the place in seconds; null: the member is not active any more. */
export async function pushPlace(
  deps: Pick<Deps, 'db' | 'config' | 'pokes'>,
  member: MemberId,
  place: Place,
): Promise<number | null> {
  const book = await bookOf(deps.db, member, place.document);
  if (book) await settle(deps, member, book.work, place);
  // After the settlement: a place of the app that is later than this one was made after it.
  return keep(deps.db, member, place);
}

/** The latest place in a document. A reading app's is returned as it came, EGOEJO's as chapter and percentage. */
export async function pullPlace(q: Queryable, member: MemberId, document: string): Promise<TimedPlace | null> {
  const [kept] = await q.query<TimedPlace>(
    `select document, progress, percentage, device, device_id as "deviceId",
       floor(extract(epoch from at))::int as timestamp from kosync_place where member = $1 and document = $2`,
    [member, document],
  );
  const book = await bookOf(q, member, document);
  if (!book) return kept ?? null;
  const [here] = await q.query<{ at: number; page: number; device: string; timestamp: number }>(
    `select at, page, device, floor(extract(epoch from updated_at))::int as timestamp from position
      where member = $1 and text = any($2::uuid[]) and updated_at > coalesce(
        (select at from kosync_place where member = $1 and document = $3), '-infinity')
      order by updated_at desc, id limit 1`,
    [member, [book.work, bookOfFile(book.sha256)], document],
  );
  if (!here) return kept ?? null;
  const { at, page, device, timestamp } = here;
  return {
    document,
    progress: pointerTo(page),
    percentage: at / 10_000,
    device: 'EGOEJO',
    deviceId: device,
    timestamp,
  };
}
