/** Reads from a test report whether a named test passed, failed on an assertion, or failed in another way. */
import { stripVTControlCharacters } from 'node:util';
import type { Outcome } from '../broken/run-apart.ts';

export type Verdict =
  | { kind: 'passed' }
  | { kind: 'assertion'; line: string }
  /** Another error, such as a syntax error, a missing column or a timeout, which proves nothing about the rule. */
  | { kind: 'other'; line: string }
  /** The test skipped itself, for example without PostgreSQL. */
  | { kind: 'skipped' }
  | { kind: 'absent'; line: string };

const assertion = /^AssertionError\b|^Error: (Property failed after|promise (resolved|rejected) )/;
const notAnAssertion = /SyntaxError|syntax error|TransformError|ReferenceError|does not exist|timed out/;

/** Replaces identifiers and the folder of the copy, which differ from run to run. */
const steady = (text: string): string =>
  text
    .replaceAll(/[^\s'"(]*egoejo-copy-[^\s/]*\/tree\//g, '')
    .replaceAll(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, '<uuid>');

/** The first line of a message, without colours. */
const firstLine = (text: string): string =>
  steady(stripVTControlCharacters(text).trim().split('\n')[0] ?? '').slice(0, 200);

/**
 * A pattern for a title as it appears in reports: placeholders of `it.each` and of template literals match any text.
 */
export const titlePattern = (title: string): string =>
  title.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll(/\\\$\\\{.*?\\\}|%[sdifjo]/g, '.*');

/** @param title of the test, as written in its file */
export function verdictOn({ report, output }: Outcome, title: string): Verdict {
  const files = report?.testResults ?? [];
  const pattern = new RegExp(`^${titlePattern(title)}$`);
  const itsFiles = files.filter((f) => f.assertionResults.some((a) => pattern.test(a.title)));
  const named = itsFiles.flatMap((f) => f.assertionResults).filter((a) => pattern.test(a.title));
  const runs = named.filter((a) => a.status === 'passed' || a.status === 'failed');
  const failures = runs
    .filter((a) => a.status === 'failed')
    .map((a) => stripVTControlCharacters(a.failureMessages[0] ?? ''));
  const asserted = failures.find((message) => assertion.test(message) && !notAnAssertion.test(message));
  if (asserted !== undefined) return { kind: 'assertion', line: firstLine(asserted) };
  if (failures[0] !== undefined) return { kind: 'other', line: firstLine(failures[0]) };
  if (runs.length > 0) return { kind: 'passed' };
  const why = (named.length > 0 ? itsFiles : files).find((f) => f.message)?.message;
  if (named.length > 0 && why === undefined) return { kind: 'skipped' };
  return { kind: 'absent', line: firstLine(why ?? output.slice(-300)) || 'the test did not run' };
}
