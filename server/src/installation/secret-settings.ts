/**
 * The address of the mail server contains a password. It is stored encrypted with a secret derived from the key outside
 * the database (platform/keys/receipt-key.ts), so that a reader of the database or of a backup does not learn it.
 */
import type { Config } from '../platform/config/config.ts';
import type { Database } from '../platform/database/database.ts';
import type { Log } from '../platform/observability/log.ts';
import { secretFor } from '../platform/keys/receipt-key.ts';
import { decryptText, encryptText } from '../platform/keys/encrypted-text.ts';
import { readSettings, type Settings } from './settings.ts';

type KeyOf = Pick<Config, 'receiptKey' | 'dataDir'>;
const PURPOSE = 'settings';

/** The mail server's address in stored form. */
export const encryptMailServer = async (config: KeyOf, smtpUrl: string): Promise<string> =>
  encryptText(await secretFor(PURPOSE, config), smtpUrl);

/**
 * The stored settings with the address of the mail server decrypted. An address that an older version stored in clear
 * is encrypted.
 */
export async function openSettings(db: Database, config: KeyOf, log: Log): Promise<Settings> {
  const kept = await readSettings(db);
  if (typeof kept.smtpUrl === 'string') {
    const smtpSealed = await encryptMailServer(config, kept.smtpUrl);
    await db.query(
      `update installation set settings = settings - 'smtpUrl' || jsonb_build_object('smtpSealed', $1::text)`,
      [smtpSealed],
    );
    return kept;
  }
  if (kept.smtpSealed === undefined) return kept;
  const smtpUrl = decryptText(await secretFor(PURPOSE, config), kept.smtpSealed);
  if (smtpUrl === null) {
    log.error(
      'the stored mail server was sealed with another RECEIPT_KEY (or another DATA_DIR/receipt.key): set ' +
        'SMTP_URL, or bring that key back; until then no mail is sent',
    );
    return kept;
  }
  return { ...kept, smtpUrl };
}
