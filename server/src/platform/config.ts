/**
 * The configuration from the environment (`.env.example`), read once at start. A wrong value throws a `ConfigFault`
 * with a one-line message.
 */
import { isAbsolute, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import {
  address,
  networks,
  oneOf,
  optionalPort,
  optionalText,
  secret,
  text,
  time,
  whole,
  yesNo,
} from './env-values.ts';
import { flagNames, sakaVariables, type Flags, type SakaParameters, type SakaVariables } from './flags.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

export interface Config {
  /** True when some setting says that this server is meant for real members (`productionSettings`). */
  production: boolean;
  /** The settings that say so, for messages to operators. */
  productionBy: readonly string[];
  /**
   * True when not in production: a first start seeds a demo community and accounts; mails are kept in a folder instead
   * of sent.
   */
  demo: boolean;
  /** A folder of real data for the demo (`npm start -- --demo DIR`); null: none. */
  demoData: string | null;
  port: number;
  host: string;
  /** Undefined: the embedded database in `dataDir`. */
  databaseUrl: string | undefined;
  directDatabaseUrl: string | undefined;
  databasePool: number;
  /** False behind PgBouncer < 1.21. */
  namedStatements: boolean;
  /** Absolute path; holds the embedded database, media, demo mails and the operators' socket. */
  dataDir: string;
  /** The address that members use, without a trailing slash; undefined: whatever address a request was sent to. */
  publicUrl: string | undefined;
  /** Proxies whose X-Forwarded-* headers are trusted: false, or a list of addresses and networks. */
  trustProxy: string[] | false;
  /**
   * Access to `/metrics`. `port`: a separate listener at `host`; undefined: none. `token`: the bearer token required on
   * both ports. `open`: the main port answers without a token, since only this machine can reach it.
   */
  metrics: { port: number | undefined; host: string; token: string | undefined; open: boolean };
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent';
  refreshDays: number;
  /** Absolute path; undefined: the folder set at installation, or no automatic backups. */
  backupDir: string | undefined;
  /**
   * Key that seals receipts (S29), the same on all servers of one database; undefined: a generated key in `dataDir`.
   */
  receiptKey: string | undefined;
  smtpUrl: string | undefined;
  mailFrom: string;
  errorDsn: string | undefined;
  /** Sign-in by an OpenID provider; null: not offered. `name` is the provider's name shown to members. */
  oidc: { issuer: string; clientId: string; clientSecret: string; name: string } | null;
  /** Whether links to this very machine may be read; only for tests (NODE_ENV=test). */
  readingLoopback: boolean;
  /** Until then no acts are accepted; ISO 8601 or null. An operator can extend the time by a command. */
  readOnlyUntil: string | null;
  flags: Flags;
  saka: SakaParameters;
  /**
   * Known variables that this version does not use, with their values; the server names those that are set when it
   * starts.
   */
  unused: Record<(typeof unusedVariables)[number], string | undefined>;
}

const unusedVariables = ['REDIS_URL', 'MEDIA_URL', 'BALLOT_KEY_DIR'] as const;

interface OidcVariables {
  OIDC_ISSUER?: string | undefined;
  OIDC_CLIENT_ID?: string | undefined;
  OIDC_CLIENT_SECRET?: string | undefined;
  OIDC_NAME: string;
}

/** A configuration with which the server cannot start. */
export class ConfigFault extends Error {}

/**
 * The settings that say that a server is meant for real members. Such a server has no demo accounts, whose passwords
 * are public, and requires PUBLIC_URL. With NODE_ENV=test, as in our own tests, DATABASE_URL alone does not count,
 * because test servers use PostgreSQL too.
 */
function productionSettings(env: NodeJS.ProcessEnv): string[] {
  const isHttps = (name: string): boolean =>
    URL.canParse(env[name] ?? '') && new URL(env[name] ?? '').protocol === 'https:';
  const isSet = (name: string): boolean => (env[name] ?? '') !== '';
  const settings: [name: string, holds: boolean][] = [
    ['NODE_ENV=production', env['NODE_ENV'] === 'production'],
    ['DATABASE_URL', isSet('DATABASE_URL') && env['NODE_ENV'] !== 'test'],
    ['PUBLIC_URL with https', isHttps('PUBLIC_URL')],
    ['SMTP_URL', isSet('SMTP_URL')],
    ['OIDC_ISSUER with https', isHttps('OIDC_ISSUER')],
  ];
  return settings.filter(([, holds]) => holds).map(([name]) => name);
}

/** Called by servers; a command needs no public address. @throws ConfigFault */
export function requirePublicUrl({ productionBy, publicUrl }: Pick<Config, 'productionBy' | 'publicUrl'>): void {
  if (productionBy.length === 0 || publicUrl !== undefined) return;
  throw new ConfigFault(
    `PUBLIC_URL: required with ${productionBy.join(', ')}: the address members use, such as ` +
      'https://egoejo.example.org; with https the cookies of sign-in are Secure',
  );
}

/**
 * Variables that hold secrets: no message and no page ever shows their values. Server addresses may contain passwords,
 * so they are secret as a whole.
 */
export const SECRET_VARIABLES: ReadonlySet<string> = new Set([
  'DATABASE_URL',
  'DIRECT_DATABASE_URL',
  'REDIS_URL',
  'RECEIPT_KEY',
  'SMTP_URL',
  'ERROR_DSN',
  'OIDC_CLIENT_SECRET',
  'METRICS_TOKEN',
]);

const variables = (demo: boolean) =>
  z.object({
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
    TRUST_PROXY: networks(),
    METRICS_PORT: optionalPort,
    METRICS_HOST: text('127.0.0.1'),
    METRICS_TOKEN: secret,
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
  const productionBy = productionSettings(env);
  const production = productionBy.length > 0;
  if (given && production)
    throw new ConfigFault(
      `--demo: refused with ${productionBy.join(', ')}, for the demo's passwords are published; unset it, or ` +
        'leave --demo out',
    );
  const demo = !production;
  const parsed = variables(demo).safeParse(env);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const name = String(issue?.path[0]);
    throw new ConfigFault(
      `${name}: ${issue?.message}${SECRET_VARIABLES.has(name) ? '' : `, not ${JSON.stringify(env[name])}`}`,
    );
  }
  const v = parsed.data;
  if (v.READING_LOOPBACK && v.NODE_ENV !== 'test') throw new ConfigFault('READING_LOOPBACK: only with NODE_ENV=test');
  return {
    production,
    productionBy,
    demo,
    demoData: data,
    port: v.PORT,
    host: v.HOST,
    databaseUrl: v.DATABASE_URL,
    directDatabaseUrl: v.DIRECT_DATABASE_URL,
    databasePool: v.DATABASE_POOL,
    namedStatements: v.DATABASE_NAMED_STATEMENTS,
    dataDir: isAbsolute(v.DATA_DIR) ? v.DATA_DIR : resolve(root, v.DATA_DIR),
    publicUrl: v.PUBLIC_URL?.replace(/\/+$/, ''),
    trustProxy: v.TRUST_PROXY,
    metrics: {
      port: v.METRICS_PORT,
      host: v.METRICS_HOST,
      token: v.METRICS_TOKEN,
      open:
        !production &&
        v.METRICS_PORT === undefined &&
        v.PUBLIC_URL === undefined &&
        isLoopback(`http://${v.HOST.includes(':') ? `[${v.HOST}]` : v.HOST}`),
    },
    logLevel: v.LOG_LEVEL,
    refreshDays: v.REFRESH_DAYS,
    backupDir: v.BACKUP_DIR === undefined ? undefined : resolve(root, v.BACKUP_DIR),
    receiptKey: v.RECEIPT_KEY,
    smtpUrl: v.SMTP_URL,
    mailFrom: v.MAIL_FROM,
    errorDsn: v.ERROR_DSN,
    oidc: readOidc(v),
    readingLoopback: v.READING_LOOPBACK,
    readOnlyUntil: v.READ_ONLY_UNTIL,
    flags: readFlags(v),
    saka: readParameters(v),
    unused: { REDIS_URL: v.REDIS_URL, MEDIA_URL: v.MEDIA_URL, BALLOT_KEY_DIR: v.BALLOT_KEY_DIR },
  };
}

function readDemo(argv: readonly string[]): { given: boolean; data: string | null } {
  const [first, second, ...more] = argv;
  if (first === undefined) return { given: false, data: null };
  if (first !== '--demo' || more.length > 0) throw new ConfigFault(`unknown argument ${first}; known: --demo [FOLDER]`);
  return { given: true, data: second === undefined ? null : resolve(root, second) };
}

/** The OpenID settings: all three or none; without TLS only on this machine. No message contains the secret. */
function readOidc({
  OIDC_ISSUER: issuer,
  OIDC_CLIENT_ID: clientId,
  OIDC_CLIENT_SECRET: clientSecret,
  OIDC_NAME: name,
}: OidcVariables): Config['oidc'] {
  if (issuer === undefined && clientId === undefined && clientSecret === undefined) return null;
  if (issuer === undefined || clientId === undefined || clientSecret === undefined)
    throw new ConfigFault('OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET: set all three or none');
  if (new URL(issuer).protocol === 'http:' && !isLoopback(issuer))
    throw new ConfigFault('OIDC_ISSUER: wants https:// for a provider on another machine');
  return { issuer, clientId, clientSecret, name };
}
export const isLoopback = (url: string): boolean =>
  /^(127\.\d+\.\d+\.\d+|\[::1\]|localhost)$/.test(new URL(url).hostname);

const readFlags = (v: SakaVariables): Flags => {
  const [saka, vote, boost, compost, redistribution] = flagNames;
  return {
    [saka]: v[saka],
    [vote]: v[vote],
    [boost]: v[boost],
    [compost]: v[compost],
    [redistribution]: v[redistribution],
  };
};

const readParameters = (v: SakaVariables): SakaParameters => ({
  compostRate: v.SAKA_COMPOST_RATE,
  compostInactivityDays: v.SAKA_COMPOST_INACTIVITY_DAYS,
  compostMinBalance: v.SAKA_COMPOST_MIN_BALANCE,
  compostMinAmount: v.SAKA_COMPOST_MIN_AMOUNT,
  redistributionRate: v.SAKA_SILO_REDISTRIBUTION_RATE,
});
