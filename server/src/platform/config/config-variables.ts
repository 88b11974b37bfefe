/** The variables of the environment (`.env.example`): their forms, their defaults, and which hold secrets. */
import * as z from 'zod';
import {
  address,
  countries,
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
import { sakaVariables } from './flags.ts';

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
  'SMS_URL',
  'SMS_TOKEN',
  'ERROR_DSN',
  'OIDC_CLIENT_SECRET',
  'METRICS_TOKEN',
  'S3_SECRET',
]);

/** The schema of all variables. @param demo whether the defaults are those of a demo */
export const variables = (demo: boolean) =>
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
    SMS_URL: address('http:', 'https:'),
    SMS_TOKEN: optionalText,
    SMS_SENDER: text('EGOEJO'),
    SMS_COUNTRIES: countries(),
    SMS_MOST_HOUR: whole(1, 1_000_000, 100),
    SMS_MOST_DAY: whole(1, 1_000_000, 500),
    ERROR_DSN: address('http:', 'https:'),
    OIDC_ISSUER: address('http:', 'https:'),
    OIDC_CLIENT_ID: optionalText,
    OIDC_CLIENT_SECRET: optionalText,
    OIDC_NAME: text('OpenID'),
    MODERATION_WORDS: optionalText,
    MEDIA_URL: address('http:', 'https:'),
    S3_ENDPOINT: address('http:', 'https:'),
    S3_BUCKET: optionalText,
    S3_REGION: text('us-east-1'),
    S3_KEY_ID: optionalText,
    S3_SECRET: optionalText,
    READING_LOOPBACK: yesNo(false),
    READ_ONLY_UNTIL: time(),
    ...sakaVariables(demo),
  });
