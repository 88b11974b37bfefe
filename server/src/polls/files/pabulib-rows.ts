/** Reads the rows of the sections PROJECTS and VOTES of a `.pb` file. */
import { fault } from '../../platform/files/file-fault.ts';
import type { FileRecord } from '../../platform/files/delimited.ts';
import { parseExact, type Exact } from '../../platform/files/exact.ts';
import { ok, type Result } from '@egoejo/shared/platform/result.ts';
import { short, type PabulibCode, type State } from './pabulib-format.ts';

const LIMITS = { projects: 50_000, ballots: 5_000_000, id: 200 } as const;

/** Takes one row of the present section: a project or a ballot. */
export function takeRow(s: State, { fields, line }: FileRecord, columns: string[]): Result<null, PabulibCode> {
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
  const named = listOf(pick(row, 'vote'));
  const unknown = named.find((p) => !s.projects.has(p));
  if (unknown !== undefined)
    return fault('pabulib.bad_ballot', line, `the ballot names ${short(unknown)}, which is no project`);
  let pointsText: string[] | null = null;
  let points: Exact[] | null = null;
  if (s.head?.kind !== 'approval' && s.columns?.includes('points')) {
    pointsText = listOf(pick(row, 'points'));
    points = pointsText.map(parseExact).filter((p) => p !== undefined);
    if (points.length !== named.length || pointsText.length !== named.length) {
      return fault('pabulib.bad_ballot', line, `${named.length} projects, but points ${short(pointsText.join(','))}`);
    }
  }
  const seen = new Set<string>();
  const first = named.map((project) => {
    const before = seen.size;
    return seen.add(project).size > before;
  });
  const projects = named.filter((_, i) => first[i]);
  if (s.head?.chooseOne && projects.length !== 1)
    return fault('pabulib.bad_ballot', line, `a choose-1 ballot names ${projects.length} projects`);
  if (projects.length < named.length) mend(s, line, named, first, points);
  s.voters.add(voter);
  s.ballots.push({
    voter,
    projects,
    points: points && points.filter((_, i) => first[i]),
    pointsText: pointsText && pointsText.filter((_, i) => first[i]),
    extra: Object.fromEntries(row),
  });
  return ok(null);
}

/** A project counts once in a ballot, where it is named first. */
function mend(s: State, line: number, named: string[], first: boolean[], points: Exact[] | null): void {
  const leftOut = named.flatMap((project, i) => (first[i] ? [] : [{ project, points: points?.[i] ?? null }]));
  const names = [...new Set(leftOut.map((l) => short(l.project)))].join(', ');
  const reason = `the ballot names ${names} more than once; it counts once`;
  s.mended.push({ code: 'pabulib.project_twice', line, reason, leftOut });
}
