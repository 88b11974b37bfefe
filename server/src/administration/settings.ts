/** The settings this server runs with, for administrators. Of what opens doors only this leaves: that it is set. */
import type { Config } from '../platform/config.ts';
import { flagsOff, type Flags } from '../platform/flags.ts';

export interface Setting {
  name: string;
  /** null: a secret, or not set. */
  value: string | null;
  secret: boolean;
  set: boolean;
}
export interface Settings {
  flags: { name: string; on: boolean }[];
  saka: { name: string; value: number }[];
  settings: Setting[];
}

/** Names as in .env.example. Addresses of databases, mail and error servers may hold passwords: secret as a whole. */
export function shownSettings(config: Config): Settings {
  const off = new Set<string>(flagsOff(config.flags));
  const plain = (name: string, value: string | number | boolean | null | undefined): Setting =>
    ({ name, value: value === null || value === undefined ? null : String(value), secret: false, set: value !== null && value !== undefined });
  const hidden = (name: string, value: string | undefined): Setting => ({ name, value: null, secret: true, set: value !== undefined });
  return {
    flags: (Object.keys(config.flags) as (keyof Flags)[]).map((name) => ({ name, on: !off.has(name) })),
    saka: [
      { name: 'SAKA_COMPOST_RATE', value: config.saka.compostRate }, { name: 'SAKA_COMPOST_INACTIVITY_DAYS', value: config.saka.compostInactivityDays },
      { name: 'SAKA_COMPOST_MIN_BALANCE', value: config.saka.compostMinBalance }, { name: 'SAKA_COMPOST_MIN_AMOUNT', value: config.saka.compostMinAmount },
      { name: 'SAKA_SILO_REDISTRIBUTION_RATE', value: config.saka.redistributionRate },
    ],
    settings: [
      plain('NODE_ENV', config.production ? 'production' : 'development'), plain('PUBLIC_URL', config.publicUrl), plain('HOST', config.host), plain('PORT', config.port),
      plain('TRUST_PROXY', config.trustProxy === false ? false : config.trustProxy.join(', ')), plain('DATA_DIR', config.dataDir), plain('BACKUP_DIR', config.backupDir),
      plain('DATABASE_POOL', config.databasePool), plain('LOG_LEVEL', config.logLevel), plain('MAIL_FROM', config.mailFrom), plain('REFRESH_DAYS', config.refreshDays),
      plain('READ_ONLY_UNTIL', config.readOnlyUntil),
      hidden('DATABASE_URL', config.databaseUrl), hidden('DIRECT_DATABASE_URL', config.directDatabaseUrl), hidden('RECEIPT_KEY', config.receiptKey),
      hidden('SMTP_URL', config.smtpUrl), hidden('ERROR_DSN', config.errorDsn),
    ],
  };
}
