/**
 * Reads the `.pb` files of the Pabulib library (https://pabulib.org/format): sections META, PROJECTS and VOTES,
 * separated by `;`. Where the format is ambiguous, this parser follows Pabulib's own checker. Unknown columns and keys
 * are kept as text.
 */
import { fault, readRecords, type FileCode, type FileRecord } from '../platform/delimited.ts';
import { parseExact, type Exact } from '../platform/exact.ts';
import { ok, type Result } from '@egoejo/shared/platform/result.ts';
import type { BudgetBallots } from './count.ts';

export type PabulibCode =
  | FileCode
  | 'pabulib.no_section'
  | 'pabulib.section_order'
  | 'pabulib.no_key'
  | 'pabulib.key_twice'
  | 'pabulib.no_column'
  | 'pabulib.column_twice'
  | 'pabulib.ragged_row'
  | 'pabulib.bad_id'
  | 'pabulib.id_twice'
  | 'pabulib.bad_number'
  | 'pabulib.vote_type'
  | 'pabulib.bad_ballot'
  | 'pabulib.too_many'
  | 'pabulib.wrong_total';

export interface PabulibMeta {
  /** Every key of the file in lower case, with its text. */
  all: Readonly<Record<string, string>>;
  kind: BudgetBallots;
  /** For choose-1: each ballot names exactly one project. */
  chooseOne: boolean;
  budget: Exact;
  budgetText: string;
  rule: string;
  threshold: Exact;
}
export interface PabulibProject {
  id: string;
  name: string;
  cost: Exact;
  costText: string;
  category: string;
  /** From the column `district` or `subunit`; '' if neither is present. */
  district: string;
  /** The figures given in the file; null where missing. */
  votes: Exact | null;
  score: Exact | null;
  selected: boolean | null;
  /** The other columns. */
  extra: Record<string, string>;
}
export interface PabulibBallot {
  voter: string;
  projects: string[];
  points: Exact[] | null;
  pointsText: string[] | null;
  extra: Record<string, string>;
}
type PabulibPart =
  | { t: 'projects'; meta: PabulibMeta; projects: PabulibProject[] }
  | { t: 'ballots'; ballots: PabulibBallot[] };

const LIMITS = { projects: 50_000, ballots: 5_000_000, id: 200 } as const;
const KINDS: Readonly<Record<string, BudgetBallots>> = {
  approval: 'approval',
  'choose-1': 'approval',
  cumulative: 'cumulative',
  ordinal: 'ordinal',
};

/**
 * Yields the parts of a `.pb` file: first the META section with the projects, then ballots in batches. Memory is
 * bounded by the number of projects and voter ids. Ends after the first fault.
 */
export async function* readPabulib(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Result<PabulibPart, PabulibCode>> {
  const reader = pabulibReader();
  for await (const records of readRecords(chunks, ';')) {
    if (!records.ok) {
      yield records;
      return;
    }
    for (const record of records.value) {
      const taken = reader.take(record);
      if (!taken.ok) {
        yield taken;
        return;
      }
      if (taken.value) yield ok(taken.value);
    }
    const ballots = reader.ballots();
    if (ballots.length > 0) yield ok({ t: 'ballots', ballots });
  }
  const end = reader.end();
  if (!end.ok) yield end;
}

const SECTIONS = ['META', 'PROJECTS', 'VOTES'] as const;
type Section = (typeof SECTIONS)[number];

interface State {
  /** Index in SECTIONS; -1 before the first. */
  section: number;
  /** Columns of the present section, in lower case; null: the next line is its header. */
  columns: string[] | null;
  meta: Map<string, string>;
  head: PabulibMeta | null;
  projects: Map<string, PabulibProject>;
  voters: Set<string>;
  ballots: PabulibBallot[];
  line: number;
}

function pabulibReader() {
  const s: State = {
    section: -1,
    columns: null,
    meta: new Map(),
    head: null,
    projects: new Map(),
    voters: new Set(),
    ballots: [],
    line: 0,
  };
  return {
    take(record: FileRecord): Result<PabulibPart | null, PabulibCode> {
      if (record.fields.every((f) => f === '')) return ok(null);
      s.line = record.line;
      const title = record.fields.slice(1).every((f) => f === '') ? (record.fields[0] ?? '').toUpperCase() : '';
      const index = SECTIONS.indexOf(title as Section);
      if (index >= 0) return startSection(s, index);
      if (s.section < 0) return fault('pabulib.no_section', s.line, 'the file does not begin with META');
      if (s.columns === null) return takeHeader(s, record);
      const taken = s.section === 0 ? takeKey(s, record) : takeRow(s, record, s.columns);
      return taken.ok ? ok(null) : taken;
    },
    ballots(): PabulibBallot[] {
      const read = s.ballots;
      s.ballots = [];
      return read;
    },
    end(): Result<null, PabulibCode> {
      const missing = SECTIONS[s.section + 1];
      if (missing) return fault('pabulib.no_section', s.line, `there is no section ${missing}`);
      return checkTotal(s, 'num_votes', s.voters.size);
    },
  };
}

function startSection(s: State, index: number): Result<PabulibPart | null, PabulibCode> {
  if (index !== s.section + 1) {
    const reason =
      index <= s.section
        ? `a second section ${SECTIONS[index]}`
        : `section ${SECTIONS[s.section + 1]} is missing before ${SECTIONS[index]}`;
    return fault(index <= s.section ? 'pabulib.section_order' : 'pabulib.no_section', s.line, reason);
  }
  s.section = index;
  s.columns = null;
  if (index === 1) {
    const head = readMeta(s.meta, s.line);
    if (!head.ok) return head;
    s.head = head.value;
  }
  if (index !== 2 || !s.head) return ok(null);
  const total = checkTotal(s, 'num_projects', s.projects.size);
  if (!total.ok) return total;
  return ok({ t: 'projects', meta: s.head, projects: [...s.projects.values()] });
}

/** Compares a total in the file with what was read, to detect a truncated file. */
function checkTotal(s: State, key: string, found: number): Result<null, PabulibCode> {
  const said = s.meta.get(key) ?? '';
  if (said === '' || said === String(found)) return ok(null);
  return fault('pabulib.wrong_total', s.line, `${key} says ${said}, the file has ${found}`);
}

function takeHeader(s: State, { fields, line }: FileRecord): Result<null, PabulibCode> {
  const columns = fields.map((f) => f.toLowerCase());
  const twice = columns.find((c, i) => c !== '' && columns.indexOf(c) !== i);
  if (twice !== undefined) return fault('pabulib.column_twice', line, `column ${twice} stands twice`);
  const needed =
    [
      ['key', 'value'],
      ['project_id', 'cost'],
      ['voter_id', 'vote', ...(s.head?.kind === 'cumulative' ? ['points'] : [])],
    ][s.section] ?? [];
  const missing = needed.find((c) => !columns.includes(c));
  if (missing !== undefined)
    return fault('pabulib.no_column', line, `section ${SECTIONS[s.section]} has no column ${missing}`);
  s.columns = columns;
  return ok(null);
}

/** A description may contain an unquoted `;`: the rest of the line is its value. */
function takeKey(s: State, { fields, line }: FileRecord): Result<null, PabulibCode> {
  const key = (fields[0] ?? '').toLowerCase();
  if (fields.length < 2) return fault('pabulib.ragged_row', line, `key ${key} has no value`);
  if (s.meta.has(key)) return fault('pabulib.key_twice', line, `key ${key} stands twice`);
  s.meta.set(key, fields.slice(1).join(';').replace(/;+$/, ''));
  return ok(null);
}

function readMeta(meta: ReadonlyMap<string, string>, line: number): Result<PabulibMeta, PabulibCode> {
  const text = (key: string): string => meta.get(key) ?? '';
  const missing =
    ['budget', 'vote_type'].find((key) => text(key) === '') ??
    (['country', 'unit', 'instance'].every((key) => text(key) === '') ? 'unit' : undefined);
  if (missing) return fault('pabulib.no_key', line, `META has no ${missing}`);
  const budget = parseExact(text('budget'));
  if (budget === undefined)
    return fault('pabulib.bad_number', line, `the budget ${short(text('budget'))} is not a number ≥ 0`);
  const threshold = parseExact(text('min_project_score_threshold') || '0');
  if (threshold === undefined)
    return fault(
      'pabulib.bad_number',
      line,
      `min_project_score_threshold ${short(text('min_project_score_threshold'))} is not a number ≥ 0`,
    );
  const type = text('vote_type').toLowerCase();
  const kind = Object.hasOwn(KINDS, type) ? KINDS[type] : undefined;
  if (!kind)
    return fault('pabulib.vote_type', line, `vote type ${short(type)} is not one of ${Object.keys(KINDS).join(', ')}`);
  return ok({
    all: Object.fromEntries(meta),
    kind,
    chooseOne: type === 'choose-1',
    budget,
    budgetText: text('budget'),
    rule: text('rule').toLowerCase() || 'unknown',
    threshold,
  });
}

function takeRow(s: State, { fields, line }: FileRecord, columns: string[]): Result<null, PabulibCode> {
  if (fields.length < columns.length || fields.slice(columns.length).some((f) => f !== '')) {
    return fault('pabulib.ragged_row', line, `${fields.length} fields where the header has ${columns.length}`);
  }
  const row = new Map(columns.map((c, i) => [c, fields[i] ?? '']));
  return s.section === 1 ? takeProject(s, row, line) : takeBallot(s, row, line);
}

/** Removes a field from a row and returns it; the fields left over are kept as they are. */
function pick(row: Map<string, string>, column: string): string {
  const text = row.get(column) ?? '';
  row.delete(column);
  return text;
}
const short = (text: string): string => JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);

function badId(
  id: string,
  known: { has(id: string): boolean; readonly size: number },
  most: number,
  line: number,
): Result<null, PabulibCode> {
  if (id === '' || id.length > LIMITS.id || id.includes(','))
    return fault('pabulib.bad_id', line, `${short(id)} is not an id`);
  if (known.has(id)) return fault('pabulib.id_twice', line, `id ${short(id)} stands twice`);
  return known.size < most ? ok(null) : fault('pabulib.too_many', line, `more than ${most} rows`);
}

function takeProject(s: State, row: Map<string, string>, line: number): Result<null, PabulibCode> {
  const id = pick(row, 'project_id');
  const checked = badId(id, s.projects, LIMITS.projects, line);
  if (!checked.ok) return checked;
  const costText = pick(row, 'cost');
  const cost = parseExact(costText);
  if (cost === undefined) return fault('pabulib.bad_number', line, `the cost ${short(costText)} is not a number ≥ 0`);
  const figures = { votes: pick(row, 'votes'), score: pick(row, 'score') };
  const [votes, score] = [optional(figures.votes), optional(figures.score)];
  if (votes === undefined || score === undefined) {
    const name = votes === undefined ? 'votes' : 'score';
    return fault('pabulib.bad_number', line, `${name} ${short(figures[name])} is not a number ≥ 0`);
  }
  const selected = pick(row, 'selected');
  s.projects.set(id, {
    id,
    name: pick(row, 'name') || id,
    cost,
    costText,
    category: pick(row, 'category'),
    district: pick(row, 'district') || pick(row, 'subunit'),
    votes,
    score,
    selected: selected === '' ? null : selected === '1',
    extra: Object.fromEntries(row),
  });
  return ok(null);
}
const optional = (text: string): Exact | null | undefined => (text === '' ? null : parseExact(text));
const listOf = (text: string): string[] => (text === '' ? [] : text.split(',').map((x) => x.trim()));

function takeBallot(s: State, row: Map<string, string>, line: number): Result<null, PabulibCode> {
  const voter = pick(row, 'voter_id');
  const checked = badId(voter, s.voters, LIMITS.ballots, line);
  if (!checked.ok) return checked;
  const projects = listOf(pick(row, 'vote'));
  const unknown = projects.find((p) => !s.projects.has(p));
  if (unknown !== undefined)
    return fault('pabulib.bad_ballot', line, `the ballot names ${short(unknown)}, which is no project`);
  if (new Set(projects).size !== projects.length)
    return fault('pabulib.bad_ballot', line, 'the ballot names a project twice');
  if (s.head?.chooseOne && projects.length !== 1)
    return fault('pabulib.bad_ballot', line, `a choose-1 ballot names ${projects.length} projects`);
  let points: Exact[] | null = null;
  let pointsText: string[] | null = null;
  if (s.head?.kind !== 'approval' && s.columns?.includes('points')) {
    pointsText = listOf(pick(row, 'points'));
    points = pointsText.map(parseExact).filter((p) => p !== undefined);
    if (points.length !== projects.length || pointsText.length !== projects.length) {
      return fault(
        'pabulib.bad_ballot',
        line,
        `${projects.length} projects, but points ${short(pointsText.join(','))}`,
      );
    }
  }
  s.voters.add(voter);
  s.ballots.push({ voter, projects, points, pointsText, extra: Object.fromEntries(row) });
  return ok(null);
}
