/**
 * The key with which receipts get their MAC (S29). It is kept outside the database, so that someone who can replace the
 * database by an old copy cannot forge proofs.
 */
import { createHmac, createSecretKey, hash as digest, randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { MemberId, MutationKey } from '@egoejo/shared/platform/ids.ts';
import type { Config } from '../config/config.ts';

/** What the MAC of an applied act's receipt covers; `at` in the protocol's form. */
interface Receipt {
  member: MemberId;
  key: MutationKey;
  hash: string;
  at: string;
}
export interface ReceiptMac {
  /** @returns the proof a device keeps: base64url of HMAC-SHA-256. */
  (receipt: Receipt): string;
  /**
   * The secret part of a receipt's link in its member's chain, in hex. It is passed to the database with the act but
   * never stored there, so that someone with access to the database alone cannot compute a link.
   */
  pepper(receipt: Omit<Receipt, 'at'>): string;
}

/** Without a pepper, receipts have a MAC but are not linked: a benchmark measures what linking costs. */
export type AnyReceiptMac = ((receipt: Receipt) => string) & Partial<Pick<ReceiptMac, 'pepper'>>;

/** Opens the configured key, else the one in the data folder, which is created if missing. */
export async function openReceiptMac(config: Pick<Config, 'receiptKey' | 'dataDir'>): Promise<ReceiptMac> {
  return macWith(config.receiptKey ?? (await keyOf(config.dataDir)));
}

/** Like `openReceiptMac`, but never creates a key; undefined: there is none. */
export async function findReceiptMac(config: Pick<Config, 'receiptKey' | 'dataDir'>): Promise<ReceiptMac | undefined> {
  const key = config.receiptKey ?? (await readKey(join(config.dataDir, 'receipt.key')));
  return key === '' ? undefined : macWith(key);
}

/**
 * A secret for one purpose, derived from that key: knowing it reveals nothing about the key or the secrets of other
 * purposes.
 */
export async function secretFor(purpose: string, config: Pick<Config, 'receiptKey' | 'dataDir'>): Promise<string> {
  return createHmac('sha256', config.receiptKey ?? (await keyOf(config.dataDir)))
    .update(`egoejo secret 1\n${purpose}`)
    .digest('base64url');
}

export function macWith(secret: string): ReceiptMac {
  const by = createSecretKey(Buffer.from(secret));
  const mac = ({ member, key, hash, at }: Receipt): string =>
    createHmac('sha256', by).update(`egoejo receipt 1\n${member}\n${key}\n${hash}\n${at}`).digest('base64url');
  // A secret prefix before a message of fixed length is as secure as HMAC here, at a third of its cost; a pepper is
  // made for each act.
  const chains = createHmac('sha256', by).update('egoejo chain 1').digest('hex');
  const pepper = ({ member, key, hash }: Omit<Receipt, 'at'>): string =>
    digest('sha256', `${chains}${member}${key}${hash}`, 'hex');
  return Object.assign(mac, { pepper });
}

const readKey = (path: string): Promise<string> =>
  readFile(path, 'utf8').then(
    (text) => text.trim(),
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return '';
      throw error;
    },
  );

async function keyOf(dataDir: string): Promise<string> {
  const path = join(dataDir, 'receipt.key');
  const there = await readKey(path);
  if (there !== '') return there;
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const mine = `${path}.${randomBytes(6).toString('hex')}`;
  const file = await open(mine, 'w', 0o600);
  await file.writeFile(`${randomBytes(32).toString('base64url')}\n`);
  await file.sync();
  await file.close();
  // When several servers start at once, exactly one of them creates the file.
  await link(mine, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(mine);
  return readKey(path);
}
