/** The key that seals receipts (S29). It stands outside the database: who puts an old database back cannot put back old proofs. */
import { createHmac, randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { MemberId, MutationKey } from '@egoejo/shared/platform/ids.ts';
import type { Config } from './config.ts';

/** What a receipt of an applied act says; `at` as the protocol writes it. */
export interface Sealed {
  member: MemberId;
  key: MutationKey;
  hash: string;
  at: string;
}
/** @returns the proof a device keeps: base64url of HMAC-SHA-256. */
export type Seal = (receipt: Sealed) => string;

/** The configured key, else the one of the data folder, which is made when there is none. */
export async function openSeal(config: Pick<Config, 'receiptKey' | 'dataDir'>): Promise<Seal> {
  return sealWith(config.receiptKey ?? (await keyOf(config.dataDir)));
}

/** A secret of one purpose, made from that key: who learns it learns nothing of the key or of another purpose's. */
export async function secretFor(purpose: string, config: Pick<Config, 'receiptKey' | 'dataDir'>): Promise<string> {
  return createHmac('sha256', config.receiptKey ?? (await keyOf(config.dataDir))).update(`egoejo secret 1\n${purpose}`).digest('base64url');
}

export const sealWith = (secret: string): Seal => ({ member, key, hash, at }) =>
  createHmac('sha256', secret).update(`egoejo receipt 1\n${member}\n${key}\n${hash}\n${at}`).digest('base64url');

async function keyOf(dataDir: string): Promise<string> {
  const path = join(dataDir, 'receipt.key');
  const read = () => readFile(path, 'utf8').then((text) => text.trim(), (error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const there = await read();
  if (there !== '') return there;
  await mkdir(dataDir, { recursive: true });
  const mine = `${path}.${randomBytes(6).toString('hex')}`;
  const file = await open(mine, 'w', 0o600);
  await file.writeFile(`${randomBytes(32).toString('base64url')}\n`);
  await file.sync();
  await file.close();
  // Of several servers that start at once, one gives it its name.
  await link(mine, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(mine);
  return read();
}
