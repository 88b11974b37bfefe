import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { MOST_PEAKS, MOST_TRACKS, SOUND_QUALITIES } from '@egoejo/shared/tracks/model.ts';
import { readConfig } from '../../platform/config/read-config.ts';
import { readMedia } from '../../platform/media/media.ts';
import { runProgram, SOUND_PROGRAMS } from '../../platform/media/ffmpeg.ts';
import { openMedia } from '../../platform/media/open-media.ts';
import { createLog } from '../../platform/observability/log.ts';
import { eachDatabase } from '../../testing/database/postgres.ts';
import { faultsOf } from '../../testing/hls.ts';
import { onInstalled, onRealData } from '../../testing/real-data.ts';
import { addTrack, FFMPEG, inFolder, loudness, tone } from '../../testing/tracks.ts';
import { addMember, type TestMember } from '../../testing/world.ts';
import { masterKey, piecesOf, pieceKey } from '../keys.ts';
import { dashManifest, masterPlaylist, mediaPlaylist } from '../manifests.ts';
import { soundsOf } from '../queries.ts';
import { createWaveform } from './measure.ts';
import { prepareTrack } from './prepare.ts';
import { wordsOf } from '../words.ts';
import { readTags } from './probe.ts';

const dataDir = await mkdtemp(join(tmpdir(), 'egoejo-tracks-'));
const media = openMedia(readConfig({ DATA_DIR: dataDir }));
const log = createLog('silent');
afterAll(() => rm(dataDir, { recursive: true }));

it('L2: a waveform has at most 1,000 values, the same part of time each, also of a long sound', () => {
  const waveform = createWaveform();
  const loud = Buffer.alloc(2 * 8000, Buffer.from([0xff, 0x7f]));
  for (let second = 0; second < 3600; second++) {
    const part = second < 1800 ? Buffer.alloc(2 * 8000) : loud;
    // Parts end in the middle of a sample.
    waveform.add(part.subarray(0, 7001));
    waveform.add(part.subarray(7001));
  }
  const { samples, peaks } = waveform.end();
  const bytes = Buffer.from(peaks, 'base64');
  expect([samples, bytes.length <= MOST_PEAKS, bytes.length > MOST_PEAKS / 4]).toEqual([3600 * 8000, true, true]);
  expect([bytes[Math.floor(bytes.length * 0.49)], bytes[Math.ceil(bytes.length * 0.51)]]).toEqual([0, 255]);
});

it('L1: tags are lines of text; UTF-8 that was taken for Latin-1 is read as it was meant', () => {
  expect(readTags({ ARTIST: 'CÃ©saria', Album: 'Été\n\u202e2', track: '7/12', genre: 'x'.repeat(500) })).toEqual({
    artists: 'Césaria',
    album: 'Été 2',
    number: 7,
    genre: 'x'.repeat(60),
    words: '',
  });
  expect(readTags({ track: 'A1' })).toEqual({ artists: '', album: '', number: null, genre: '', words: '' });
  expect(readTags({ 'Lyrics-fra': '[00:01.00]Ã©tÃ©\r\n' }).words).toBe('[00:01.00]été\r\n');
});

eachDatabase('preparing tracks', (database) => {
  let author: TestMember;
  beforeEach(async () => {
    author = await addMember(database());
  });
  const deps = () => ({ db: database(), media, log });
  const add = (bytes: Buffer, said: object = {}) => addTrack(deps(), author, bytes, said);
  const row = async (id: string) => (await database().query('select * from track where id = $1', [id]))[0];
  const prepared = async (bytes: Buffer, said: object = {}) => {
    const id = await add(bytes, said);
    await prepareTrack(deps(), id);
    return { id, row: (await row(id))! };
  };
  const keys = async (prefix: string) => {
    const found: string[] = [];
    for await (const { key } of media.list(prefix)) found.push(key);
    return found.sort();
  };

  onInstalled(FFMPEG, 'L2: a tone is heard in four qualities, as loud as every track, by valid playlists', async () => {
    const tags = {
      artist: 'Awa',
      album: 'Nuits',
      track: '2',
      title: 'Other',
      comment: 'personal',
      genre: 'Conte',
      lyrics: 'Le puits',
    };
    const { id, row: ready } = await prepared(await tone(14, 'tone.mp3', tags), { album: 'Mien' });
    expect(ready).toMatchObject({
      state: 'ready',
      title: 'Chant',
      artists: 'Awa',
      album: 'Mien',
      number: 2,
      genre: 'Conte',
    });
    expect(await wordsOf(database(), id)).toBe('Le puits');
    expect(ready['seconds']).toBeCloseTo(14, 0);
    const peaks = Buffer.from(String(ready['peaks']), 'base64');
    expect([peaks.length <= MOST_PEAKS, Math.max(...peaks) === 255]).toEqual([true, true]);
    const sounds = await soundsOf(database(), id);
    expect(sounds.map((s) => s.quality).sort()).toEqual([...SOUND_QUALITIES].sort());
    expect(faultsOf(masterPlaylist(sounds))).toEqual([]);
    await inFolder(async (folder) => {
      for (const sound of sounds) {
        expect(faultsOf(mediaPlaylist(sound)), sound.quality).toEqual([]);
        expect(sound.segments.slice(0, -1).every((s) => Math.abs(s.seconds - 6) < 0.1)).toBe(true);
        const names = [pieceKey(id, sound.init, 'mp4'), ...sound.segments.map((s) => pieceKey(id, s.key, 'm4s'))];
        const pieces = await Promise.all(names.map(async (key) => (await readMedia(media, key))!.bytes));
        expect(pieces.reduce((sum, p) => sum + p.length, 0)).toBe(sound.bytes);
        expect(Buffer.concat(pieces).includes('personal')).toBe(false);
        await writeFile(join(folder, sound.quality), Buffer.concat(pieces));
        expect(Math.abs((await loudness(folder, sound.quality)) + 16), sound.quality).toBeLessThan(1);
      }
    });
    const dash = dashManifest(sounds);
    for (const { init, segments } of sounds)
      for (const name of [`"${init}.mp4"`, ...segments.map((s) => `"${s.key}.m4s"`)]) expect(dash).toContain(name);
    // Prepared again, nothing is left of before, and nothing is doubled.
    const before = await keys(piecesOf(id));
    await media.put(pieceKey(id, '0'.repeat(64), 'm4s'), Buffer.from('of a killed attempt'));
    await database().query(`update track set state = 'preparing', seconds = null, peaks = null where id = $1`, [id]);
    await database().query('insert into track_work (track) values ($1)', [id]);
    await prepareTrack(deps(), id);
    expect(await keys(piecesOf(id))).toEqual(before);
  });

  onInstalled(FFMPEG, 'L2: what is no sound is refused with its reason, and nothing of it is kept', async () => {
    const { id, row: refused } = await prepared(Buffer.from('this is no music at all, only words. '.repeat(90)));
    expect(refused).toMatchObject({ state: 'refused', code: 'track.no_sound', file_key: null });
    expect([await media.stat(masterKey(id)), await keys(piecesOf(id))]).toEqual([null, []]);
    await prepareTrack(deps(), id);
    expect(await row(id)).toEqual(refused);
  });

  it('L2: without ffmpeg a track waits, however often that is found', async () => {
    const id = await add(Buffer.from('a file'));
    const programs = { ffmpeg: '/none/ffmpeg', ffprobe: '/none/ffprobe' };
    for (let times = 0; times < 7; times++) await prepareTrack(deps(), id, { programs });
    expect(await row(id)).toMatchObject({ state: 'preparing', code: null });
    expect(await database().query('select attempts, claimed_until from track_work where track = $1', [id])).toEqual([
      { attempts: 0, claimed_until: null },
    ]);
  });

  onInstalled(FFMPEG, 'L2: of a member who gave a day of sound within a day the next track waits', async () => {
    const [before, id] = [await add(await tone(1)), await add(await tone(1))];
    await database().query(
      `update track set state = 'ready', seconds = $2, peaks = '', prepared_at = now() - interval '23 hours'
        where id = $1`,
      [before, MOST_TRACKS.seconds],
    );
    await prepareTrack(deps(), id);
    const [work] = await database().query('select attempts from track_work where track = $1', [id]);
    expect([await row(id), work]).toMatchObject([{ state: 'preparing' }, { attempts: 0 }]);
    await database().query(`update track set prepared_at = now() - interval '25 hours' where id = $1`, [before]);
    await database().query('update track_work set claimed_until = null');
    await prepareTrack(deps(), id);
    expect(await row(id)).toMatchObject({ state: 'ready' });
  });

  it('L2: one server has a track at a time; after five attempts without an answer it is refused', async () => {
    const id = await add(Buffer.from('a file'));
    await database().query(`update track_work set attempts = 5, claimed_until = now() + interval '9 s'`);
    await prepareTrack(deps(), id);
    expect(await row(id)).toMatchObject({ state: 'preparing' });
    // Its server was killed.
    await database().query(`update track_work set claimed_until = now() - interval '1 s'`);
    await prepareTrack(deps(), id);
    expect(await row(id)).toMatchObject({ state: 'refused', code: 'track.damaged', params: { reason: 'attempts' } });
  });

  onInstalled(FFMPEG, 'L2: a track that was removed while it was prepared leaves no file', async () => {
    const id = await add(await tone(1));
    const removing = {
      ...deps(),
      media: {
        ...media,
        put: async (key: string, content: Parameters<typeof media.put>[1]) => {
          await media.put(key, content);
          await database().query('delete from track where id = $1', [id]);
        },
      },
    };
    await prepareTrack(removing, id);
    expect([await media.stat(masterKey(id)), await keys(piecesOf(id)), await row(id)]).toEqual([null, [], undefined]);
  });

  onInstalled(FFMPEG, 'L2: a track that another server made ready meanwhile keeps its files', async () => {
    const id = await add(await tone(1));
    let other = false;
    const late = {
      ...deps(),
      media: {
        ...media,
        put: async (key: string, content: Parameters<typeof media.put>[1]) => {
          await media.put(key, content);
          if (other) return;
          other = true;
          await database().query('update track_work set claimed_until = null where track = $1', [id]);
          await prepareTrack(deps(), id);
        },
      },
    };
    await prepareTrack(late, id);
    expect(await row(id)).toMatchObject({ state: 'ready' });
    expect(await media.stat(masterKey(id))).not.toBeNull();
    for (const { init } of await soundsOf(database(), id))
      expect(await media.stat(pieceKey(id, init, 'mp4'))).not.toBeNull();
  });

  onInstalled(FFMPEG, 'L2: a gap in the times of a file makes no piece of each packet after it', async () => {
    const bytes = await inFolder(async (folder) => {
      const gap = `asetpts='if(gt(T,7),PTS+36000/TB,PTS)'`;
      const input = ['-f', 'lavfi', '-i', 'anullsrc=d=14:cl=mono', '-af', gap, '-c:a', 'libopus', 'gap.mkv'];
      expect((await runProgram(SOUND_PROGRAMS.ffmpeg, input, { cwd: folder, ms: 60_000 })).said).not.toBe('');
      return readFile(join(folder, 'gap.mkv'));
    });
    const { id, row: ready } = await prepared(bytes);
    expect(ready['seconds']).toBeCloseTo(14, 0);
    expect((await soundsOf(database(), id)).map((s) => s.segments.length)).toEqual([3, 3, 3, 3]);
  });

  it('L2: a full disk, or a store that does not answer, never refuses a track; a killed program does', async () => {
    const id = await add(Buffer.from('a file'));
    const broken = { ...deps(), media: { ...media, get: () => Promise.reject(new Error('no answer')) } };
    const program = (script: string) =>
      inFolder(async (folder) => {
        const ffprobe = join(folder, 'ffprobe');
        await writeFile(ffprobe, `#!/bin/sh\n${script}\n`, { mode: 0o700 });
        await prepareTrack(deps(), id, { programs: { ffmpeg: ffprobe, ffprobe } });
      });
    for (let times = 0; times < 6; times++) {
      await expect(prepareTrack(broken, id)).rejects.toThrow('no answer');
      await expect(program('echo "x: No space left on device" >&2; exit 1')).rejects.toThrow('No space');
    }
    for (let times = 0; times < 5; times++) await expect(program('kill -9 $$')).rejects.toThrow('killed');
    expect(await row(id)).toMatchObject({ state: 'preparing' });
    await program('exit 0');
    expect(await row(id)).toMatchObject({ state: 'refused', params: { reason: 'attempts' } });
  });

  const expected = {
    'odd/text.mp3': 'track.no_sound',
    'odd/playlist-named.mp3': 'track.no_sound',
    'odd/truncated.m4a': 'track.no_sound',
    'odd/missing-streaminfo.flac': 'track.no_sound',
    'odd/wrong-metadata-length.flac': 'track.damaged',
    'odd/ogg-named.mp3': null,
    'odd/video-named.m4a': null,
    'odd/silence-5s.mp3': null,
    'odd/tenth-of-a-second.wav': null,
    'odd/corrupt-middle.mp3': null,
    'odd/hostile-tags.mp3': null,
    'real/surround-5.1.flac': null,
    'made/left-channel-only.ogg': null,
    'made/voice-message-no-duration.webm': null,
  } as const;
  for (const [file, code] of Object.entries(expected))
    onRealData(
      `audio/${file}`,
      `L2: ${file} is ${code === null ? 'heard' : 'refused'}`,
      async (path) => {
        expect((await prepared(await readFile(path))).row).toMatchObject({ code, state: code ? 'refused' : 'ready' });
      },
      FFMPEG,
    );
  onRealData(
    'audio/made/id3v23-cover-cbr128.mp3',
    'L1: a cover is kept as pictures',
    async (path) => {
      const { row: ready } = await prepared(await readFile(path));
      expect(ready['artists']).toContain('Brahms');
      expect(await media.stat(`pictures/${String(ready['cover'])}-m.webp`)).not.toBeNull();
    },
    FFMPEG,
  );
});
