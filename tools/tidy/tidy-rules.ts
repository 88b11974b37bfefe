/** The mechanical rules of the architecture, as data: each checks one file and reports violations. */
import { linesMatching, type Source } from './sources.ts';

export interface TidyRule {
  title: string;
  /** Shown to the author of a violation. */
  why: string;
  /** Exempt files, each with the reason. */
  except?: Readonly<Record<string, string>>;
  /** The violations in a file, one line each. */
  find: (source: Source) => string[];
  /** A file that violates the rule, as proof that the rule can fail. */
  breaks: { path: string; text: string };
}

const code = /\.(tsx?|mjs)$/;
/** Folders that every feature may use; they do not name any feature. */
const machinery = new Set(['sync', 'platform', 'ui', 'i18n', 'eco', 'activity', 'mail', 'testing', 'generated']);
/** Folders that combine features: the app's shell, and operators' functions over all of them. */
const compositions = new Set([
  'app',
  'home',
  'cli',
  'http',
  'demo',
  'import',
  'administration',
  'installation',
  'backup',
]);
/** Every other folder of `src` is a feature. */
const featureOf = (path: string): string | undefined => {
  const part = /^(?:shared|server|client)\/src\/([^/]+)\//.exec(path)?.[1];
  return part !== undefined && !machinery.has(part) ? part : undefined;
};
const onlyIn =
  (condition: (s: Source) => boolean, pattern: RegExp) =>
  (s: Source): string[] =>
    condition(s) ? linesMatching(s, pattern) : [];
const importing =
  (condition: (s: Source) => boolean, bad: (imported: string, s: Source) => boolean) =>
  (s: Source): string[] =>
    condition(s) ? s.imports.filter((i) => bad(i, s)).map((i) => `${s.path}: imports ${i}`) : [];

/**
 * The files of a feature that other features may import: models, contracts (what it asks of others), error codes and
 * events; in `shared`, which holds the contract, also mutations.
 */
const meetingPoint = /\/(model|contract|phase|errors|events)\.tsx?$/;
/** Files that combine features: those outside all feature folders, and the folders named above. */
const composes = (path: string): boolean =>
  !/^(?:shared|server|client)\/src\/[^/]+\//.test(path) || compositions.has(featureOf(path) ?? '');

const saka = /(^|\/)saka(\/|\.)/;
const euros = /(^|\/)(money|pledges?|cagnottes?|escrow|payments?)(\/|\.)/;

const tidyFiles = { 'tools/tidy/tidy-rules.ts': 'names what it forbids', 'docs/proofs.md': 'quotes failures' };

/** Files whose lines may be over 120 columns. */
const longFiles: readonly { path: string; reason: string }[] = [
  { path: 'prisma/migrations/', reason: 'a shipped migration is never rewritten' },
  { path: 'client/src/i18n/', reason: 'a message is one string, so that a search for its words finds it' },
  { path: 'server/src/demo/', reason: 'a paragraph of a demo text is one line, and drawings are data' },
];
/** Kinds of lines that may exceed 120 columns in any file. */
const longLines: readonly { reason: string; pattern: RegExp; where?: (s: Source) => boolean }[] = [
  {
    reason: 'the title of a test is one string: docs/tests-by-rule.md cites it',
    where: (s) => s.isTest,
    pattern: /^\s*(?:(?:it|test|describe|invariant)\b[^'"`]*\()?(['"`])(?:\\.|(?!\1).)*\1,?(?: (?:async )?\(.*\{)?$/,
  },
  { reason: 'the formatter joins the classes of an element', pattern: /\bclassName=/ },
  { reason: 'a regular expression has no place to break', pattern: /^\s*!?\/.*\/[dgimsuvy]*(?:[,;]|\.test\()?$/ },
];
const mayBeLong = (s: Source, line: number): boolean => {
  const text = s.text.split('\n')[line - 1] ?? '';
  return longLines.some(({ pattern, where }) => (where?.(s) ?? true) && pattern.test(text));
};

export const architectureRules: TidyRule[] = [
  {
    title: 'only client/src/sync writes base tables and outbox',
    why: 'everything else reads live queries and calls mutate(); import dexie in client/src/sync only',
    except: {
      'client/src/sw.ts': 'the worker hands Background Sync to sync/',
      'client/src/books/database.ts': 'books of this device: a database of its own, never synced',
      'client/src/tracks/along/database.ts': 'sounds of this device: the same',
      'client/src/downloads/live.ts': 'follows the changes of both',
    },
    find: importing(
      (s) => s.pkg === 'client' && !s.isTest && s.part !== 'sync',
      (i) => i === 'dexie',
    ),
    breaks: { path: 'client/src/saka/components/Boost.tsx', text: `import Dexie from 'dexie';` },
  },
  {
    title: 'views fetch nothing',
    why: 'pages and components read queries.ts; the network belongs to sync/ and platform/',
    find: onlyIn(
      (s) => /^client\/src\/[^/]+\/(pages|components)\//.test(s.path) && !s.isTest,
      /\bfetch\(|@trpc\/client|\bXMLHttpRequest\b|\bindexedDB\b/,
    ),
    breaks: { path: 'client/src/polls/pages/Poll.tsx', text: `const r = await fetch('/api');` },
  },
  {
    title: 'only server/src/saka/ledger writes transfers, and balances move by its trigger alone',
    why: 'call the functions of saka/ledger; a transfer written elsewhere escapes the ledger’s rules',
    except: {
      ...tidyFiles,
      'e2e/bench/database/economy.ts':
        'gives 100,000 wallets their grains in one statement, before anything is measured',
      'e2e/bench/database/ledger.ts': 'gives a million wallets ten transfers each, before an audit is measured',
    },
    find: onlyIn(
      (s) =>
        (s.path.startsWith('server/src/') &&
          !/^server\/src\/saka\/ledger\/ledger(\.[a-z-]+)*\.(ts|sql)$/.test(s.path) &&
          !s.isTest) ||
        /^(tools|e2e\/bench)\//.test(s.path),
      /insert\s+into\s+"?transfer"?\b|\b(update|delete\s+from)\s+"?transfer"?\b|\.transfer\.(create|update|delete|upsert)|update\s+"?(wallet|silo)"?\s+(\w+\s+)?set\s+(balance|harvested|planted|composted|redistributed|adjusted)\b|\.(wallet|silo)\.(update|upsert)/i,
    ),
    breaks: { path: 'server/src/polls/settle.sql', text: 'insert into transfer (member) values (m);' },
  },
  {
    title: 'R1: no import joins SAKA and euros',
    why: 'grains and money never meet; only impact shows both, from two separate reads',
    find: (s) => {
      const all = [s.path, ...s.imports];
      return !s.isTest &&
        s.part !== 'impact' &&
        !/\/(registry|errors|main|app|router)\.ts$/.test(s.path) &&
        all.some((p) => saka.test(p)) &&
        all.some((p) => euros.test(p))
        ? [`${s.path}: joins ${all.filter((p) => saka.test(p) || euros.test(p)).join(' and ')}`]
        : [];
    },
    breaks: { path: 'server/src/saka/settle.ts', text: `import { pledge } from '../money/model.ts';` },
  },
  {
    title: 'R1: no SQL statement joins grains and money',
    why: 'no foreign key, query or expression puts a grain and an amount of money together',
    find: (s) =>
      /\.(sql|prisma)$/.test(s.path) || (['server', 'tools'].includes(s.pkg) && code.test(s.path) && !s.isTest)
        ? s.text
            .split(/;|\n\s*\n/)
            .filter(
              (t) =>
                /\bgrains\b\s*[-+*/<>=]+\s*\w*\.?cost\w*|\bcost\w*\s*[-+*/<>=]+\s*\w*\.?grains\b/i.test(t) ||
                (/\b(from|join|references|into|update)\s+"?(transfer|wallet|silo|support)\b/i.test(t) &&
                  /\b(from|join|references|into|update)\s+"?(pledge|cagnotte|escrow|payment)s?\b/i.test(t)),
            )
            .map((t) => `${s.path}: ${t.trim().slice(0, 140)}`)
        : [],
    breaks: {
      path: 'prisma/migrations/900.do.x.sql',
      text: 'select * from transfer t join pledge p on p.member = t.member;',
    },
  },
  {
    title: 'texts that people see are cut between signs',
    why: 'call cut, shortened or firstSign of shared/src/platform/cut.ts; a slice ends inside an emoji or a letter',
    except: tidyFiles,
    find: onlyIn(
      (s) => /^(client|server|shared)\/src\//.test(s.path) && code.test(s.path) && !s.isTest,
      /\.charAt\(0\)|\.substr(ing)?\(|\b(title|name|label|summary|reason|description|note|quote|bio|opening|comment|excerpt)(\.trim\(\))?\??\.slice\(0, (?!-)/,
    ),
    breaks: { path: 'client/src/polls/poster.ts', text: 'const shown = poll.title.trim().slice(0, 40);' },
  },
  {
    title: 'no catch hides',
    why: 'expected failures are values; an empty catch loses the only news of a bug',
    except: tidyFiles,
    find: (s) =>
      code.test(s.path)
        ? [
            ...s.text.matchAll(
              /catch\s*(\([^)]*\))?\s*\{(\s|\/\/[^\n]*\n|\/\*[^]*?\*\/)*\}|\.catch\(\s*(\([^)]*\)|\w+)\s*=>\s*\{\s*\}\s*\)/g,
            ),
          ].map((m) => `${s.path}: ${m[0].slice(0, 80)}`)
        : [],
    breaks: { path: 'server/src/accounts/settle.ts', text: 'try { f(); } catch { /* never mind */ }' },
  },
  {
    title: 'a file over 400 lines has a reason',
    why: 'split it by what it does, or name it here with the reason',
    except: {
      'prisma/schema.prisma': 'Prisma reads one file; it mirrors the migrations',
      'prisma/migrations/001.do.foundation.sql':
        'the tables of the foundation, made at once; a shipped migration is never rewritten',
      'server/src/cli/audit.test.ts': 'one table of every gap the audit names, over one world that is made once',
      'server/src/accounts/router.test.ts': 'one table of procedures, over one app; 373 lines before the formatter',
      'server/src/saka/runs/runs.test.ts':
        'runs that follow each other on one database; 347 lines before the formatter',
      'server/src/sync/settle/hot-path.test.ts':
        'cases of one statement over one set of rows; 315 lines before the formatter',
      'server/src/sync/pull/pull.test.ts': 'cases of one function over one database; 382 lines before the formatter',
      'client/src/sync/engine/exchange/exchange.test.ts': 'cases of one function; 359 lines before the formatter',
    },
    find: (s) => {
      const lines = s.text.split('\n').length - 1;
      return /\.(tsx?|mjs|sql|css|prisma)$/.test(s.path) && lines > 400 ? [`${s.path}: ${lines} lines`] : [];
    },
    breaks: { path: 'server/src/x.ts', text: '\n'.repeat(401) },
  },
  {
    title: 'no line is over 120 columns',
    why: 'break it: `npm run format` wraps code, but no comment and no string; longLines names what may be longer',
    find: (s) =>
      /\.(tsx?|mjs|css|sql)$/.test(s.path) && !longFiles.some(({ path }) => s.path.startsWith(path))
        ? linesMatching(s, /^.{121,}$/).filter((found) => !mayBeLong(s, Number(/:(\d+): /.exec(found)?.[1])))
        : [],
    breaks: { path: 'server/src/x.ts', text: `// ${'word '.repeat(24)}` },
  },
  {
    title: 'what every feature uses imports no feature',
    why: 'the registry and server.ts hand features to it; it knows none by name',
    except: { 'server/src/mail/jobs.ts': 'warns members of the next compost, whose time is a rule of SAKA' },
    find: importing(
      (s) => !s.isTest && machinery.has(s.part) && s.part !== 'testing' && s.pkg !== 'shared',
      (i) => featureOf(i) !== undefined && !meetingPoint.test(i),
    ),
    breaks: {
      path: 'client/src/sync/engine/acts/outbox.ts',
      text: `import { boost } from '../../../saka/queries.ts';`,
    },
  },
  {
    title: 'features use client/src/sync by its api alone',
    why: 'engine/ and host/ may change without a look at any page',
    find: importing(
      (s) => s.pkg === 'client' && !s.isTest && s.part !== 'sync' && s.path !== 'client/src/sw.ts',
      (i) => /^client\/src\/sync\/(?!api\/)/.test(i),
    ),
    breaks: { path: 'client/src/saka/queries.ts', text: `import { refKey } from '../sync/engine/definitions.ts';` },
  },
  {
    title: 'a package imports no package above it',
    why: 'shared knows nobody; server shared; client shared and the type of the router; tools these three; e2e all',
    except: tidyFiles,
    find: importing(
      (s) => s.pkg !== '' && s.pkg !== 'e2e',
      (i, s) => {
        const other = /^(shared|server|client|tools|e2e)\//.exec(i)?.[1];
        const below: Record<string, readonly string[]> = {
          shared: [],
          server: ['shared'],
          client: ['shared', 'server'],
          tools: ['shared', 'server', 'client'],
        };
        return other !== undefined && other !== s.pkg && !below[s.pkg]?.includes(other);
      },
    ),
    breaks: {
      path: 'server/src/sync/pull/pull.ts',
      text: `import { wantedScopes } from '@egoejo/client/sync/engine/apply/scopes.ts';`,
    },
  },
  {
    title: 'features do not import each other’s insides',
    why: 'they meet in model.ts, errors.ts or events; what puts them together stands in app, home, cli …',
    except: {
      'client/src/books/catalogue/facts.ts': 'the names of categories are data, in a file of their own for its size',
      'shared/src/follows/of-work.ts': 'the same for the tree of categories',
      'server/src/accounts/inputs.ts': 'a registration may carry an invitation',
      'server/src/accounts/router.ts': 'a registration accepts its invitation in the same transaction',
    },
    find: importing(
      (s) => !s.isTest && featureOf(s.path) !== undefined && !composes(s.path),
      (i, s) => {
        const other = featureOf(i);
        return (
          other !== undefined &&
          other !== featureOf(s.path) &&
          !meetingPoint.test(i) &&
          !(i.startsWith('shared/') && i.endsWith('/mutations.ts'))
        );
      },
    ),
    breaks: { path: 'server/src/reading/settle.ts', text: `import { count } from '../polls/queries.ts';` },
  },
  {
    title: 'the client takes nothing but types from the server',
    why: 'what both sides need stands in shared/',
    find: (s) =>
      s.pkg === 'client' && !s.isTest
        ? [...s.text.matchAll(/^\s*import\s+(?!type\b)[^;]*?['"]@egoejo\/server\/[^;]*;/gm)].map(
            (m) => `${s.path}: ${m[0].trim()}`,
          )
        : [],
    breaks: {
      path: 'client/src/platform/network/api.ts',
      text: `import {\n  appRouter,\n} from '@egoejo/server/router.ts';`,
    },
  },
];

const words: {
  words: string;
  pattern: RegExp;
  where?: (s: Source) => boolean;
  except?: Record<string, string>;
  sample: string;
}[] = [
  {
    words: 'a test that is not run',
    pattern: /\.(only|todo|fails)\(|\bskipIf\b|\brunIf\b|\bx(it|describe)\(/,
    sample: 'it.only(',
  },
  {
    words: '.skip',
    pattern: /\.skip\(|test\.fixme/,
    sample: 'it.skip(',
    except: {
      'server/src/testing/real-data.ts': 'where the real data are absent the test says so, counted as skipped',
    },
  },
  {
    words: 'types talked out of',
    pattern: /\bas any\b|\bas unknown as\b|@ts-(ignore|nocheck|expect-error)/,
    sample: 'x as any',
  },
  { words: 'lint switched off', pattern: /(eslint|oxlint)-disable/, sample: '// oxlint-disable' },
  { words: 'work left', pattern: /\b(TODO|FIXME|XXX|HACK)\b/, sample: '// TODO' },
  {
    words: 'promises',
    pattern: /coming soon|bient[oô]t disponible|not implemented|lorem ipsum/i,
    where: (s) => code.test(s.path),
    sample: 'Coming soon',
  },
  {
    words: 'a sleep, a retry or a stub in a test',
    where: (s) => s.isTest && code.test(s.path) && !s.path.startsWith('e2e/support/network/link'),
    pattern:
      /waitForTimeout|new Promise.*setTimeout|timers\/promises|\bretries:|\bretry:|\.route\(['"`*]|\bvi\.(mock|stubGlobal)\(/,
    sample: 'page.waitForTimeout(5)',
    except: {},
  },
  {
    words: 'a wait without a limit in a test',
    where: (s) => s.isTest && code.test(s.path),
    pattern: /\.toPass\(\)|\bfor \(;;\)|\bvi\.waitFor\b|\bvi\.waitUntil\b/,
    sample: 'for (;;) {',
  },
  {
    words: 'a limit by the clock in a test',
    where: (s) => s.isTest && code.test(s.path),
    pattern: /expect\((Date|performance)\.now\(\) - \w+\)\.toBeLess/,
    sample: 'expect(performance.now() - begun).toBeLessThan(10_000)',
  },
  {
    words: 'a child that holds our output',
    where: (s) => (s.isTest || /^(e2e\/support|server\/src\/testing)\//.test(s.path)) && code.test(s.path),
    pattern: /\bstdio:.*'inherit'/,
    sample: `stdio: ['ignore', 'pipe', 'inherit']`,
    except: { 'tools/start/processes.test.ts': 'shows that such a child keeps nobody waiting' },
  },
  {
    words: 'a day of the calendar as a pattern',
    where: (s) => s.isTest && code.test(s.path),
    pattern: /\\d(\+|\{[\d,]+\})(\(\?*:?er\)\?)? (\\p\{L|\\S|\\w)/u,
    sample: String.raw`/lundi \d+(er)? \p{L}+/u`,
  },
  {
    words: 'a machine’s path or a registry’s host',
    pattern: /(^|[\s'"`=(])\/(work|root|home\/\w+)\/|registry\.npmjs|https?:\/\/[\w.]*(artifactory|nexus|verdaccio)/,
    sample: 'cd /root/x',
    where: (s) => !s.path.endsWith('pnpm-lock.yaml'),
  },
];

export const wordRules: TidyRule[] = words.map(({ words: what, pattern, where, except, sample }) => ({
  title: `nowhere: ${what}`,
  why: `forbidden by the rules of the house: ${pattern.source}`,
  except: { ...tidyFiles, ...except },
  find: onlyIn((s) => where?.(s) ?? true, pattern),
  breaks: { path: 'server/src/accounts/some.test.ts', text: sample },
}));
