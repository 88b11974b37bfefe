/** The settings made at the first start of a production server; the environment takes precedence. */
import { randomInt } from 'node:crypto';
import * as z from 'zod';
import type { Config } from '../platform/config/config.ts';
import type { Database, Queryable } from '../platform/database/database.ts';

const demoAccount = z.object({ email: z.string(), password: z.string(), name: z.string(), role: z.string() });
/** `role`: a description for people who try the demo. */
export type DemoAccount = z.infer<typeof demoAccount>;

const settings = z.object({
  /** ISO 8601; unset: not installed yet. */
  installedAt: z.string().optional(),
  /** Asked for by an older version; now only PUBLIC_URL sets it. */
  publicUrl: z.string().optional(),
  /** The mail server in clear: only in memory, or as stored by an older version (secret-settings.ts). */
  smtpUrl: z.string().nullish(),
  /** The mail server's address in encrypted form. */
  smtpSealed: z.string().optional(),
  mailFrom: z.string().optional(),
  backupFolder: z.string().optional(),
  /** When administrators were last mailed about a late backup, ISO 8601. */
  backupAlertedAt: z.string().optional(),
  /** The data that the demo was filled with, and its accounts. */
  demo: z.object({ loaded: z.array(z.string()), accounts: z.array(demoAccount) }).optional(),
});
export type Settings = z.infer<typeof settings>;

export async function readSettings(db: Queryable): Promise<Settings> {
  const [row] = await db.query<{ settings: unknown }>('select settings from installation');
  return settings.parse(row?.settings ?? {});
}

/** Merges into the stored settings, inside the caller's transaction. */
export async function keepSettings(tx: Queryable, more: Settings): Promise<void> {
  await tx.query('update installation set settings = settings || $1::jsonb', [JSON.stringify(more)]);
}

/** Fills in what the environment does not set. Changes `config` in place, because all parts of the server share it. */
export function applySettings(config: Config, kept: Settings): void {
  config.publicUrl ??= kept.publicUrl;
  config.smtpUrl ??= kept.smtpUrl ?? undefined;
  if (kept.mailFrom !== undefined && config.mailFrom === DEFAULT_FROM) config.mailFrom = kept.mailFrom;
}
const DEFAULT_FROM = 'EGOEJO <egoejo@localhost>';

/** True for a production server that has not been installed yet. */
export const needsInstallation = async (db: Database, config: Config): Promise<boolean> =>
  config.production && (await readSettings(db)).installedAt === undefined;

/** The code is shown on the operator's console, and the installation page asks for it. */
export const newSetupCode = (): string => String(randomInt(100_000_000)).padStart(8, '0');
