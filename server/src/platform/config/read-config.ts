/**
 * Reads the configuration from the environment (`.env.example`), once at start. A wrong value throws a `ConfigFault`
 * with a one-line message.
 */
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { flagNames, type Flags, type SakaParameters, type SakaVariables } from './flags.ts';
import { ConfigFault, type Config } from './config.ts';
import { productionSettings } from './production-settings.ts';
import { SECRET_VARIABLES, variables } from './config-variables.ts';
import { readOidc, isLoopback } from './oidc-settings.ts';
import { readSms } from './sms-settings.ts';
import { readS3 } from './s3-settings.ts';

const root = fileURLToPath(new URL('../../../..', import.meta.url));

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
  const dataDir = resolve(root, v.DATA_DIR);
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
    dataDir,
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
    ballotKeyDir: v.BALLOT_KEY_DIR === undefined ? `${dataDir}-ballot-keys` : resolve(root, v.BALLOT_KEY_DIR),
    smtpUrl: v.SMTP_URL,
    mailFrom: v.MAIL_FROM,
    sms: readSms(v),
    errorDsn: v.ERROR_DSN,
    moderationWords: v.MODERATION_WORDS === undefined ? undefined : resolve(root, v.MODERATION_WORDS),
    oidc: readOidc(v),
    s3: readS3(v),
    readingLoopback: v.READING_LOOPBACK,
    readOnlyUntil: v.READ_ONLY_UNTIL,
    flags: readFlags(v),
    saka: readParameters(v),
    unused: { REDIS_URL: v.REDIS_URL, MEDIA_URL: v.MEDIA_URL },
  };
}

function readDemo(argv: readonly string[]): { given: boolean; data: string | null } {
  const [first, second, ...more] = argv;
  if (first === undefined) return { given: false, data: null };
  if (first !== '--demo' || more.length > 0) throw new ConfigFault(`unknown argument ${first}; known: --demo [FOLDER]`);
  return { given: true, data: second === undefined ? null : resolve(root, second) };
}

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
