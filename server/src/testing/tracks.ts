/** Tracks for tests: tones, and rows with a file that waits to be prepared. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId, type TrackId } from '@egoejo/shared/platform/ids.ts';
import { trackDayId } from '@egoejo/shared/plays/model.ts';
import { fileInMemory } from '../media/model.ts';
import type { Database } from '../platform/database/database.ts';
import type { Media } from '../platform/media/media.ts';
import { runProgram, SOUND_PROGRAMS } from '../platform/media/ffmpeg.ts';
import { trackUpload } from '../tracks/upload.ts';
import { testSettlements } from './settlements.ts';
import { settleCold, type TestMember } from './world.ts';

/** Where Debian has it; tests that need it are skipped where it is not installed. */
export const FFMPEG = '/usr/bin/ffmpeg';

/** Runs `test` in a folder that is deleted afterwards. */
export async function inFolder<T>(test: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'egoejo-sound-test-'));
  try {
    return await test(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** A file with a tone of so many seconds, and with these tags. */
export const tone = (
  seconds: number,
  name = 'tone.mp3',
  tags: Readonly<Record<string, string>> = {},
): Promise<Buffer> =>
  inFolder(async (folder) => {
    const metadata = Object.entries(tags).flatMap(([key, value]) => ['-metadata', `${key}=${value}`]);
    const input = ['-f', 'lavfi', '-i', `sine=frequency=440:duration=${seconds},volume=-9dB`];
    const made = await runProgram(SOUND_PROGRAMS.ffmpeg, [...input, ...metadata, name], { cwd: folder, ms: 60_000 });
    if (!made.ok) throw new Error(made.said);
    return readFile(join(folder, name));
  });

/** How loud a file is, LUFS. */
export const loudness = (folder: string, file: string): Promise<number> =>
  runProgram(SOUND_PROGRAMS.ffmpeg, ['-nostats', '-i', file, '-af', 'ebur128', '-f', 'null', '-'], {
    cwd: folder,
    ms: 60_000,
  }).then(({ said }) => Number(/I:\s+(-?[\d.]+) LUFS\s+Threshold/.exec(said.slice(said.lastIndexOf('Summary')))?.[1]));

/** A track of this member that was announced. */
export async function announce(db: Database, by: TestMember, said: object = {}): Promise<TrackId> {
  const id = newId<TrackId>();
  const empty = {
    artists: '',
    album: '',
    number: null,
    genre: '',
    language: '',
    licence: 'by',
    file: 'chant.mp3',
  } as const;
  const args = { id, title: 'Chant', ...empty, ...said };
  const settled = await settleCold<'track.add'>(db, testSettlements, 'track.add', by, args);
  if (!('applied' in settled)) throw new Error(settled.rejected);
  return id;
}

/** A track of this member that everybody may hear, without sounds. */
export async function readyTrack(db: Database, by: TestMember, said: object = {}, seconds = 120): Promise<TrackId> {
  const id = await announce(db, by, said);
  await db.query(
    `update track set state = 'ready', visibility = 'public', scope = 'catalogue', file_key = 'x',
       sha256 = repeat('a', 64), bytes = 9, seconds = $2, peaks = '' where id = $1`,
    [id, seconds],
  );
  return id;
}

/** A whole play of a track by a member. @param furthest in ten-thousandths */
export const addTrackDay = (db: Database, member: string, track: string, furthest = 10_000): Promise<unknown> =>
  db.query(`insert into track_day (member, id, track, day, seconds, furthest) values ($1, $2, $3, $4, 120, $5)`, [
    member,
    trackDayId(track as TrackId, '2026-03-01'),
    track,
    '2026-03-01',
    furthest,
  ]);

/** A track of this member whose file has arrived. */
export async function addTrack(
  deps: { db: Database; media: Media },
  by: TestMember,
  bytes: Buffer,
  said: object = {},
): Promise<TrackId> {
  const id = await announce(deps.db, by, said);
  const accepted = await trackUpload.accept(deps, by.id, id, fileInMemory(bytes));
  if (!accepted.ok) throw new Error(accepted.error.code);
  await deps.db.transaction(accepted.value);
  return id;
}
