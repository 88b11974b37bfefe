/**
 * Exports of results with everything needed for a recount (P8), written in pieces, so that memory holds one page of
 * ballots.
 */
import { randomInt, randomUUID } from 'node:crypto';
import type { PollMethod, PollOption, PollResult } from '@egoejo/shared/polls/model.ts';
import type { Queryable } from '../../platform/database/database.ts';
import type { CountedPoll } from '../count/count-stored.ts';
import { BALLOT_KEYS, ballotTable } from '../count/stored-ballots.ts';
import { receiptNumbers } from '../receipt-numbers.ts';

export type Format = 'json' | 'csv';
/** A closed and counted poll. */
export type ExportedPoll = CountedPoll & { result: PollResult };
/** What a JSON export parses to. */
export interface ResultExport {
  poll: {
    id: string;
    title: string;
    method: PollMethod;
    options: PollOption[];
    quorum: number | null;
    /** The rule for ties, by name. */
    ties: string | null;
    extra: CountedPoll['extra'];
  };
  result: PollResult;
  /** In random order, each under a pseudonym of this export (P1). */
  ballots: { ballot: string; content: unknown }[];
  /** The ballots’ receipt numbers in their own order, which tells nothing about the ballots; none for an imported or a secret poll. */
  receipts?: string[];
}

const PAGE = 5_000;
/**
 * The ballots of a poll in an order that reveals nothing about the voters: by a hash with a random seed for each
 * export. The hash also assigns ballots to pages, which works because the ballots no longer change.
 */
async function* shuffledPages(db: Queryable, poll: ExportedPoll): AsyncGenerator<unknown[]> {
  const { id } = poll;
  const table = ballotTable(poll);
  const [key] = BALLOT_KEYS[table];
  const [row] = await db.query<{ n: number }>(`select count(*) as n from ${table} where poll = $1`, [id]);
  const pages = Math.ceil((row?.n ?? 0) / PAGE);
  const seed = randomInt(2 ** 47);
  const hash = `(hashtextextended(${key}::text, $2::bigint) & 9223372036854775807)`;
  for (let page = 0; page < pages; page++) {
    const rows = await db.query<{ content: unknown }>(
      `select content from ${table} where poll = $1 and ${hash} % $3::bigint = $4::bigint order by ${hash}`,
      [id, seed, pages, page],
    );
    yield rows.map((r) => r.content);
  }
}

const csvCell = (value: unknown): string => {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  // Prevents a spreadsheet from interpreting a label as a formula.
  const safe = /^[\s=+\-@＝＋－＠]/.test(text) ? `'${text}` : text;
  return /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};
const csvRow = (cells: readonly unknown[]): string => cells.map(csvCell).join(',');
export const csvHead = (options: readonly PollOption[]): string => csvRow(['id', ...options.map((o) => o.label)]);
/**
 * One row for a ballot, one column for each option: the votes of a quadratic ballot, a grade, points, or 1 if the
 * option is named.
 */
export function csvBallot(options: readonly PollOption[], ballot: string, content: unknown): string {
  const {
    options: named,
    votes,
    grades,
    projects,
    points,
  } = content as {
    options?: string[];
    votes?: Record<string, number>;
    grades?: Record<string, number>;
    projects?: string[];
    points?: (string | number)[];
  };
  const numbers = votes ?? grades;
  const given = new Map<string, string>(
    numbers
      ? Object.entries(numbers).map(([o, v]) => [o, String(v)])
      : (projects ?? named ?? []).map((o, i) => [o, String(points?.[i] ?? 1)]),
  );
  return csvRow([ballot, ...options.map((o) => given.get(o.id) ?? '')]);
}

/** Yields the text of the export page by page. */
export async function* exportText(db: Queryable, exported: ExportedPoll, format: Format): AsyncGenerator<string> {
  const { id, title, method, options, quorum, ties, extra, result } = exported;
  const asked = { id, title, method, options, quorum, ties, extra };
  const csv = format === 'csv';
  // Without the byte-order mark spreadsheets read another encoding, and accents are lost.
  yield csv ? `\uFEFF${csvHead(options)}` : `${JSON.stringify({ poll: asked, result }).slice(0, -1)},"ballots":[`;
  let first = true;
  for await (const page of shuffledPages(db, exported)) {
    const lines = page.map((content) =>
      csv ? csvBallot(options, randomUUID(), content) : JSON.stringify({ ballot: randomUUID(), content }),
    );
    if (lines.length > 0) yield `${csv ? '\n' : first ? '' : ','}${lines.join(csv ? '\n' : ',')}`;
    first &&= lines.length === 0;
  }
  if (csv) return;
  if (ballotTable(exported) !== 'ballot') yield ']}';
  else {
    let sign = '],"receipts":[';
    for await (const numbers of receiptNumbers(db, id)) {
      yield `${sign}${JSON.stringify(numbers).slice(1, -1)}`;
      sign = ',';
    }
    yield sign === ',' ? ']}' : `${sign}]}`;
  }
}
