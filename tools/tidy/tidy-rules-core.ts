/** The rule that the core knows no feature: neither a table of one, in SQL, nor a word of one, in code. */
import { readdirSync, readFileSync } from 'node:fs';
import { entityNames, mutations } from '@egoejo/shared/registry.ts';
import { root, type Source } from './sources.ts';
import type { TidyRule } from './tidy-rules.ts';

/** Tables of the core itself: who sends and receives, and what makes up the sync, its jobs and its figures. */
const CORE_TABLES: ReadonlySet<string> = new Set([
  'audit_log',
  'device',
  'domain_event',
  'installation',
  'member',
  'member_counter',
  'quarantined',
  'receipt',
  'row_write',
  'scope_counter',
  'scope_era',
  'service_day',
  'session',
  'signing_key',
  'tombstone',
  'turn',
]);
const tablesOf = (sql: string): string[] =>
  [...sql.matchAll(/\bcreate table (?:if not exists )?"?(\w+)/gi)].map(([, name = '']) => name);
const migrations = `${root}prisma/migrations/`;
const featureTables = new Set(
  readdirSync(migrations)
    .flatMap((file) => tablesOf(readFileSync(`${migrations}${file}`, 'utf8')))
    .filter((table) => !CORE_TABLES.has(table)),
);
const inSql = new RegExp(String.raw`\b(from|join|into|update|table|on)\s+"?(${[...featureTables].join('|')})\b`, 'gi');

/** Names of entities and mutations that mean something else in the core, or belong to it. */
const COMMON: ReadonlySet<string> = new Set([
  'channels',
  'follow',
  'mark',
  'member',
  'message',
  'position',
  'preferences',
  'profile',
  'receipt',
  'release',
  'report',
  'room',
  'support',
  'sync',
  'transfer',
  'work',
]);
/** Words of features that name no entity and no mutation. */
const MORE = ['boost', 'catalogue', 'compost', 'grain', 'harvest', 'kosync', 'opds', 'saka', 'season', 'vote'];
const words = [...new Set([...entityNames, ...Object.values(mutations).map((m) => m.name.split('.')[0]!), ...MORE])]
  .filter((word) => !COMMON.has(word))
  .flatMap((word) => (word.endsWith('y') ? [word, `${word.slice(0, -1)}ies`] : [word, `${word}s`]));
const anyOf = (list: readonly string[]): string => `(?:${list.join('|')})`;
const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
/** As a part of a name: `poll_id`, `pollId`, `listPolls`, `MOST_POLLS`; not of another word: `polling`. */
const inCode = new RegExp(
  [
    `(?<![a-zA-Z])${anyOf(words)}(?![a-z])`,
    `${anyOf(words.map(capital))}(?![a-z])`,
    `(?<![A-Z])${anyOf(words.map((w) => w.toUpperCase()))}(?![A-Z])`,
  ].join('|'),
  'g',
);

/** The text without its comments, which may give a feature as an example. */
const withoutComments = ({ path, text }: Source): string =>
  text
    .replace(/\/\*[^]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '))
    .replace(path.endsWith('.sql') ? /--.*$/gm : /(?<=^|\s)\/\/.*$/gm, '');

export const coreRule: TidyRule = {
  title: 'sync and platform know no feature by name, in SQL neither',
  why: 'the registry hands features to them: SQL functions by name, declared locks, kinds of deltas, figures',
  except: {
    'server/src/platform/config/config.ts': 'one list of all that an operator may set',
    'server/src/platform/config/config-variables.ts': 'the same, as variables',
    'server/src/platform/config/flags.ts': 'the same: the flags and parameters of SAKA',
    'server/src/platform/config/read-config.ts': 'the same, read',
    'server/src/platform/media/sound-worker.ts': 'uses the words of its library',
    'server/src/platform/database/open-postgres.ts': 'listens to what PostgreSQL calls a notification',
  },
  find: (s) =>
    /^server\/src\/(sync|platform)\/.*\.(ts|sql)$/.test(s.path) && !s.isTest
      ? withoutComments(s)
          .split('\n')
          .flatMap((line, i) =>
            [...line.matchAll(inSql), ...line.matchAll(inCode)].map(([found]) => `${s.path}:${i + 1}: ${found}`),
          )
      : [],
  breaks: { path: 'server/src/sync/rows/stamping.sql', text: 'insert into wallet (member) values (new.id);' },
};
