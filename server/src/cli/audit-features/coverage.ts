/** Which checks of the audit read which table: the page docs/audit.md. */
import { linkChecks } from '../audit-chain.ts';
import { auditChecks } from '../audit-checks.ts';

/** Tables that no check reads, each with the reason. */
export const NOT_COVERED: Readonly<Record<string, string>> = {
  email_code: 'codes that end within a day; nothing else is made of them',
  opds_import: 'how far an import came; it may run again from the start',
  partner_token: 'made and ended by administrators; the audit log tells it, and nothing else is made of them',
  project_vector: 'made from texts of projects, only where the database has vectors',
  recommendation_run: 'a row a kind that tells when recommendations were made; they are made again',
  schema_version: 'migrations compare it at each start',
  scope_era: 'what devices ask about after a restore; a wrong era only makes them pull again',
  service_day: 'counts for a page of the administration, apart from acts',
  similar_track: 'made by the job of recommendations from what is heard; it is made again',
  sign_in_failure: 'tries of the last day, which only slow down the next ones',
  signing_key: 'keys that are renewed; a changed one ends sessions',
  text_message: 'counts of the last day for the budget of text messages; nothing else is made of them',
  tombstone: 'deletions for devices, kept 180 days; what was deleted is not known here',
  track_words: 'texts of which nothing else is made; the database ties them to their track',
};

const reads = (sql: string, table: string): boolean =>
  new RegExp(String.raw`\b(?:from|join|using)\s+${table}\b`).test(sql.replaceAll(/\s+/g, ' '));

/** The names of the checks that read a table, each once, in alphabetical order. */
export const checksOf = (table: string): string[] =>
  [...new Set([...auditChecks, ...linkChecks].filter(({ sql }) => reads(sql, table)).map(({ name }) => name))].sort();

const lineOf = (table: string): string => {
  const checks = checksOf(table).map((name) => `\`${name}\``);
  return `| \`${table}\` | ${checks.join(', ') || `*not covered*: ${NOT_COVERED[table] ?? ''}`} |\n`;
};
const HEAD = '| table | checks |\n|---|---|\n';

/**
 * The page with its table written anew.
 * @param page its present text
 * @param tables all tables of the schema
 */
export const withTables = (page: string, tables: readonly string[]): string =>
  page.slice(0, page.indexOf(HEAD)) + HEAD + [...tables].sort().map(lineOf).join('');
