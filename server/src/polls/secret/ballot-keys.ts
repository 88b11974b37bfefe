/**
 * The keys that seal the ballots of secret polls (P2). They are files in a folder of their own, outside the database,
 * the data folder and backups: `<poll>.key` from the opening of a poll to its count, `<poll>.result.json` from then on.
 * All servers of one database share the folder.
 */
import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isId, type MemberId, type PollId } from '@egoejo/shared/platform/ids.ts';
import { Unsettled } from '../../sync/settle/unsettled.ts';
import { absent, erase, syncFolder, writeOnce, writePart } from '../../platform/keys/key-files.ts';

/** The key of a secret poll is not in this server's folder. */
export class BallotKeyMissing extends Unsettled {
  constructor(poll: PollId, because = 'BALLOT_KEY_DIR must be the folder that its opening wrote to') {
    super('poll.no_key', `no key for the ballots of poll ${poll}: ${because}`);
  }
}

/** Seals ballots of one poll. */
export interface BallotKey {
  /** Says which key it is, and nothing about it. */
  fingerprint: Buffer;
  /** Stands in the place of a member; the same for each of their ballots in this poll. */
  voter(member: MemberId): Buffer;
  /**
   * @param length the bytes to which the content is padded, the same for all ballots of a poll, so that the length of
   * what is stored tells nothing. @throws when the content is longer.
   */
  seal(voter: Buffer, content: string, length: number): Buffer;
  /** @throws when the sealed content was changed, or belongs to another voter or poll. */
  open(voter: Buffer, sealed: Buffer): string;
}

export interface BallotKeys {
  /**
   * The key of a poll that opens: the one in the folder, or a new one if it has none yet. Null: the poll was counted
   * before the database was restored, and its key is gone for good.
   */
  make(poll: PollId): Promise<BallotKey | null>;
  /** Reads the key into memory, for whoever must not wait for a file soon. Does nothing where there is none. */
  load(poll: PollId): Promise<void>;
  /** @throws BallotKeyMissing also when the key in the folder is another one. */
  of(poll: PollId, fingerprint: Uint8Array | null): Promise<BallotKey>;
  /** Whether `of` would find it. */
  has(poll: PollId, fingerprint: Uint8Array | null): Promise<boolean>;
  /** The polls that have a key here. */
  list(): Promise<string[]>;
  /** Stores what the count found beside the keys, before the database has it. */
  keepResult(poll: PollId, result: string): Promise<void>;
  /** What `keepResult` stored; null: the poll was never counted. */
  keptResult(poll: PollId): Promise<string | null>;
  /** Overwrites and deletes the key. Without one it does nothing. */
  destroy(poll: PollId): Promise<void>;
}

const IV = 12;
const TAG = 16;

/** AES-256-GCM and HMAC-SHA-256 under two keys derived from `secret` (HKDF, RFC 5869). */
export function ballotKey(poll: PollId, secret: Buffer): BallotKey {
  const derived = (purpose: string): Buffer =>
    Buffer.from(hkdfSync('sha256', secret, poll, `egoejo ballots ${purpose}`, 32));
  const [voters, contents] = [derived('voter'), derived('content')];
  return {
    fingerprint: createHash('sha256').update(secret).digest(),
    voter: (member) => createHmac('sha256', voters).update(member).digest(),
    seal(voter, content, length) {
      const text = Buffer.from(content);
      if (text.length > length) throw new Error('a ballot is longer than the longest of its poll');
      const iv = randomBytes(IV);
      const cipher = createCipheriv('aes-256-gcm', contents, iv, { authTagLength: TAG }).setAAD(voter);
      const padded = Buffer.alloc(length, ' ');
      text.copy(padded);
      return Buffer.concat([iv, cipher.update(padded), cipher.final(), cipher.getAuthTag()]);
    },
    open(voter, sealed) {
      const decipher = createDecipheriv('aes-256-gcm', contents, sealed.subarray(0, IV), { authTagLength: TAG })
        .setAAD(voter)
        .setAuthTag(sealed.subarray(-TAG));
      return Buffer.concat([decipher.update(sealed.subarray(IV, -TAG)), decipher.final()])
        .toString()
        .trimEnd();
    },
  };
}

/** How long a loaded key stays in memory: another server may destroy the key, and no copy may outlive it for long. */
const HELD_MS = 60_000;

/** @param dir is created when the first key is made. */
export function openBallotKeys(dir: string): BallotKeys {
  const held = new Map<PollId, BallotKey>();
  const keyFile = (poll: PollId): string => join(dir, `${poll}.key`);
  const resultFile = (poll: PollId): string => join(dir, `${poll}.result.json`);
  const read = async (poll: PollId): Promise<BallotKey | null> => {
    const secret = await readFile(keyFile(poll)).catch(absent);
    return secret && ballotKey(poll, secret);
  };
  const matching = async (poll: PollId, fingerprint: Uint8Array | null): Promise<BallotKey | null> => {
    const key = held.get(poll) ?? (await read(poll));
    return key && fingerprint && key.fingerprint.equals(fingerprint) ? key : null;
  };
  return {
    async make(poll) {
      try {
        const known = await read(poll);
        if (known) return known;
        if (await stat(resultFile(poll)).catch(absent)) return null;
        await mkdir(dir, { recursive: true, mode: 0o700 });
        await writeOnce(keyFile(poll), randomBytes(32));
        await syncFolder(dir);
      } catch (error) {
        const { code = '' } = error as NodeJS.ErrnoException;
        throw new BallotKeyMissing(poll, `BALLOT_KEY_DIR, ${dir}, cannot be written (${code})`);
      }
      const made = await read(poll);
      if (!made) throw new BallotKeyMissing(poll);
      return made;
    },
    async load(poll) {
      if (held.has(poll)) return;
      const key = await read(poll);
      if (!key || held.has(poll)) return;
      held.set(poll, key);
      setTimeout(() => held.delete(poll), HELD_MS).unref();
    },
    async of(poll, fingerprint) {
      const key = await matching(poll, fingerprint);
      if (!key) throw new BallotKeyMissing(poll);
      return key;
    },
    has: async (poll, fingerprint) => (await matching(poll, fingerprint)) !== null,
    list: async () =>
      ((await readdir(dir).catch(absent)) ?? [])
        .flatMap((name) => (name.endsWith('.key') ? [name.slice(0, -4)] : []))
        .filter(isId),
    async keepResult(poll, result) {
      await rename(await writePart(resultFile(poll), result), resultFile(poll));
      await syncFolder(dir);
    },
    keptResult: (poll) => readFile(resultFile(poll), 'utf8').catch(absent),
    async destroy(poll) {
      held.delete(poll);
      await erase(keyFile(poll));
    },
  };
}

/** For a server that has no such folder: every secret vote waits. */
export const NO_BALLOT_KEYS: BallotKeys = {
  make: (poll) => Promise.reject(new BallotKeyMissing(poll)),
  load: () => Promise.resolve(),
  of: (poll) => Promise.reject(new BallotKeyMissing(poll)),
  has: () => Promise.resolve(false),
  list: () => Promise.resolve([]),
  keepResult: (poll) => Promise.reject(new BallotKeyMissing(poll)),
  keptResult: () => Promise.resolve(null),
  destroy: () => Promise.resolve(),
};
