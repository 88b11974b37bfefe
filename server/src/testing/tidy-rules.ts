/** The mechanical rules of the architecture, as data: each looks at one file and says what breaks it. */
import { linesMatching, type Source } from './sources.ts';

export interface TidyRule {
  title: string;
  /** Said to whoever broke it. */
  why: string;
  /** Files it does not judge, each with the reason. */
  except?: Readonly<Record<string, string>>;
  /** What breaks it, one line each. */
  find: (source: Source) => string[];
  /** A file that must break it: proves that the rule can fail. */
  breaks: { path: string; text: string };
}

const code = /\.(tsx?|mjs)$/;
/** A feature has a folder of its name in every package; the rest of `src` is machinery or composition. */
export const features = new Set([
  'accounts', 'communities', 'polls', 'projects', 'reading', 'saka', 'money', 'impact', 'audio', 'rooms', 'market', 'recommendations', 'gamification',
]);
const featureOf = (path: string): string | undefined => {
  const part = /^(?:shared|server|client)\/src\/([^/]+)\//.exec(path)?.[1];
  return part !== undefined && features.has(part) ? part : undefined;
};
const onlyIn = (condition: (s: Source) => boolean, pattern: RegExp) => (s: Source): string[] => (condition(s) ? linesMatching(s, pattern) : []);
const importing = (condition: (s: Source) => boolean, bad: (imported: string, s: Source) => boolean) => (s: Source): string[] =>
  condition(s) ? s.imports.filter((i) => bad(i, s)).map((i) => `${s.path}: imports ${i}`) : [];

/** What features may know of each other: their models, error codes and events; in `shared`, where the contract is, also mutations. */
const meetingPoint = /\/(model|errors|events)\.tsx?$/;
/** The files that put features together. */
const composition = /\/src\/(?:[^/]+|(?:app|cli|http|demo|simulation|testing|home|activity|jobs)\/.+)\.(tsx?|mjs)$/;

const saka = /(^|\/)saka(\/|\.)/;
const euros = /(^|\/)(money|pledges?|cagnottes?|escrow|payments?)(\/|\.)/;

const tidyFiles = {
  'server/src/testing/tidy-rules.ts': 'names what it forbids',
  'docs/rules.md': 'quotes failures',
};

export const architectureRules: TidyRule[] = [
  {
    title: 'rule 1: only client/src/sync writes base tables and outbox',
    why: 'everything else reads live queries and calls mutate(); import dexie in client/src/sync only',
    except: { 'client/src/sw.ts': 'the worker hands Background Sync to sync/', 'client/src/platform/drafts.ts': 'half-filled forms: a store of its own, never synced' },
    find: importing((s) => s.pkg === 'client' && !s.isTest && s.part !== 'sync', (i) => i === 'dexie'),
    breaks: { path: 'client/src/saka/components/Boost.tsx', text: `import Dexie from 'dexie';` },
  },
  {
    title: 'rule 1: views fetch nothing',
    why: 'pages and components read queries.ts; the network belongs to sync/ and platform/',
    find: onlyIn((s) => /^client\/src\/[^/]+\/(pages|components)\//.test(s.path) && !s.isTest, /\bfetch\(|@trpc\/client|\bXMLHttpRequest\b|\bindexedDB\b/),
    breaks: { path: 'client/src/polls/pages/Poll.tsx', text: `const r = await fetch('/api');` },
  },
  {
    title: 'rule 3: only server/src/saka/ledger writes transfers, and balances move by its trigger alone',
    why: 'call the functions of saka/ledger; a transfer written elsewhere escapes the ledger’s rules',
    except: { 'server/bench/economy.ts': 'gives 100,000 wallets their grains in one statement, before anything is measured', 'server/bench/ledger.ts': 'gives a million wallets ten transfers each, before an audit is measured' },
    find: onlyIn(
      (s) => (s.path.startsWith('server/src/') && !/^server\/src\/saka\/ledger(\.[a-z-]+)*\.(ts|sql)$/.test(s.path) && !s.isTest) || /^server\/(scripts|bench)\//.test(s.path),
      /insert\s+into\s+"?transfer"?\b|\b(update|delete\s+from)\s+"?transfer"?\b|\.transfer\.(create|update|delete|upsert)|update\s+"?(wallet|silo)"?\s+(\w+\s+)?set\s+(balance|harvested|planted|composted|redistributed|adjusted)\b|\.(wallet|silo)\.(update|upsert)/i,
    ),
    breaks: { path: 'server/src/polls/settle.sql', text: 'insert into transfer (member) values (m);' },
  },
  {
    title: 'R1: no import joins SAKA and euros',
    why: 'rule 4: grains and money never meet; only impact shows both, from two separate reads',
    find: (s) => {
      const all = [s.path, ...s.imports];
      return !s.isTest && s.part !== 'impact' && !/\/(registry|errors|main|app|router)\.ts$/.test(s.path) && all.some((p) => saka.test(p)) && all.some((p) => euros.test(p))
        ? [`${s.path}: joins ${all.filter((p) => saka.test(p) || euros.test(p)).join(' and ')}`]
        : [];
    },
    breaks: { path: 'server/src/saka/settle.ts', text: `import { pledge } from '../money/model.ts';` },
  },
  {
    title: 'R1: no SQL statement joins grains and money',
    why: 'rule 4: no foreign key, query or expression puts a grain and an amount of money together',
    find: (s) =>
      /\.(sql|prisma)$/.test(s.path) || (s.pkg === 'server' && code.test(s.path) && !s.isTest)
        ? s.text.split(/;|\n\s*\n/).filter((t) => /\bgrains\b\s*[-+*/<>=]+\s*\w*\.?cost\w*|\bcost\w*\s*[-+*/<>=]+\s*\w*\.?grains\b/i.test(t)
            || (/\b(from|join|references|into|update)\s+"?(transfer|wallet|silo|support)\b/i.test(t) && /\b(from|join|references|into|update)\s+"?(pledge|cagnotte|escrow|payment)s?\b/i.test(t)))
          .map((t) => `${s.path}: ${t.trim().slice(0, 140)}`)
        : [],
    breaks: { path: 'prisma/migrations/900.do.x.sql', text: 'select * from transfer t join pledge p on p.member = t.member;' },
  },
  {
    title: 'rule 5: no catch hides',
    why: 'expected failures are values; an empty catch loses the only news of a bug',
    except: tidyFiles,
    find: (s) =>
      code.test(s.path)
        ? [...s.text.matchAll(/catch\s*(\([^)]*\))?\s*\{(\s|\/\/[^\n]*\n|\/\*[^]*?\*\/)*\}|\.catch\(\s*(\([^)]*\)|\w+)\s*=>\s*\{\s*\}\s*\)/g)].map((m) => `${s.path}: ${m[0].slice(0, 80)}`)
        : [],
    breaks: { path: 'server/src/accounts/settle.ts', text: 'try { f(); } catch { /* never mind */ }' },
  },
  {
    title: 'rule 8: a file over 400 lines has a reason',
    why: 'split it by what it does, or name it here with the reason',
    except: {
      'prisma/schema.prisma': 'Prisma reads one file; it mirrors the migrations',
      'prisma/migrations/001.do.foundation.sql': 'the tables of the foundation, made at once; a shipped migration is never rewritten',
    },
    find: (s) => {
      const lines = s.text.split('\n').length - 1;
      return /\.(tsx?|mjs|sql|css|prisma)$/.test(s.path) && lines > 400 ? [`${s.path}: ${lines} lines`] : [];
    },
    breaks: { path: 'server/src/x.ts', text: '\n'.repeat(401) },
  },
  {
    title: 'sync imports no feature',
    why: 'the registry hands features to sync/; sync knows none by name',
    find: importing((s) => s.part === 'sync' && !s.isTest, (i) => featureOf(i) !== undefined),
    breaks: { path: 'client/src/sync/outbox.ts', text: `import { boost } from '../saka/queries.ts';` },
  },
  {
    title: 'features do not import each other’s insides',
    why: 'they meet in model.ts, errors.ts or events; what puts them together stands in app, home, cli …',
    find: importing(
      (s) => !s.isTest && featureOf(s.path) !== undefined && !composition.test(s.path),
      (i, s) => {
        const other = featureOf(i);
        return other !== undefined && other !== featureOf(s.path) && !meetingPoint.test(i) && !(i.startsWith('shared/') && i.endsWith('/mutations.ts'));
      },
    ),
    breaks: { path: 'server/src/reading/settle.ts', text: `import { count } from '../polls/queries.ts';` },
  },
  {
    title: 'the client takes nothing but types from the server',
    why: 'what both sides need stands in shared/',
    find: (s) => (s.pkg === 'client' && !s.isTest ? linesMatching(s, /^\s*import\s+(?!type\b).*['"]@egoejo\/server\//) : []),
    breaks: { path: 'client/src/platform/api.ts', text: `import { appRouter } from '@egoejo/server/router.ts';` },
  },
];

const words: { words: string; pattern: RegExp; where?: (s: Source) => boolean; except?: Record<string, string>; sample: string }[] = [
  { words: 'a test that is not run', pattern: /\.(only|todo|fails)\(|\bskipIf\b|\brunIf\b|\bx(it|describe)\(/, sample: 'it.only(' },
  {
    words: '.skip', pattern: /\.skip\(|test\.fixme/, sample: 'it.skip(',
    except: { 'server/src/testing/postgres.ts': 'where no PostgreSQL can be had the run says so, counted as skipped', 'server/src/testing/real-data.ts': 'likewise for the real data', 'e2e/support/test.ts': 'likewise for Chromium' },
  },
  {
    words: 'types talked out of', pattern: /\bas any\b|\bas unknown as\b|@ts-(ignore|nocheck|expect-error)/, sample: 'x as any',
    except: { 'client/src/platform/contract.test.ts': 'proves that changing a contract breaks the compile' },
  },
  { words: 'lint switched off', pattern: /(eslint|oxlint)-disable/, sample: '// oxlint-disable' },
  { words: 'work left', pattern: /\b(TODO|FIXME|XXX|HACK)\b/, sample: '// TODO' },
  { words: 'promises', pattern: /coming soon|bient[oô]t disponible|not implemented|lorem ipsum/i, where: (s) => code.test(s.path), sample: 'Coming soon' },
  {
    words: 'a sleep, a retry or a stub in a test', where: (s) => s.isTest && code.test(s.path) && !s.path.startsWith('e2e/support/link'),
    pattern: /waitForTimeout|new Promise.*setTimeout|timers\/promises|\bretries:|\bretry:|\.route\(['"`*]|\bvi\.(mock|stubGlobal)\(/, sample: 'page.waitForTimeout(5)',
    except: {},
  },
  { words: 'a machine’s path or a registry’s host', pattern: /(^|[\s'"`=(])\/(work|root|home\/\w+)\/|registry\.npmjs|https?:\/\/[\w.]*(artifactory|nexus|verdaccio)/, sample: 'cd /root/x', where: (s) => !s.path.endsWith('pnpm-lock.yaml') },
];

export const wordRules: TidyRule[] = words.map(({ words: what, pattern, where, except, sample }) => ({
  title: `nowhere: ${what}`,
  why: `forbidden by the rules of the house: ${pattern.source}`,
  except: { ...tidyFiles, ...except },
  find: onlyIn((s) => where?.(s) ?? true, pattern),
  breaks: { path: 'server/src/accounts/some.test.ts', text: sample },
}));
