import { readFile } from 'node:fs/promises';
import { parseEnv } from 'node:util';
import { expect, it } from 'vitest';
import { ConfigFault } from './config.ts';
import { readConfig } from './read-config.ts';
import { requirePublicUrl } from './production-settings.ts';
import { SECRET_VARIABLES } from './config-variables.ts';
import { flagNames, flagsOff } from './flags.ts';

it('has a default for everything', () => {
  const c = readConfig({});
  expect(c).toMatchObject({
    port: 3000,
    host: '127.0.0.1',
    databaseUrl: undefined,
    refreshDays: 90,
    production: false,
    demo: true,
    publicUrl: undefined,
    unused: { REDIS_URL: undefined, MEDIA_URL: undefined },
  });
  expect(c.dataDir).toMatch(/^\/.*\/\.data$/);
  expect(readConfig({ PORT: '', DATABASE_URL: '' })).toMatchObject({ port: 3000, databaseUrl: undefined });
});

it('R12: flags and parameters by name; on by default, redistribution only in the demo', () => {
  const production = readConfig({ NODE_ENV: 'production' });
  expect(flagsOff(production.flags)).toEqual(['SAKA_SILO_REDISTRIBUTION_ENABLED']);
  expect(flagsOff(readConfig({}).flags)).toEqual([]);
  expect(flagsOff(readConfig({ ENABLE_SAKA: 'false' }).flags)).toEqual([...flagNames]);
  expect(flagsOff(readConfig({ SAKA_VOTE_ENABLED: '0', SAKA_PROJECT_BOOST_ENABLED: 'no' }).flags)).toEqual([
    'SAKA_VOTE_ENABLED',
    'SAKA_PROJECT_BOOST_ENABLED',
  ]);
  expect(production.saka).toEqual({
    compostRate: 1000,
    compostInactivityDays: 90,
    compostMinBalance: 50,
    compostMinAmount: 10,
    redistributionRate: 500,
  });
  expect(readConfig({ SAKA_COMPOST_RATE: '250' }).saka.compostRate).toBe(250);
});

it('trusts the configured proxies only', () => {
  expect(readConfig({}).trustProxy).toBe(false);
  expect(readConfig({ TRUST_PROXY: 'false' }).trustProxy).toBe(false);
  expect(readConfig({ TRUST_PROXY: 'loopback, 10.0.0.0/8,2001:db8::1' }).trustProxy).toEqual([
    'loopback',
    '10.0.0.0/8',
    '2001:db8::1',
  ]);
});

it('serves metrics without a token only where nobody but this machine can connect', () => {
  const open = (env: Record<string, string>) => readConfig(env).metrics.open;
  expect([open({}), open({ HOST: '::1' }), open({ HOST: 'localhost' })]).toEqual([true, true, true]);
  expect(
    [
      { HOST: '0.0.0.0' },
      { HOST: '::' },
      { NODE_ENV: 'production', PUBLIC_URL: 'http://127.0.0.1:3000' },
      { PUBLIC_URL: 'https://example.org' },
      { METRICS_PORT: '9464' },
    ].map(open),
  ).toEqual([false, false, false, false, false]);
});

it('is a demo with the embedded default, and --demo sets its data folder', () => {
  expect(readConfig({})).toMatchObject({ demo: true, production: false, productionBy: [] });
  expect(readConfig({ PUBLIC_URL: 'http://192.168.1.20:3000', PORT: '80', HOST: '0.0.0.0' })).toMatchObject({
    demo: true,
    production: false,
  });
  expect(readConfig({}, ['--demo'])).toMatchObject({ demo: true, demoData: null });
  expect(readConfig({}, ['--demo', '../data']).demoData).toMatch(/\/data$/);
});

it.each([
  [{ NODE_ENV: 'production' }, 'NODE_ENV=production'],
  [{ DATABASE_URL: 'postgresql://db/egoejo' }, 'DATABASE_URL'],
  [{ PUBLIC_URL: ' HTTPS://egoejo.example.org' }, 'PUBLIC_URL with https'],
  [{ SMTP_URL: 'smtp://mail' }, 'SMTP_URL'],
  [{ OIDC_ISSUER: 'https://id.example.org', OIDC_CLIENT_ID: 'a', OIDC_CLIENT_SECRET: 'b' }, 'OIDC_ISSUER with https'],
  [
    { DATABASE_URL: 'postgresql://db/egoejo', PUBLIC_URL: 'https://egoejo.example.org', SMTP_URL: 'smtp://mail' },
    'DATABASE_URL, PUBLIC_URL with https, SMTP_URL',
  ],
  // With NODE_ENV=test, DATABASE_URL does not count as a production setting, but others do.
  [{ NODE_ENV: 'test', DATABASE_URL: 'postgresql://db/egoejo', SMTP_URL: 'smtp://mail' }, 'SMTP_URL'],
])('is no demo with %o, nor with --demo', (env, by) => {
  expect(readConfig(env)).toMatchObject({ demo: false, production: true, productionBy: by.split(', ') });
  expect(() => readConfig(env, ['--demo'])).toThrow(
    new ConfigFault(
      `--demo: refused with ${by}, for the demo's passwords are published; unset it, or leave --demo out`,
    ),
  );
});

it('requires PUBLIC_URL in production', () => {
  expect(readConfig({ NODE_ENV: 'test', DATABASE_URL: 'postgresql://db/egoejo' })).toMatchObject({
    demo: true,
    production: false,
  });
  for (const env of [
    {},
    { NODE_ENV: 'test', DATABASE_URL: 'postgresql://db/egoejo' },
    { DATABASE_URL: 'postgresql://db/egoejo', PUBLIC_URL: 'http://127.0.0.1:3000' },
  ]) {
    expect(() => requirePublicUrl(readConfig(env))).not.toThrow();
  }
  expect(() =>
    requirePublicUrl(readConfig({ DATABASE_URL: 'postgresql://db/egoejo', SMTP_URL: 'smtp://mail' })),
  ).toThrow(/^PUBLIC_URL: required with DATABASE_URL, SMTP_URL: [^\n]*$/);
});

it.each([
  [{ PORT: 'abc' }, 'PORT: wants a whole number from 0 to 65535, not "abc"'],
  [{ PORT: '70000' }, 'PORT: wants a whole number from 0 to 65535, not "70000"'],
  [
    { DATABASE_URL: 'mysql://owner:hush@db' },
    'DATABASE_URL: wants an address starting with postgres:// or postgresql://',
  ],
  [{ PUBLIC_URL: 'example.org' }, 'PUBLIC_URL: wants an address starting with http:// or https://, not "example.org"'],
  [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL: wants one of fatal, error, warn, info, debug, silent, not "loud"'],
  [{ ENABLE_SAKA: 'perhaps' }, 'ENABLE_SAKA: wants true or false, not "perhaps"'],
  [{ SAKA_COMPOST_RATE: '10001' }, 'SAKA_COMPOST_RATE: wants a whole number from 0 to 10000, not "10001"'],
  [
    { READ_ONLY_UNTIL: '2027-03-01 14:00' },
    'READ_ONLY_UNTIL: wants a time with its zone, such as 2027-03-01T14:00:00Z, not "2027-03-01 14:00"',
  ],
  [
    { OIDC_ISSUER: 'https://id.example.org', OIDC_CLIENT_SECRET: 'hush' },
    'OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET: set all three or none',
  ],
  [
    { OIDC_ISSUER: 'http://id.example.org', OIDC_CLIENT_ID: 'a', OIDC_CLIENT_SECRET: 'hush' },
    'OIDC_ISSUER: wants https:// for a provider on another machine',
  ],
  [{ SMS_URL: 'https://sms.example.org' }, 'SMS_URL, SMS_TOKEN: set both or none'],
  [
    { SMS_URL: 'https://sms.example.org', SMS_TOKEN: 'hush' },
    'SMS_COUNTRIES: set the countries to write to, by their ISO codes, such as SN, FR',
  ],
  [
    { SMS_COUNTRIES: 'SN, Senegal' },
    'SMS_COUNTRIES: wants ISO codes of countries with commas between, such as SN, FR, not "SN, Senegal"',
  ],
  [
    { SMS_URL: 'http://sms.example.org', SMS_TOKEN: 'hush' },
    'SMS_URL: wants https:// for a provider on another machine',
  ],
  [
    { TRUST_PROXY: 'nginx' },
    'TRUST_PROXY: wants false, or addresses and networks with commas between, such as 127.0.0.1, 10.0.0.0/8, ' +
      'not "nginx"',
  ],
  [
    { TRUST_PROXY: '127.0.0.1,' },
    'TRUST_PROXY: wants false, or addresses and networks with commas between, such as 127.0.0.1, 10.0.0.0/8, ' +
      'not "127.0.0.1,"',
  ],
  [{ METRICS_PORT: '99999' }, 'METRICS_PORT: wants a whole number from 0 to 65535, not "99999"'],
  [{ METRICS_TOKEN: 'short' }, 'METRICS_TOKEN: wants at least 32 characters'],
  [{ REFRESH_DAYS: '-1' }, 'REFRESH_DAYS: wants a whole number from 1 to 3650, not "-1"'],
])('reports the fault of %o in one line', (env, line) => {
  expect(() => readConfig(env)).toThrow(new ConfigFault(line));
  expect(line).not.toContain('\n');
});

it.each([...SECRET_VARIABLES])('never prints the value of %s, even an invalid one', (name) => {
  for (const value of ['hush', 'mysql://owner:hush@db']) {
    let said = '';
    try {
      readConfig({ [name]: value });
    } catch (error) {
      said = String(error);
    }
    expect(said).toContain(name);
    expect(said).not.toContain('hush');
  }
});

it('rejects arguments other than --demo', () => {
  expect(() => readConfig({}, ['--port', '1'])).toThrow('unknown argument --port; known: --demo [FOLDER]');
});

it('.env.example lists every variable with its default', async () => {
  const example = parseEnv(await readFile(new URL('../../../../.env.example', import.meta.url), 'utf8'));
  const source =
    (await readFile(new URL('./config-variables.ts', import.meta.url), 'utf8')) +
    (await readFile(new URL('./flags.ts', import.meta.url), 'utf8'));
  const read = [
    ...source.matchAll(
      /^ +([A-Z][A-Z0-9_]+): (?:text|time|networks|countries|whole|yesNo|address|oneOf|optionalText|optionalPort|secret)/gm,
    ),
  ].map((m) => m[1]);
  expect(Object.keys(example).toSorted((a, b) => (a < b ? -1 : 1))).toEqual(
    read.toSorted((a = '', b = '') => (a < b ? -1 : 1)),
  );
  expect(readConfig(example)).toEqual(readConfig({}));
});
