import { readFile } from 'node:fs/promises';
import { parseEnv } from 'node:util';
import { expect, it } from 'vitest';
import { ConfigFault, readConfig, SECRET_VARIABLES } from './config.ts';
import { flagNames, flagsOff } from './flags.ts';

it('has a default for everything', () => {
  const c = readConfig({});
  expect(c).toMatchObject({ port: 3000, host: '127.0.0.1', databaseUrl: undefined, refreshDays: 90, production: false, demo: true, publicUrl: undefined, unused: { REDIS_URL: undefined, MEDIA_URL: undefined, BALLOT_KEY_DIR: undefined } });
  expect(c.dataDir).toMatch(/^\/.*\/\.data$/);
  expect(readConfig({ PORT: '', DATABASE_URL: '' })).toMatchObject({ port: 3000, databaseUrl: undefined });
});

it('R12: flags and parameters by name; on by default, redistribution only in the demo', () => {
  const production = readConfig({ NODE_ENV: 'production' });
  expect(flagsOff(production.flags)).toEqual(['SAKA_SILO_REDISTRIBUTION_ENABLED']);
  expect(flagsOff(readConfig({}).flags)).toEqual([]);
  expect(flagsOff(readConfig({ ENABLE_SAKA: 'false' }).flags)).toEqual([...flagNames]);
  expect(flagsOff(readConfig({ SAKA_VOTE_ENABLED: '0', SAKA_PROJECT_BOOST_ENABLED: 'no' }).flags)).toEqual(['SAKA_VOTE_ENABLED', 'SAKA_PROJECT_BOOST_ENABLED']);
  expect(production.saka).toEqual({ compostRate: 1000, compostInactivityDays: 90, compostMinBalance: 50, compostMinAmount: 10, redistributionRate: 500 });
  expect(readConfig({ SAKA_COMPOST_RATE: '250' }).saka.compostRate).toBe(250);
});

it('is a demo unless in production; there only when asked', () => {
  expect(readConfig({ NODE_ENV: 'production' }).demo).toBe(false);
  expect(readConfig({ NODE_ENV: 'production' }, ['--demo'])).toMatchObject({ demo: true, demoData: null });
  expect(readConfig({}, ['--demo', '../data']).demoData).toMatch(/\/data$/);
});

it.each([
  [{ PORT: 'abc' }, 'PORT: wants a whole number from 0 to 65535, not "abc"'],
  [{ PORT: '70000' }, 'PORT: wants a whole number from 0 to 65535, not "70000"'],
  [{ DATABASE_URL: 'mysql://owner:hush@db' }, 'DATABASE_URL: wants an address starting with postgres:// or postgresql://'],
  [{ PUBLIC_URL: 'example.org' }, 'PUBLIC_URL: wants an address starting with http:// or https://, not "example.org"'],
  [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL: wants one of fatal, error, warn, info, debug, silent, not "loud"'],
  [{ ENABLE_SAKA: 'perhaps' }, 'ENABLE_SAKA: wants true or false, not "perhaps"'],
  [{ SAKA_COMPOST_RATE: '10001' }, 'SAKA_COMPOST_RATE: wants a whole number from 0 to 10000, not "10001"'],
  [{ READ_ONLY_UNTIL: '2027-03-01 14:00' }, 'READ_ONLY_UNTIL: wants a time with its zone, such as 2027-03-01T14:00:00Z, not "2027-03-01 14:00"'],
  [{ OIDC_ISSUER: 'https://id.example.org', OIDC_CLIENT_SECRET: 'hush' }, 'OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET: set all three or none'],
  [{ OIDC_ISSUER: 'http://id.example.org', OIDC_CLIENT_ID: 'a', OIDC_CLIENT_SECRET: 'hush' }, 'OIDC_ISSUER: wants https:// for a provider on another machine'],
  [{ REFRESH_DAYS: '-1' }, 'REFRESH_DAYS: wants a whole number from 1 to 3650, not "-1"'],
])('says in one line what is wrong with %o', (env, line) => {
  expect(() => readConfig(env)).toThrow(new ConfigFault(line));
  expect(line).not.toContain('\n');
});

it.each([...SECRET_VARIABLES])('says nothing of the value of %s, however wrong it is', (name) => {
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

it('knows no other argument than --demo', () => {
  expect(() => readConfig({}, ['--port', '1'])).toThrow('unknown argument --port; known: --demo [FOLDER]');
});

it('.env.example lists every variable, with its default', async () => {
  const example = parseEnv(await readFile(new URL('../../../.env.example', import.meta.url), 'utf8'));
  const source = await readFile(new URL('./config.ts', import.meta.url), 'utf8') + (await readFile(new URL('./flags.ts', import.meta.url), 'utf8'));
  const read = [...source.matchAll(/^  ([A-Z][A-Z_]+): (?:text|time|whole|yesNo|address|oneOf|optionalText|secret)/gm)].map((m) => m[1]);
  expect(Object.keys(example).toSorted((a, b) => (a < b ? -1 : 1))).toEqual(read.toSorted((a = '', b = '') => (a < b ? -1 : 1)));
  expect(readConfig(example)).toEqual(readConfig({}));
});
