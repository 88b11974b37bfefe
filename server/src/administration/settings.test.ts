import { readFile } from 'node:fs/promises';
import { parseEnv } from 'node:util';
import { expect, it } from 'vitest';
import { readConfig } from '../platform/config/read-config.ts';
import { SECRET_VARIABLES } from '../platform/config/config-variables.ts';
import { shownSettings } from './settings.ts';

it('shows every name of .env.example once: flags, SAKA parameters and all others', async () => {
  const example = Object.keys(parseEnv(await readFile(new URL('../../../.env.example', import.meta.url), 'utf8')));
  const { flags, saka, settings } = shownSettings(readConfig({}));
  expect([...flags, ...saka, ...settings].map((s) => s.name).toSorted()).toEqual(example.toSorted());
});

it('masks secrets and shows the other values as they are', () => {
  const secrets = {
    DATABASE_URL: 'postgres://owner:hush@db/egoejo',
    DIRECT_DATABASE_URL: 'postgres://owner:hush@db/egoejo',
    REDIS_URL: 'redis://:hush@cache',
    RECEIPT_KEY: 'hush'.repeat(8),
    SMTP_URL: 'smtp://mailer:hush@mail',
    ERROR_DSN: 'https://hush@errors.example.org/1',
    OIDC_CLIENT_SECRET: 'hush',
    METRICS_TOKEN: 'hush'.repeat(8),
    S3_SECRET: 'hush',
    SMS_URL: 'https://hush@sms.example.org',
    SMS_TOKEN: 'hush',
  };
  const others = {
    OIDC_ISSUER: 'https://id.example.org',
    OIDC_CLIENT_ID: 'egoejo',
    OIDC_NAME: 'La Maison',
    DATABASE_NAMED_STATEMENTS: 'false',
    MEDIA_URL: 'https://media.example.org',
    BALLOT_KEY_DIR: '/keys',
    S3_ENDPOINT: 'https://s3.example.org',
    S3_BUCKET: 'photos',
    S3_KEY_ID: 'key',
    SMS_SENDER: 'Le Lavoir',
    SMS_COUNTRIES: 'SN, FR',
    SMS_MOST_HOUR: '30',
    SMS_MOST_DAY: '90',
  };
  const shown = shownSettings(readConfig({ ...secrets, ...others }));
  expect(Object.keys(secrets).toSorted()).toEqual([...SECRET_VARIABLES].toSorted());
  expect(JSON.stringify(shown)).not.toContain('hush');
  for (const name of Object.keys(secrets))
    expect(shown.settings).toContainEqual({ name, value: null, secret: true, set: true });
  for (const [name, value] of Object.entries(others))
    expect(shown.settings).toContainEqual({ name, value, secret: false, set: true });
});
