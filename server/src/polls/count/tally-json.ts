/** Reads `{participants, tallies: [[count per grade, worst first], …]}` with counts of any size (P5). */
import { cut } from '@egoejo/shared/platform/cut.ts';
import { ok, type Result } from '@egoejo/shared/platform/result.ts';
import { fault } from '../../platform/files/file-fault.ts';
import type { TallyCode } from '../files/tally-files.ts';

export interface Tallies {
  participants: bigint;
  /** For each option, how many gave each grade; all have the same 2 to 10 grades, none more than `participants`. */
  tallies: bigint[][];
}
const MOST_BYTES = 16 * 1024 * 1024;

/** The whole text of a small file. */
async function textOf(chunks: AsyncIterable<Uint8Array>): Promise<Result<string, TallyCode>> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    parts.push(chunk);
    bytes += chunk.length;
    if (bytes > MOST_BYTES) return fault('file.line_too_long', 1, `more than ${MOST_BYTES} bytes`);
  }
  try {
    // Leaves out a byte-order mark.
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts)));
  } catch {
    return fault('file.not_utf8', 1, 'not UTF-8 text');
  }
}

/** Numbers as texts, because JSON.parse would round the large ones. Whatever stands in a string stays as it is. */
const quoteNumbers = (json: string): string =>
  json.replaceAll(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g, (token) =>
    token.startsWith('"') ? token : `"${token}"`,
  );
const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

/** The line in which the list of each option begins: lists inside of a list, in their order. */
function linesOfLists(json: string): number[] {
  const lines: number[] = [];
  let depth = 0;
  for (const { 0: token, index } of json.matchAll(/"(?:[^"\\]|\\.)*"|[[\]]/g)) {
    if (token === '[' && ++depth === 2) lines.push(lineAt(json, index));
    if (token === ']') depth--;
  }
  return lines;
}

const isCount = (value: unknown): value is string => typeof value === 'string' && /^\d{1,100}$/.test(value);
const isList = (value: unknown): value is unknown[] => Array.isArray(value);

export async function readTallies(chunks: AsyncIterable<Uint8Array>): Promise<Result<Tallies, TallyCode>> {
  const text = await textOf(chunks);
  if (!text.ok) return text;
  let value: unknown;
  try {
    JSON.parse(text.value);
    value = JSON.parse(quoteNumbers(text.value));
  } catch (error) {
    const [, offset] = /position (\d+)/.exec(String(error)) ?? [];
    const line = lineAt(text.value, offset === undefined ? text.value.length : Number(offset));
    return fault('tally.not_json', line, 'not JSON');
  }
  const given: { participants?: unknown; tallies?: unknown } = typeof value === 'object' && value !== null ? value : {};
  if (!isCount(given.participants))
    return fault('tally.bad_shape', 1, '`participants` is not a whole number of ballots ≥ 0');
  if (!isList(given.tallies) || given.tallies.length === 0)
    return fault('tally.bad_shape', 1, '`tallies` is not a list of options');
  const lines = linesOfLists(text.value);
  const participants = BigInt(given.participants);
  const tallies: bigint[][] = [];
  for (const [i, counts] of given.tallies.entries()) {
    const line = lines[i] ?? 1;
    if (!isList(counts) || counts.length < 2 || counts.length > 10)
      return fault('tally.bad_shape', line, `option ${i + 1} is not a list of counts for 2 to 10 grades`);
    if (counts.length !== (tallies[0]?.length ?? counts.length))
      return fault(
        'tally.ragged_row',
        line,
        `option ${i + 1} has ${counts.length} grades, the first ${tallies[0]!.length}`,
      );
    const bad = counts.find((n) => !isCount(n));
    if (bad !== undefined)
      return fault('tally.bad_count', line, `${cut(JSON.stringify(bad), 40)} is not a whole number of ballots ≥ 0`);
    const numbers = counts.filter(isCount).map(BigInt);
    const sum = numbers.reduce((a, b) => a + b, 0n);
    if (sum > participants)
      return fault(
        'tally.too_many_grades',
        line,
        `option ${i + 1} has ${sum} grades from ${participants} participants`,
      );
    tallies.push(numbers);
  }
  return ok({ participants, tallies });
}
