/** The environment of 9-interfaces, read once at start. A wrong value is a `ConfigFault` whose message is one clear line. */
import { isAbsolute, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { address, oneOf, optionalText, secret, text, time, whole, yesNo } from './env-values.ts';
import { flagNames, sakaVariables, type Flags, type SakaParameters, type SakaVariables } from './flags.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

export interface Config {
  production: boolean;
  /** A first start seeds a demo community and accounts; mails are kept in a folder instead of sent. */
  demo: boolean;
  /** A folder of real data for the demo (`npm start -- --demo DIR`), or null. */
  demoData: string | null;
  port: number;
  host: string;
  /** Undefined: the embedded database in `dataDir`. */
  databaseUrl: string | undefined;
  directDatabaseUrl: string | undefined;
  databasePool: number;
  /** false behind PgBouncer < 1.21. */
  namedStatements: boolean;
  /** Absolute. Embedded database, media, mails of the demo, the operators' socket. */
  dataDir: string;
  /** Where members reach us, without a trailing slash; undefined: wherever they do. */
  publicUrl: string | undefined;
  /** Proxies whose X-Forwarded-* are believed: 'false' or a list of addresses and networks. */
  trustProxy: string[] | false;
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent';
  refreshDays: number;
  /** Absolute; undefined: what the installation was told, or no backups by themselves. */
  backupDir: string | undefined;
  /** Seals receipts (S29), the same on every server of one database; undefined: a key of its own in `dataDir`. */
  receiptKey: string | undefined;
  smtpUrl: string | undefined;
  mailFrom: string;
  errorDsn: string | undefined;
  /** Signing in by an OpenID provider; null: not offered. `name` is what members call it. */
  oidc: { issuer: string; clientId: string; clientSecret: string; name: string } | null;
  /** Links on this very machine may be read: for tests (NODE_ENV=test) alone. */
  readingLoopback: boolean;
  /** Until then members' acts are not taken; ISO 8601 or null. An operator may close the server longer by command. */
  readOnlyUntil: string | null;
  flags: Flags;
  saka: SakaParameters;
  /** Variables that are known but which this version does not use, undefined where not set; said at start where they are. */
  unused: Record<(typeof unusedVariables)[number], string | undefined>;
}

const unusedVariables = ['REDIS_URL', 'MEDIA_URL', 'BALLOT_KEY_DIR'] as const;

interface OidcVariables {
  OIDC_ISSUER?: string | undefined;
  OIDC_CLIENT_ID?: string | undefined;
  OIDC_CLIENT_SECRET?: string | undefined;
  OIDC_NAME: string;
}

/** A value the server cannot start with. */
export class ConfigFault extends Error {}

/** Variables that open doors: no message and no page ever holds their value. Addresses of servers may hold passwords: secret as a whole. */
export const SECRET_VARIABLES: ReadonlySet<string> =
  new Set(['DATABASE_URL', 'DIRECT_DATABASE_URL', 'REDIS_URL', 'RECEIPT_KEY', 'SMTP_URL', 'ERROR_DSN', 'OIDC_CLIENT_SECRET']);

const variables = (demo: boolean) => z.object({
  NODE_ENV: text('development'),
  PORT: whole(0, 65_535, 3000),
  HOST: text('127.0.0.1'),
  DATABASE_URL: address('postgres:', 'postgresql:'),
  DIRECT_DATABASE_URL: address('postgres:', 'postgresql:'),
  DATABASE_POOL: whole(2, 100, 16),
  DATABASE_NAMED_STATEMENTS: yesNo(true),
  DATA_DIR: text('.data'),
  REDIS_URL: address('redis:', 'rediss:'),
  PUBLIC_URL: address('http:', 'https:'),
  TRUST_PROXY: text('false'),
  LOG_LEVEL: oneOf(['fatal', 'error', 'warn', 'info', 'debug', 'silent'], 'info'),
  BALLOT_KEY_DIR: optionalText,
  REFRESH_DAYS: whole(1, 3650, 90),
  BACKUP_DIR: optionalText,
  RECEIPT_KEY: secret,
  SMTP_URL: address('smtp:', 'smtps:'),
  MAIL_FROM: text('EGOEJO <egoejo@localhost>'),
  ERROR_DSN: address('http:', 'https:'),
  OIDC_ISSUER: address('http:', 'https:'),
  OIDC_CLIENT_ID: optionalText,
  OIDC_CLIENT_SECRET: optionalText,
  OIDC_NAME: text('OpenID'),
  MEDIA_URL: address('http:', 'https:'),
  READING_LOOPBACK: yesNo(false),
  READ_ONLY_UNTIL: time(),
  ...sakaVariables(demo),
});

/**
 * @param argv arguments after the program: `--demo [DIR]`.
 * @throws ConfigFault naming the first wrong variable.
 */
export function readConfig(env: NodeJS.ProcessEnv, argv: readonly string[] = []): Config {
  const { given, data } = readDemo(argv);
  const production = env['NODE_ENV'] === 'production';
  const demo = given || !production;
  const parsed = variables(demo).safeParse(env);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const name = String(issue?.path[0]);
    throw new ConfigFault(`${name}: ${issue?.message}${SECRET_VARIABLES.has(name) ? '' : `, not ${JSON.stringify(env[name])}`}`);
  }
  const v = parsed.data;
  if (v.READING_LOOPBACK && v.NODE_ENV !== 'test') throw new ConfigFault('READING_LOOPBACK: only with NODE_ENV=test');
  return {
    production, demo, demoData: data,
    port: v.PORT, host: v.HOST,
    databaseUrl: v.DATABASE_URL, directDatabaseUrl: v.DIRECT_DATABASE_URL, databasePool: v.DATABASE_POOL, namedStatements: v.DATABASE_NAMED_STATEMENTS,
    dataDir: isAbsolute(v.DATA_DIR) ? v.DATA_DIR : resolve(root, v.DATA_DIR),
    publicUrl: v.PUBLIC_URL?.replace(/\/+$/, ''),
    trustProxy: v.TRUST_PROXY === 'false' ? false : v.TRUST_PROXY.split(',').map((s) => s.trim()),
    logLevel: v.LOG_LEVEL, refreshDays: v.REFRESH_DAYS, backupDir: v.BACKUP_DIR === undefined ? undefined : resolve(root, v.BACKUP_DIR), receiptKey: v.RECEIPT_KEY,
    smtpUrl: v.SMTP_URL, mailFrom: v.MAIL_FROM, errorDsn: v.ERROR_DSN, oidc: readOidc(v),
    readingLoopback: v.READING_LOOPBACK, readOnlyUntil: v.READ_ONLY_UNTIL,
    flags: readFlags(v), saka: readParameters(v),
    unused: { REDIS_URL: v.REDIS_URL, MEDIA_URL: v.MEDIA_URL, BALLOT_KEY_DIR: v.BALLOT_KEY_DIR },
  };
}

function readDemo(argv: readonly string[]): { given: boolean; data: string | null } {
  const [first, second, ...more] = argv;
  if (first === undefined) return { given: false, data: null };
  if (first !== '--demo' || more.length > 0) throw new ConfigFault(`unknown argument ${first}; known: --demo [FOLDER]`);
  return { given: true, data: second === undefined ? null : resolve(root, second) };
}

/** All three or none; without TLS only on this very machine. No message holds the secret. */
function readOidc({ OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret, OIDC_NAME: name }: OidcVariables): Config['oidc'] {
  if (issuer === undefined && clientId === undefined && clientSecret === undefined) return null;
  if (issuer === undefined || clientId === undefined || clientSecret === undefined) throw new ConfigFault('OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET: set all three or none');
  if (new URL(issuer).protocol === 'http:' && !isLoopback(issuer)) throw new ConfigFault('OIDC_ISSUER: wants https:// for a provider on another machine');
  return { issuer, clientId, clientSecret, name };
}
export const isLoopback = (url: string): boolean => /^(127\.\d+\.\d+\.\d+|\[::1\]|localhost)$/.test(new URL(url).hostname);

const readFlags = (v: SakaVariables): Flags => {
  const [saka, vote, boost, compost, redistribution] = flagNames;
  return { [saka]: v[saka], [vote]: v[vote], [boost]: v[boost], [compost]: v[compost], [redistribution]: v[redistribution] };
};

const readParameters = (v: SakaVariables): SakaParameters => ({
  compostRate: v.SAKA_COMPOST_RATE,
  compostInactivityDays: v.SAKA_COMPOST_INACTIVITY_DAYS,
  compostMinBalance: v.SAKA_COMPOST_MIN_BALANCE,
  compostMinAmount: v.SAKA_COMPOST_MIN_AMOUNT,
  redistributionRate: v.SAKA_SILO_REDISTRIBUTION_RATE,
});
