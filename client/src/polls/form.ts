/** The ballot form as pure functions over its content. The rules themselves are in shared/src/polls/ballot.ts. */
import { ballotCost, checkBallot, creditsOf } from '@egoejo/shared/polls/ballot.ts';
import type { Ballot, BallotContent, Poll, PollMethod } from '@egoejo/shared/polls/model.ts';

/** An empty ballot for a method; null for methods without voting in the app (imported budget polls are closed). */
export function emptyBallot(method: PollMethod): BallotContent | null {
  switch (method.kind) {
    case 'choice':
      return { kind: 'choice', options: [] };
    case 'quadratic':
      return { kind: 'quadratic', votes: {} };
    case 'judgment':
      return { kind: 'judgment', grades: {} };
    default:
      if (!method.terms) return null;
      return { kind: 'budget', projects: [], ...(method.terms.points === null ? {} : { points: [] }) };
  }
}

/** What the form shows first: the draft when it fits the method, else the ballot cast, else an empty one. */
export function startingBallot(
  method: PollMethod,
  draft: BallotContent | null,
  cast: BallotContent | null,
): BallotContent | null {
  if (draft?.kind === method.kind) return draft;
  return cast?.kind === method.kind ? cast : emptyBallot(method);
}

/** Drops the options without votes or points, so that equal ballots compare equal. */
export function tidyBallot(content: BallotContent): BallotContent {
  if (content.kind === 'quadratic')
    return { kind: 'quadratic', votes: Object.fromEntries(Object.entries(content.votes).filter(([, v]) => v > 0)) };
  if (content.kind !== 'budget' || !content.points) return content;
  const given = pointsOf(content);
  return { kind: 'budget', projects: Object.keys(given), points: Object.values(given) };
}

/** The points above 0 of a cumulative ballot by project; 1 for each project that an approval ballot names. */
export function pointsOf({ projects, points }: Extract<BallotContent, { kind: 'budget' }>): Record<string, number> {
  return Object.fromEntries(
    projects.map((p, i) => [p, points ? (points[i] ?? 0) : 1] as const).filter(([, n]) => n > 0),
  );
}

/** What a ballot gives to each option, by id; the order in which it names them says nothing. */
function givenBy(content: BallotContent): Record<string, number> {
  switch (content.kind) {
    case 'choice':
      return Object.fromEntries(content.options.map((o) => [o, 1]));
    case 'quadratic':
      return content.votes;
    case 'judgment':
      return content.grades;
    default:
      return pointsOf(content);
  }
}
const canonical = (content: BallotContent): string =>
  JSON.stringify(Object.entries(givenBy(tidyBallot(content))).sort(([a], [b]) => (a < b ? -1 : 1)));
/** Whether both ballots are the same, whatever their order. */
export const sameBallot = (a: BallotContent, b: BallotContent): boolean =>
  a.kind === b.kind && canonical(a) === canonical(b);

/** The cost of a ballot and what may pay for it: free grains, and those that the previous ballot already holds (P4). */
export interface Price {
  credits: number;
  grains: number;
  /** Grains this ballot may use in all. */
  purse: number;
}
export function priceOf(
  method: PollMethod,
  content: BallotContent,
  free: number,
  cast: Pick<Ballot, 'grains'> | null,
): Price {
  return {
    credits: content.kind === 'quadratic' ? creditsOf(content.votes) : 0,
    grains: ballotCost(method, content),
    purse: free + (cast?.grains ?? 0),
  };
}

/** The most votes that one option can still get: both credits (P4) and grains limit v² after the cost of the others. */
export function mostVotes(method: PollMethod, content: BallotContent, option: string, purse: number): number {
  if (method.kind !== 'quadratic' || content.kind !== 'quadratic') return 0;
  const others = creditsOf({ ...content.votes, [option]: 0 });
  const credits = method.unit > 0 ? Math.min(method.credits, Math.floor(purse / method.unit)) : method.credits;
  return Math.floor(Math.sqrt(Math.max(0, credits - others)));
}

/** Why one more vote for an option is too much: credits or grains it would take in all of those that are left for it. */
export function whyNoMore(
  method: Extract<PollMethod, { kind: 'quadratic' }>,
  content: Extract<BallotContent, { kind: 'quadratic' }>,
  option: string,
  purse: number,
): { of: 'credits' | 'grains'; n: number; left: number } {
  const votes = content.votes[option] ?? 0;
  const n = 2 * votes + 1;
  const left = method.credits - creditsOf(content.votes);
  return n > left || method.unit === 0
    ? { of: 'credits', n, left: Math.max(0, left) }
    : { of: 'grains', n: n * method.unit, left: Math.max(0, purse - ballotCost(method, content)) };
}

/** Why a ballot cannot be cast: a code of `checkBallot`, or too few grains; null when it can. */
export function faultOf(
  poll: Pick<Poll, 'method' | 'options'>,
  content: BallotContent,
  price: Price,
): { code: string; params: Record<string, string | number | boolean | null> } | null {
  const checked = checkBallot(poll.method, poll.options, tidyBallot(content));
  if (!checked.ok) return checked.error;
  return price.grains > price.purse
    ? { code: 'saka.insufficient_grains', params: { balance: price.purse, asked: price.grains } }
    : null;
}
