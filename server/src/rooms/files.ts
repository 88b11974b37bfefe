/** Files of messages: the uploads that they wait for, who may fetch them, and how they are forgotten (T2). */
import { UPLOAD } from '@egoejo/shared/media/model.ts';
import type { MemberId, RoomId } from '@egoejo/shared/platform/ids.ts';
import { fail, ok } from '@egoejo/shared/platform/result.ts';
import { VOICE_SECONDS, type MessageFile, type NewMessageFile } from '@egoejo/shared/rooms/model.ts';
import { roomScope } from '@egoejo/shared/sync/protocol.ts';
import type { MayReadMedia, UploadPurpose } from '../media/contract.ts';
import { forgetPhoto, PHOTO_KEY, refuseUploads, storePhoto } from '../media/model.ts';
import type { Queryable } from '../platform/database/database.ts';
import { emit, type Listener } from '../platform/database/events.ts';
import type { Deps } from '../platform/deps.ts';
import { AVIF_JOB } from '../platform/media/picture-jobs.ts';
import { readSound } from '../platform/media/sound.ts';
import { refusalOf } from '../platform/policy.ts';
import { notifyMoved } from '../sync/pokes/pokes.ts';
import { writing } from './policy.ts';
import { roomOf } from './standing.ts';

/**
 * Bumps the scope of the file's room if the file still waits for its bytes. Returns false if it does not: its message
 * was deleted, or the file was stored or refused before.
 */
async function lockWaiting(tx: Queryable, file: string): Promise<boolean> {
  const read = () =>
    tx.query<{ room: RoomId }>(`select room from message_file where id = $1 and state = 'awaited'`, [file]);
  const [found] = await read();
  if (!found) return false;
  const scope = roomScope(found.room);
  await tx.query('select bump_scopes($1::text[])', [[scope]]);
  if ((await read()).length === 0) return false;
  await notifyMoved(tx, [scope]);
  return true;
}

/** The columns of a stored file. */
type Stored = { key: string; bytes: number } | { picture: string; width: number; height: number; colour: string };

/** A member uploads the file of their own message while its row waits, and while they may write in the room. */
export const messageUpload: UploadPurpose = {
  most: UPLOAD.message,
  async refusal(q, member, subject) {
    const [row] = await q.query<{ room: RoomId }>(
      `select f.room from message_file f join message m on m.id = f.message
        where f.id = $1 and f.author = $2 and f.state = 'awaited' and m.state = 'shown'`,
      [subject, member],
    );
    if (!row) return 'media.not_awaited';
    return refusalOf(writing, (await roomOf({ tx: q, member }, row.room)).standing);
  },
  async accept({ db, media }, member, subject, file) {
    const [row] = await db.query<Pick<MessageFile, 'kind'>>('select kind from message_file where id = $1', [subject]);
    if (!row) return fail('media.not_awaited');
    const bytes = await file.whole();
    let stored: Stored;
    if (row.kind === 'picture') {
      const photo = await storePhoto(media, bytes, member);
      if (!photo.ok) return photo;
      const { name, width, height, colour } = photo.value;
      stored = { picture: name, width, height, colour };
    } else {
      let ending = 'bin';
      if (row.kind === 'voice') {
        if (bytes.length > UPLOAD.voice) return fail('media.too_large', { most: UPLOAD.voice });
        const sound = await readSound(bytes, VOICE_SECONDS);
        if (!sound.ok) return sound;
        ({ ending } = sound.value);
      }
      stored = { key: `talk/${subject}.${ending}`, bytes: bytes.length };
      await media.put(stored.key, bytes);
    }
    return ok(async (tx) => {
      if (!(await lockWaiting(tx, subject))) return emitGone(tx, member, [stored]);
      const columns = Object.entries(stored);
      await tx.query(
        `update message_file set state = 'stored', ${columns.map(([c], i) => `${c} = $${i + 2}`).join(', ')}
          where id = $1`,
        [subject, ...columns.map(([, value]) => value)],
      );
      if ('picture' in stored) await emit(tx, 'message.picture_stored', subject, { name: stored.picture });
    });
  },
  async refuse(tx, subject, { code }) {
    if (await lockWaiting(tx, subject))
      await tx.query(`update message_file set state = 'refused', code = $2 where id = $1`, [subject, code]);
  },
};

/** Who is in the room may fetch the file, as long as its message is shown. */
export const mayReadMessageFile: MayReadMedia = async (q, key, member) => {
  const name = PHOTO_KEY.exec(key)?.[1] ?? null;
  if (member === null || (name === null && !key.startsWith('talk/'))) return 'nobody';
  const [row] = await q.query(
    `select from message_file f join message m on m.id = f.message
      where (f.key = $1 or f.picture = $2) and m.state = 'shown' and room_visible($3, f.room) limit 1`,
    [key, name, member],
  );
  return row ? 'caller' : 'nobody';
};

interface Gone {
  key?: string | null;
  picture?: string | null;
}
const emitGone = async (tx: Queryable, subject: string, files: readonly Gone[]): Promise<void> => {
  for (const { key = null, picture = null } of files)
    if (key !== null || picture !== null) await emit(tx, 'message.file_gone', subject, { key, picture });
};
/**
 * Deletes the files of messages, or all files of an author, and ends uploads that were on their way. The caller has
 * bumped the scopes of their rooms.
 */
export async function forgetFiles(tx: Queryable, of: 'message' | 'author', ids: readonly string[]): Promise<void> {
  const gone = await tx.query<Gone & { id: string; state: MessageFile['state'] }>(
    `delete from message_file where ${of} = any($1::uuid[]) returning id, state, key, picture`,
    [ids],
  );
  const awaited = gone.filter((f) => f.state === 'awaited').map((f) => f.id);
  // An upload that stays open would count against what its member may send.
  if (awaited.length > 0) await refuseUploads(tx, awaited, 'media.not_awaited');
  for (const file of gone) await emitGone(tx, file.id, [file]);
}
/** Sends the rows of a message's files to devices again, after the message was hidden or shown: they depend on it. */
export const retellFiles = (tx: Queryable, message: string): Promise<unknown> =>
  tx.query('update message_file set state = state where message = $1', [message]);

const FORGET = 'rooms.forget_file';
/** Deletes stored files whose rows are gone. */
export const registerFileJobs = ({ jobs, db, media }: Pick<Deps, 'jobs' | 'db' | 'media'>): void =>
  jobs.handle<{ key: string | null; picture: string | null }>(FORGET, async ({ key, picture }) => {
    if (key !== null) await media.delete(key);
    if (picture !== null) await forgetPhoto({ db, media }, picture);
  });

/** Jobs write and delete files, because a listener must not have effects outside the database. */
export const fileListeners = ({ jobs }: Pick<Deps, 'jobs'>): readonly Listener[] => [
  {
    name: 'rooms.avif',
    on: ['message.picture_stored'],
    async handle(tx, { payload: { name } }) {
      if (typeof name === 'string') await jobs.enqueue(AVIF_JOB, { name }, { key: name, tx });
    },
  },
  {
    name: 'rooms.forget_file',
    on: ['message.file_gone'],
    async handle(tx, { payload: { key, picture } }) {
      await jobs.enqueue(FORGET, { key, picture }, { key: String(key ?? picture), tx });
    },
  },
];

/** Adds the file of a message that was just written. The caller has bumped the scope of the room. */
export async function addFile(
  tx: Queryable,
  member: MemberId,
  { message, file, rev }: { message: string; file: NewMessageFile; rev: number },
): Promise<void> {
  const voice = file.kind === 'voice' ? file : null;
  await tx.query(
    `insert into message_file (id, scope, room, message, no, author, kind, name, seconds, bars, rev)
      select $1, scope, room, id, no, $3, $4, $5, $6, $7::int[], $8 from message where id = $2`,
    [
      file.id,
      message,
      member,
      file.kind,
      file.kind === 'file' ? file.name : '',
      voice?.seconds ?? null,
      voice?.bars ?? [],
      rev,
    ],
  );
}
