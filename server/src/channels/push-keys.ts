/**
 * The key pair by which push services know this server (VAPID, RFC 8292). It is made at the first start; the private
 * half is stored encrypted with a secret derived from the key outside the database (platform/keys/receipt-key.ts).
 */
import webpush from 'web-push';
import * as z from 'zod';
import type { Config } from '../platform/config/config.ts';
import type { Database } from '../platform/database/database.ts';
import type { Log } from '../platform/observability/log.ts';
import type { PushKeys } from '../platform/outbound/pusher.ts';
import { secretFor } from '../platform/keys/receipt-key.ts';
import { decryptText, encryptText } from '../platform/keys/encrypted-text.ts';

const stored = z.object({ publicKey: z.string(), sealed: z.string() });

/**
 * The stored key pair. One that was sealed with another key cannot be opened: a new one replaces it, and the
 * subscriptions to the old one end. So a start calls this last, when nothing else can fail.
 */
export async function openPushKeys(
  db: Database,
  config: Pick<Config, 'receiptKey' | 'dataDir'>,
  log: Log,
): Promise<PushKeys> {
  const secret = await secretFor('push', config);
  return db.transaction(async (tx) => {
    const [row] = await tx.query<{ keys: unknown }>(`select settings -> 'push' as keys from installation for update`);
    const there = stored.safeParse(row?.keys);
    const privateKey = there.success ? decryptText(secret, there.data.sealed) : null;
    if (there.success && privateKey !== null) return { publicKey: there.data.publicKey, privateKey };
    if (there.success)
      log.warn('the key for push messages was sealed with another RECEIPT_KEY: devices must subscribe again');
    const made = webpush.generateVAPIDKeys();
    await tx.query('delete from push_subscription');
    await tx.query(`update installation set settings = settings || jsonb_build_object('push', $1::jsonb)`, [
      JSON.stringify({ publicKey: made.publicKey, sealed: encryptText(secret, made.privateKey) }),
    ]);
    return made;
  });
}
