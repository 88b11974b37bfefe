/** What the first start of a production server asked for; the environment goes before it. */
import { randomInt } from 'node:crypto';
import * as z from 'zod';
import type { Config } from '../platform/config.ts';
import type { Database, Queryable } from '../platform/database.ts';

const demoAccount = z.object({ email: z.string(), password: z.string(), name: z.string(), role: z.string() });
/** `role`: in words, for whoever tries the demo. */
export type DemoAccount = z.infer<typeof demoAccount>;

const settings = z.object({
  /** ISO 8601; unset: the installation is not done. */
  installedAt: z.string().optional(),
  publicUrl: z.string().optional(),
  smtpUrl: z.string().nullish(),
  mailFrom: z.string().optional(),
  backupFolder: z.string().optional(),
  /** When administrators were last written to about a late backup, ISO 8601. */
  backupAlertedAt: z.string().optional(),
  /** What the demo was filled with, and who may sign in to it. */
  demo: z.object({ loaded: z.array(z.string()), accounts: z.array(demoAccount) }).optional(),
});
export type Settings = z.infer<typeof settings>;

export async function readSettings(db: Queryable): Promise<Settings> {
  const [row] = await db.query<{ settings: unknown }>('select settings from installation');
  return settings.parse(row?.settings ?? {});
}

/** Adds to what is kept; inside the caller's transaction. */
export async function keepSettings(tx: Queryable, more: Settings): Promise<void> {
  await tx.query('update installation set settings = settings || $1::jsonb', [JSON.stringify(more)]);
}

/** Fills in what the environment leaves open. Changes `config` in place: everyone reads the same one. */
export function applySettings(config: Config, kept: Settings): void {
  config.publicUrl ??= kept.publicUrl;
  config.smtpUrl ??= kept.smtpUrl ?? undefined;
  if (kept.mailFrom !== undefined && config.mailFrom === DEFAULT_FROM) config.mailFrom = kept.mailFrom;
}
export const DEFAULT_FROM = 'EGOEJO <egoejo@localhost>';

/** A production server without a demo whose first start nobody has answered yet. */
export const needsInstallation = async (db: Database, config: Config): Promise<boolean> =>
  config.production && !config.demo && (await readSettings(db)).installedAt === undefined;

/** Shown on the operator's console, asked for in the page: whoever reaches the page first is not thereby its owner. */
export const newSetupCode = (): string => String(randomInt(100_000_000)).padStart(8, '0');
