/** Whether a server is meant for real members, by its settings. */
import { ConfigFault, type Config } from './config.ts';

/**
 * The settings that say that a server is meant for real members. Such a server has no demo accounts, whose passwords
 * are public, and requires PUBLIC_URL. With NODE_ENV=test, as in our own tests, DATABASE_URL alone does not count,
 * because test servers use PostgreSQL too.
 */
export function productionSettings(env: NodeJS.ProcessEnv): string[] {
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
