/**
 * Reads the `.pb` files of the Pabulib library (https://pabulib.org/format): sections META, PROJECTS and VOTES,
 * separated by `;`. Where the format is ambiguous, this parser follows Pabulib's own checker. Unknown columns and keys
 * are kept as text.
 */
import { fault } from '../../platform/files/file-fault.ts';
import { readRecords, type FileRecord } from '../../platform/files/delimited.ts';
import { ok, type Result } from '@egoejo/shared/platform/result.ts';
import { SECTIONS, type PabulibCode, type PabulibPart, type Section, type State } from './pabulib-format.ts';
import { takeKey, readMeta } from './pabulib-meta.ts';
import { takeRow } from './pabulib-rows.ts';

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
    const read = reader.ballots();
    if (read.ballots.length > 0) yield ok({ t: 'ballots', ...read });
  }
  const end = reader.end();
  if (!end.ok) yield end;
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
    mended: [],
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
    ballots(): Pick<State, 'ballots' | 'mended'> {
      const { ballots, mended } = s;
      Object.assign(s, { ballots: [], mended: [] });
      return { ballots, mended };
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
