/** Pure rules of ballots, used by the optimistic body, the form and the settlement's tests (P3–P7). */
import { fail, ok, type Result } from '../platform/result.ts';
import type { BallotError } from './errors.ts';
import type { BallotContent, PollMethod, PollOption } from './model.ts';

type Content<K extends BallotContent['kind']> = Extract<BallotContent, { kind: K }>;
type Method<K extends PollMethod['kind']> = Extract<PollMethod, { kind: K }>;
/** Null: the ballot is well-formed. */
type Fault = Result<never, BallotError> | null;

/** Σ v² (P4). */
export const creditsOf = (votes: Readonly<Record<string, number>>): number =>
  Object.values(votes).reduce((sum, v) => sum + v * v, 0);

/** The total grains that a ballot costs: credits × unit for a quadratic one, else none (P3, P4). */
export function ballotCost(method: PollMethod, content: BallotContent): number {
  return method.kind === 'quadratic' && content.kind === 'quadratic' ? creditsOf(content.votes) * method.unit : 0;
}

/** The length in bytes, as JSON, that no well-formed ballot of the poll exceeds (P2). Option ids are ASCII. */
export function longestBallot(method: PollMethod, options: readonly PollOption[]): number {
  const ids = options.map((o) => o.id);
  const all = (value: number): Record<string, number> => Object.fromEntries(ids.map((id) => [id, value]));
  return JSON.stringify(longest(method, ids, all)).length;
}
function longest(method: PollMethod, ids: string[], all: (value: number) => Record<string, number>): BallotContent {
  if (method.kind === 'choice') {
    const byLength = ids.toSorted((a, b) => b.length - a.length);
    return { kind: 'choice', options: byLength.slice(0, method.max) };
  }
  if (method.kind === 'quadratic')
    return { kind: 'quadratic', votes: all(Math.max(1, Math.floor(Math.sqrt(method.credits)))) };
  if (method.kind === 'judgment') return { kind: 'judgment', grades: all(0) };
  const points = method.terms?.points ?? null;
  return { kind: 'budget', projects: ids, ...(points !== null && { points: ids.map(() => points) }) };
}

/**
 * The ballot that counts the same as `content` and says nothing else: neither the order in which options were named
 * nor votes of 0 remain, by which a voter could show which opened ballot is theirs (P2).
 */
export function plainBallot(content: BallotContent): BallotContent {
  const { kind } = content;
  if (kind === 'choice') return { kind, options: content.options.toSorted() };
  if (kind === 'quadratic')
    return { kind, votes: Object.fromEntries(sorted(content.votes).filter(([, votes]) => votes > 0)) };
  if (kind === 'judgment') return { kind, grades: Object.fromEntries(sorted(content.grades)) };
  const { projects, points } = content;
  if (points === undefined) return { kind, projects: projects.toSorted() };
  const given = sorted(Object.fromEntries(projects.map((id, i) => [id, points[i] ?? 0])));
  return { kind, projects: given.map(([id]) => id), points: given.map(([, n]) => n) };
}
const sorted = (of: Readonly<Record<string, number>>): [string, number][] =>
  Object.entries(of).toSorted(([a], [b]) => (a < b ? -1 : 1));

/** A malformed ballot is refused whole, with a code for its fault (P7). */
export function checkBallot(
  method: PollMethod,
  options: readonly PollOption[],
  content: BallotContent,
): Result<BallotContent, BallotError> {
  if (method.kind !== content.kind) return fail('poll.wrong_method', { method: method.kind });
  const known = new Set(options.map((o) => o.id));
  const fault = faultOf(method, known, content);
  return fault ?? ok(content);
}

function faultOf(method: PollMethod, known: ReadonlySet<string>, content: BallotContent): Fault {
  if (method.kind === 'choice' && content.kind === 'choice') return choiceFault(method, known, content);
  if (method.kind === 'quadratic' && content.kind === 'quadratic') return quadraticFault(method, known, content);
  if (method.kind === 'judgment' && content.kind === 'judgment') return judgmentFault(method, known, content);
  if (method.kind === 'budget' && content.kind === 'budget') return budgetFault(method, known, content);
  return null;
}

const unknownAmong = (known: ReadonlySet<string>, named: readonly string[]): Fault => {
  const unknown = named.find((o) => !known.has(o));
  return unknown === undefined ? null : fail('poll.unknown_option', { option: unknown });
};

function choiceFault({ max }: Method<'choice'>, known: ReadonlySet<string>, { options }: Content<'choice'>): Fault {
  const unknown = unknownAmong(known, options);
  if (unknown) return unknown;
  if (new Set(options).size !== options.length) return fail('poll.option_twice');
  if (options.length === 0) return fail('poll.empty_ballot');
  return options.length > max ? fail('poll.too_many_options', { max }) : null;
}

function quadraticFault(
  { credits: max }: Method<'quadratic'>,
  known: ReadonlySet<string>,
  { votes }: Content<'quadratic'>,
): Fault {
  const unknown = unknownAmong(known, Object.keys(votes));
  if (unknown) return unknown;
  if (Object.values(votes).some((v) => !Number.isSafeInteger(v) || v < 0)) return fail('poll.bad_votes');
  const credits = creditsOf(votes);
  if (credits === 0) return fail('poll.empty_ballot');
  return credits > max ? fail('poll.over_credits', { credits, max }) : null;
}

/** A ballot may leave options ungraded, but not all (P5). */
function judgmentFault(
  { grades: names }: Method<'judgment'>,
  known: ReadonlySet<string>,
  { grades }: Content<'judgment'>,
): Fault {
  const unknown = unknownAmong(known, Object.keys(grades));
  if (unknown) return unknown;
  const given = Object.values(grades);
  if (given.some((g) => !Number.isSafeInteger(g) || g < 0 || g >= names.length))
    return fail('poll.bad_grade', { max: names.length - 1 });
  return given.length === 0 ? fail('poll.empty_ballot') : null;
}

/** A cumulative ballot gives each project it names points above 0, together at most those of the poll (P6). */
function budgetFault(
  { terms }: Method<'budget'>,
  known: ReadonlySet<string>,
  { projects, points }: Content<'budget'>,
): Fault {
  const max = terms?.points ?? null;
  if (!terms || (max === null) !== (points === undefined)) return fail('poll.wrong_method', { method: 'budget' });
  const unknown = unknownAmong(known, projects);
  if (unknown) return unknown;
  if (new Set(projects).size !== projects.length) return fail('poll.option_twice');
  if (projects.length === 0) return fail('poll.empty_ballot');
  if (max === null || points === undefined) return null;
  if (points.length !== projects.length || points.some((n) => !Number.isSafeInteger(n) || n < 1))
    return fail('poll.bad_points');
  const sum = points.reduce((a, b) => a + b, 0);
  return sum > max ? fail('poll.over_points', { points: sum, max }) : null;
}
