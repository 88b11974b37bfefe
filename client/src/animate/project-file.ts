/** A file of projects, as a spreadsheet writes it: what each line would add, and what is wrong with it. Pure. */
import * as z from 'zod/mini';
import { TEXT } from '@egoejo/shared/accounts/model.ts';
import type { FaultsOf } from '@egoejo/shared/file-faults.ts';
import { shortened } from '@egoejo/shared/platform/cut.ts';
import {
  DelimitedReader,
  DELIMITERS,
  type DelimitedFault,
  type DelimitedRecord,
} from '@egoejo/shared/platform/delimited.ts';
import { newId, type CommunityId, type ProjectId } from '@egoejo/shared/platform/ids.ts';
import { titleKey } from '@egoejo/shared/platform/same-title.ts';
import { isVisible, plainLine } from '@egoejo/shared/platform/texts.ts';
import { addedProject, MOST_ADDED } from '@egoejo/shared/projects/mutations.ts';
import type { MutationArgs } from '@egoejo/shared/registry.ts';
import { CURRENCIES, currencyNamed, readAmount, type ReadAmount } from '../platform/values/amounts.ts';
import { COLUMNS, headingsIn, understood, type Column, type Columns, type Headings } from './project-columns.ts';

type Added = MutationArgs<'project.addMany'>['projects'][number];
type LineFault = FaultsOf<'list', 'line'>;
export interface FileLine {
  /** The row as a spreadsheet counts: a cell with several lines is in one, and the first row is 1. */
  line: number;
  /** Lines of the file that the row takes. */
  height: number;
  title: string;
  faults: readonly LineFault[];
  /** What the line would add; null if it has a fault. */
  project: Added | null;
}
/** `line` 0: the whole file. `found`: its first row, where no headings were recognised. */
export interface FileFault {
  code: FaultsOf<'list', 'file'> | DelimitedFault['code'];
  line: number;
  found: readonly string[];
}

export const MOST_LINES = 500;
export const MOST_BYTES = 1_000_000;
/** Bytes of the largest act that is queued; the protocol takes 32 KB. */
const ACT_BYTES = 24 * 1024;

const bytesOf = (value: unknown): number => new TextEncoder().encode(JSON.stringify(value)).length;
const isBlank = (row: readonly string[]): boolean => row.every((cell) => cell === '');

interface Table {
  records: DelimitedRecord[];
  fault: DelimitedFault | null;
  headings: Headings | null;
}
/** The text read with the delimiter with which its headings name most columns. */
function tableOf(text: string): Table {
  const [first, ...others] = DELIMITERS.map((delimiter): Table => {
    const reader = new DelimitedReader(delimiter, Infinity);
    reader.take(text);
    reader.end();
    const records = reader.records();
    return { records, fault: reader.fault, headings: headingsIn(records.map((r) => r.fields)) };
  });
  // Without headings, the one with the widest rows shows best what the file has.
  const worth = ({ headings, records }: Table): number =>
    headings ? 1e6 * headings.at.size : records.reduce((most, r) => Math.max(most, r.fields.length), 0);
  if (!first) throw new Error('there are delimiters');
  return others.reduce((best, table) => (worth(table) > worth(best) ? table : best), first);
}

/**
 * Reads a file separated by commas, semicolons or tabs. Its headings stand in one of its first rows.
 * @param titles of the projects that the community has: a line with one of them adds nothing
 * @param usual the currency of lines that name none
 */
export function readProjects(
  text: string,
  titles: Iterable<string>,
  usual: string,
): ({ ok: true; lines: FileLine[] } & Columns) | { ok: false; fault: FileFault } {
  const refused = (code: FileFault['code'], line = 0, found: readonly string[] = []) =>
    ({ ok: false, fault: { code, line, found } }) as const;
  const { records, fault, headings } = tableOf(text);
  if (fault) return refused(fault.code, fault.line);
  const filled = [...records.entries()].filter(([i, { fields }]) => i > (headings?.row ?? -1) && !isBlank(fields));
  if (!headings && filled[0]) return refused('list.headings', 0, filled[0][1].fields.filter(Boolean));
  if (!headings || filled.length === 0) return refused('list.empty');
  if (filled.length > MOST_LINES) return refused('list.lines');
  const there = new Set([...titles].map(titleKey));
  const seen = new Set<string>();
  const lines = filled.map(([i, record]): FileLine => {
    const line = lineOf(record.fields, headings, usual, seen, there);
    seen.add(titleKey(line.title));
    return { line: i + 1, height: record.last - record.line + 1, ...line };
  });
  const rows = records.map((r) => r.fields);
  return { ok: true, lines, ...understood(headings, rows) };
}

/** How people write that there is no amount, spreadsheets among them. */
const NONE = /^\s*(?:[-–—]|n\W?[acd]\W?)\s*(?:€|f?\s?cfa)?\s*$/i;

/** What the line's amount is; a fault if it is none, or not in the line's currency. */
function costOf(
  found: Record<Column, string>,
  usual: string,
  heading: string | undefined,
): ReadAmount | LineFault | null {
  const named = currencyNamed(found.currency);
  if (found.currency !== '' && named === undefined) return 'list.currency';
  if (NONE.test(found.cost)) return null;
  const own = named ?? heading;
  const cost = readAmount(found.cost, own === undefined ? [usual, ...CURRENCIES] : [own]);
  return cost === 'amount' ? 'list.cost' : cost === 'currency' ? 'list.other_currency' : cost;
}

function lineOf(
  row: readonly string[],
  { at, width, currency }: Headings,
  usual: string,
  seen: ReadonlySet<string>,
  there: ReadonlySet<string>,
): Omit<FileLine, 'line' | 'height'> {
  const cell = (column: Column): string => row[at.get(column) ?? -1] ?? '';
  const found = Object.fromEntries(COLUMNS.map((c) => [c, cell(c)])) as Record<Column, string>;
  const { title, category, place } = found;
  // A list with one column of words has its summary in them.
  const summary = at.has('summary') ? found.summary : shortened(plainLine(found.text), TEXT.summary);
  const text = at.has('summary') || found.text !== summary ? found.text : '';
  const key = titleKey(title);
  const cost = costOf(found, usual, currency);
  const faults: LineFault[] = [];
  if (!isVisible(title)) faults.push('list.title');
  if (!isVisible(summary)) faults.push('list.summary');
  if (typeof cost === 'string') faults.push(cost);
  if (!isBlank(row.slice(width))) faults.push('list.cells');
  if (key !== '' && seen.has(key)) faults.push('list.twice');
  if (key !== '' && there.has(key)) faults.push('list.there');
  if (faults.length > 0 || typeof cost === 'string') return { title, faults, project: null };
  const project = { id: newId<ProjectId>(), title, summary, text, category, place, cost };
  if (!z.safeParse(addedProject, project).success || bytesOf(project) > ACT_BYTES)
    return { title, faults: ['list.long'], project: null };
  return { title, faults: [], project };
}

/** The acts that add these projects, each small enough to be queued. */
export function actsOf(community: CommunityId, projects: readonly Added[]): MutationArgs<'project.addMany'>[] {
  const acts: Added[][] = [];
  let bytes = Infinity;
  for (const project of projects) {
    const size = bytesOf(project);
    if (bytes + size > ACT_BYTES || (acts.at(-1)?.length ?? 0) >= MOST_ADDED) {
      acts.push([]);
      bytes = 0;
    }
    acts.at(-1)?.push(project);
    bytes += size;
  }
  return acts.map((some) => ({ community, projects: some }));
}
