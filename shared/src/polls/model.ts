import * as z from 'zod/mini';
import { communityId, pollId, projectId } from '../platform/ids.ts';

/** The states of a poll. The server sets its opening and closing times (P1). */
const pollState = z.enum(['draft', 'open', 'closed', 'cancelled']);
export type PollState = z.infer<typeof pollState>;

/** An option; `project` if it stands for one. Its id is unique in the poll and frozen at opening. */
export const pollOption = z.strictObject({
  id: z.string().check(z.regex(/^[A-Za-z0-9_.-]{1,60}$/)),
  label: z.string().check(z.minLength(1), z.maxLength(200)),
  project: z.optional(projectId),
});
export type PollOption = z.infer<typeof pollOption>;

export const pollMethod = z.discriminatedUnion('kind', [
  /** One option, or up to `max` (P3). */
  z.strictObject({ kind: z.literal('choice'), max: z.int().check(z.minimum(1), z.maximum(100)) }),
  /** Σ v² ≤ credits; each credit costs `unit` grains (P4). */
  z.strictObject({
    kind: z.literal('quadratic'),
    credits: z.int().check(z.minimum(1), z.maximum(10_000)),
    unit: z.int().check(z.minimum(0), z.maximum(1_000)),
  }),
  /**
   * Imported already closed (P6). Costs and budget in cents; decimal costs are kept as the file's own text in `source`.
   */
  z.strictObject({
    kind: z.literal('budget'),
    rule: z.string(),
    ballots: z.enum(['approval', 'cumulative', 'ordinal']),
    budget: z.int(),
    currency: z.string(),
    costs: z.record(z.string(), z.int()),
  }),
]);
export type PollMethod = z.infer<typeof pollMethod>;
export const QUADRATIC_DEFAULTS = { credits: 100, unit: 5 } as const;

/** Counts by option id, best first; `selected` for budget polls. `winners` is empty when the quorum was missed. */
export const pollResult = z.object({
  ballots: z.int(),
  quorumMet: z.boolean(),
  counts: z.array(
    z.object({
      option: z.string(),
      votes: z.number(),
      score: z.optional(z.number()),
      selected: z.optional(z.boolean()),
    }),
  ),
  winners: z.array(z.string()),
});
export type PollResult = z.infer<typeof pollResult>;

/** A poll; a draft is in its author's own scope until it is opened. */
export const pollRow = z.object({
  id: pollId,
  community: z.nullable(communityId),
  project: z.nullable(projectId),
  title: z.string(),
  text: z.string(),
  method: pollMethod,
  options: z.array(pollOption),
  state: pollState,
  openToAll: z.boolean(),
  quorum: z.nullable(z.int()),
  opensAt: z.nullable(z.string()),
  closesAt: z.string(),
  /** Set only once the poll is closed. */
  result: z.nullable(pollResult),
  source: z.nullable(z.string()),
  createdAt: z.string(),
});
export type Poll = z.infer<typeof pollRow>;

/** The id is the poll's. Live turnout (P1). */
export const pollTallyRow = z.object({ id: pollId, ballots: z.int() });

/** The content of a ballot, by method. */
export const ballotContent = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('choice'),
    options: z.array(z.string().check(z.maxLength(60))).check(z.maxLength(100)),
  }),
  z.strictObject({
    kind: z.literal('quadratic'),
    /** Whole votes ≥ 0 by option id; options left out have none. */
    votes: z.record(z.string().check(z.maxLength(60)), z.int().check(z.nonnegative(), z.maximum(1_000))),
  }),
]);
export type BallotContent = z.infer<typeof ballotContent>;

/** The id is the poll's. Only its member sees it (P1). `grains`: what it has cost so far. */
export const ballotRow = z.object({ id: pollId, content: ballotContent, grains: z.int(), castAt: z.string() });
export type Ballot = z.infer<typeof ballotRow>;
