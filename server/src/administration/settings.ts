/** The settings of this server, for administrators. Of a secret it shows only whether it is set. */
import { SECRET_VARIABLES } from '../platform/config/config-variables.ts';
import type { Config } from '../platform/config/config.ts';
import { flagsOff, type Flags } from '../platform/config/flags.ts';

interface Setting {
  name: string;
  /** Null: a secret, or not set. */
  value: string | null;
  secret: boolean;
  set: boolean;
}
export interface Settings {
  flags: { name: string; on: boolean }[];
  saka: { name: string; value: number }[];
  settings: Setting[];
}

/** Includes every variable of .env.example. */
export function shownSettings(config: Config): Settings {
  const off = new Set<string>(flagsOff(config.flags));
  const values: Record<string, string | number | boolean | null | undefined> = {
    NODE_ENV: config.production ? 'production' : 'development',
    PUBLIC_URL: config.publicUrl,
    HOST: config.host,
    PORT: config.port,
    TRUST_PROXY: config.trustProxy === false ? false : config.trustProxy.join(', '),
    DATA_DIR: config.dataDir,
    BACKUP_DIR: config.backupDir,
    METRICS_PORT: config.metrics.port,
    METRICS_HOST: config.metrics.host,
    METRICS_TOKEN: config.metrics.token,
    DATABASE_POOL: config.databasePool,
    DATABASE_NAMED_STATEMENTS: config.namedStatements,
    LOG_LEVEL: config.logLevel,
    MAIL_FROM: config.mailFrom,
    REFRESH_DAYS: config.refreshDays,
    READ_ONLY_UNTIL: config.readOnlyUntil,
    READING_LOOPBACK: config.readingLoopback,
    OIDC_ISSUER: config.oidc?.issuer,
    OIDC_CLIENT_ID: config.oidc?.clientId,
    OIDC_NAME: config.oidc?.name,
    OIDC_CLIENT_SECRET: config.oidc?.clientSecret,
    DATABASE_URL: config.databaseUrl,
    DIRECT_DATABASE_URL: config.directDatabaseUrl,
    RECEIPT_KEY: config.receiptKey,
    BALLOT_KEY_DIR: config.ballotKeyDir,
    MODERATION_WORDS: config.moderationWords,
    S3_ENDPOINT: config.s3?.endpoint,
    S3_BUCKET: config.s3?.bucket,
    S3_REGION: config.s3?.region,
    S3_KEY_ID: config.s3?.keyId,
    S3_SECRET: config.s3?.secret,
    SMTP_URL: config.smtpUrl,
    SMS_URL: config.sms?.url,
    SMS_TOKEN: config.sms?.token,
    SMS_SENDER: config.sms?.sender,
    SMS_COUNTRIES: config.sms?.countries.join(', '),
    SMS_MOST_HOUR: config.sms?.most.hour,
    SMS_MOST_DAY: config.sms?.most.day,
    ERROR_DSN: config.errorDsn,
    ...config.unused,
  };
  return {
    flags: (Object.keys(config.flags) as (keyof Flags)[]).map((name) => ({ name, on: !off.has(name) })),
    saka: [
      { name: 'SAKA_COMPOST_RATE', value: config.saka.compostRate },
      { name: 'SAKA_COMPOST_INACTIVITY_DAYS', value: config.saka.compostInactivityDays },
      { name: 'SAKA_COMPOST_MIN_BALANCE', value: config.saka.compostMinBalance },
      { name: 'SAKA_COMPOST_MIN_AMOUNT', value: config.saka.compostMinAmount },
      { name: 'SAKA_SILO_REDISTRIBUTION_RATE', value: config.saka.redistributionRate },
    ],
    settings: Object.entries(values).map(([name, value]) => {
      const [set, secret] = [value !== null && value !== undefined, SECRET_VARIABLES.has(name)];
      return { name, value: set && !secret ? String(value) : null, secret, set };
    }),
  };
}
