/** Pure rules of ballots, used by the optimistic body, the form and the settlement's tests (P3, P4, P7). */
import { fail, ok, type Result } from '../platform/result.ts';
import type { PollError } from './errors.ts';
import type { BallotContent, PollMethod, PollOption } from './model.ts';

/** Σ v² (P4). */
export const creditsOf = (votes: Readonly<Record<string, number>>): number =>
  Object.values(votes).reduce((sum, v) => sum + v * v, 0);

/** The total grains that a ballot costs: credits × unit for a quadratic one, else none (P3, P4). */
export function ballotCost(method: PollMethod, content: BallotContent): number {
  return method.kind === 'quadratic' && content.kind === 'quadratic' ? creditsOf(content.votes) * method.unit : 0;
}

/** A malformed ballot is refused whole, with a code for its fault (P7). */
export function checkBallot(
  method: PollMethod,
  options: readonly PollOption[],
  content: BallotContent,
): Result<BallotContent, PollError> {
  if (method.kind !== content.kind) return fail('poll.wrong_method', { method: method.kind });
  const known = new Set(options.map((o) => o.id));
  if (method.kind === 'choice' && content.kind === 'choice') {
    const unknown = content.options.find((o) => !known.has(o));
    if (unknown !== undefined) return fail('poll.unknown_option', { option: unknown });
    if (new Set(content.options).size !== content.options.length) return fail('poll.option_twice');
    if (content.options.length === 0) return fail('poll.empty_ballot');
    if (content.options.length > method.max) return fail('poll.too_many_options', { max: method.max });
  }
  if (method.kind === 'quadratic' && content.kind === 'quadratic') {
    const unknown = Object.keys(content.votes).find((o) => !known.has(o));
    if (unknown !== undefined) return fail('poll.unknown_option', { option: unknown });
    if (Object.values(content.votes).some((v) => !Number.isSafeInteger(v) || v < 0)) return fail('poll.bad_votes');
    const credits = creditsOf(content.votes);
    if (credits === 0) return fail('poll.empty_ballot');
    if (credits > method.credits) return fail('poll.over_credits', { credits, max: method.credits });
  }
  return ok(content);
}
