/** The configuration as the server uses it; read-config.ts reads it from the environment. */
import type { Flags, SakaParameters } from './flags.ts';

/** The settings of text messages. */
export interface SmsSettings {
  url: string;
  token: string;
  sender: string;
  /** The countries to whose mobile numbers messages are sent: ISO 3166-1 alpha-2. */
  countries: readonly string[];
  /** Most messages of the whole installation in any hour, and in any 24 hours. */
  most: { hour: number; day: number };
}

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
  /** Absolute path of the folder with the keys of secret polls; never within `dataDir` unless an operator says so. */
  ballotKeyDir: string;
  smtpUrl: string | undefined;
  mailFrom: string;
  /** The provider of text messages (SMS); null: no account has a phone number as its address. */
  sms: SmsSettings | null;
  errorDsn: string | undefined;
  /** A file with more words that have a text looked at by moderators; absolute path. */
  moderationWords: string | undefined;
  /** Sign-in by an OpenID provider; null: not offered. `name` is the provider's name shown to members. */
  oidc: { issuer: string; clientId: string; clientSecret: string; name: string } | null;
  /** The bucket that holds media; null: they are files in `dataDir`. */
  s3: { endpoint: string; bucket: string; region: string; keyId: string; secret: string } | null;
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

const unusedVariables = ['REDIS_URL', 'MEDIA_URL'] as const;

/** A configuration with which the server cannot start. */
export class ConfigFault extends Error {}
