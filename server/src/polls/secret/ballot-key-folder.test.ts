import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { newId, type PollId } from '@egoejo/shared/platform/ids.ts';
import { openBallotKeyFolder } from './ballot-key-folder.ts';
import { openBallotKeys } from './ballot-keys.ts';
import { readConfig } from '../../platform/config/read-config.ts';

let parent: string;
let old: string;
let said: string[];
const log = { error: (text: string) => void said.push(text), warn: (text: string) => void said.push(text) };
const config = (env = {}) => readConfig({ DATA_DIR: join(parent, 'data'), ...env });
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'egoejo-keys-'));
  old = join(parent, 'data', 'ballot-keys');
  await mkdir(dirname(old));
  said = [];
});
afterEach(() => rm(parent, { recursive: true }));

/** A folder as earlier versions left it: the key of one poll, the result of another. */
async function oldKeys(): Promise<{ open: PollId; fingerprint: Buffer; counted: PollId }> {
  const [open, counted] = [newId<PollId>(), newId<PollId>()];
  const keys = openBallotKeys(old);
  const { fingerprint } = (await keys.make(open))!;
  await keys.keepResult(counted, '{}');
  return { open, fingerprint, counted };
}

it('P2: a copy of the data folder has no key of a secret poll', async () => {
  const { dataDir, ballotKeyDir } = config();
  expect([dataDir, dirname(ballotKeyDir)]).toEqual([join(parent, 'data'), parent]);
  expect(await openBallotKeyFolder(config(), log)).toBe(ballotKeyDir);
  expect([await readdir(parent), said]).toEqual([['data'], []]);
});

it.each([
  ['a first start', () => Promise.resolve()],
  ['a copy that was cut off', (to: string, key: string) => writeFile(join(to, `${key}.0a1b2c3d4e5f`), 'half')],
  [
    'a whole copy whose original was not deleted yet',
    (to: string, key: string, whole: Buffer) => writeFile(join(to, key), whole),
  ],
  ['an original half overwritten', (_: string, key: string) => writeFile(join(old, `${key}.0a1b2c3d4e5f`), 'noise')],
])('P2: keys in the data folder are moved once, also after %s', async (_, interrupted) => {
  const { open, fingerprint, counted } = await oldKeys();
  const { ballotKeyDir } = config();
  await mkdir(ballotKeyDir);
  await interrupted(ballotKeyDir, `${open}.key`, await readFile(join(old, `${open}.key`)));
  await Promise.all([1, 2, 3].map(() => openBallotKeyFolder(config(), log)));
  const keys = openBallotKeys(ballotKeyDir);
  expect([await keys.has(open, fingerprint), await keys.keptResult(counted)]).toEqual([true, '{}']);
  expect([await readdir(dirname(old)), said]).toEqual([[], []]);
});

it('P2: nothing is overwritten by a move, and a folder within the data is told', async () => {
  const { counted } = await oldKeys();
  const { ballotKeyDir } = config();
  await mkdir(ballotKeyDir);
  await openBallotKeys(ballotKeyDir).keepResult(counted, '{"result":1}');
  await openBallotKeyFolder(config(), log);
  expect(await openBallotKeys(ballotKeyDir).keptResult(counted)).toBe('{"result":1}');
  expect(await readdir(old)).toEqual([`${counted}.result.json`]);
  expect(said).toEqual([expect.stringContaining('differs')]);
  await appendFile(join(old, 'note'), '');
  said = [];
  expect(await openBallotKeyFolder(config({ BALLOT_KEY_DIR: old }), log)).toBe(old);
  expect(said).toEqual([expect.stringContaining('BALLOT_KEY_DIR is within')]);
});

it('P2: a folder that cannot be made is told, and keys that are there stay in use', async () => {
  const blocked = join(parent, 'data', 'file', 'keys');
  await writeFile(dirname(blocked), '');
  await expect(openBallotKeys(blocked).make(newId())).rejects.toThrow('cannot be written');
  const { open, fingerprint } = await oldKeys();
  const folder = await openBallotKeyFolder(config({ BALLOT_KEY_DIR: blocked }), log);
  expect(await openBallotKeys(folder).has(open, fingerprint)).toBe(true);
  expect(said).toContainEqual(expect.stringContaining('cannot be written'));
});
