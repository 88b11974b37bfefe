import * as z from 'zod/mini';
import { communityId, pollId, projectId, type PollId } from '../platform/ids.ts';

/** The states of a poll. The server sets its opening and closing times (P1). */
const pollState = z.enum(['draft', 'open', 'closed', 'cancelled']);
export type PollState = z.infer<typeof pollState>;

/**
 * An option; `project` if it stands for one. Its id is unique in the poll and frozen at opening. Some that are stored
 * have a label in which nothing is seen.
 */
export const pollOption = z.strictObject({
  id: z.string().check(z.regex(/^[A-Za-z0-9_.-]{1,60}$/)),
  label: z.string().check(z.minLength(1), z.maxLength(200)),
  project: z.optional(projectId),
});
export type PollOption = z.infer<typeof pollOption>;

/** A grade's number in its poll, 0 = worst. */
const grade = z.int().check(z.nonnegative(), z.maximum(9));
/** Rules by which members' ballots choose projects; imported polls have others, under the names of their files. */
export const BUDGET_RULES = ['equal-shares', 'greedy', 'greedy-no-skip'] as const;
/** How a budget poll that members vote in is counted; frozen at opening (P6). */
const budgetTerms = z.strictObject({
  /** What a ballot gains from a winner: its points times the cost, or its points; an approval is one point. */
  utility: z.enum(['cost', 'cardinality']),
  /** What follows the first count by equal shares: nothing, larger shares, or these and then greedy. */
  completion: z.enum(['none', 'add1', 'add1-greedy']),
  /** Equal shares stand only if more ballots gain more from them than from greedy. */
  comparison: z.boolean(),
  /** Ballots that a project needs to take part. */
  support: z.int().check(z.nonnegative(), z.maximum(1_000_000_000)),
  /** Points that one ballot may give in all; null if ballots approve. */
  points: z.nullable(z.int().check(z.minimum(1), z.maximum(1_000))),
});
export const pollMethod = z.discriminatedUnion('kind', [
  /** One option, or up to `max` (P3). */
  z.strictObject({ kind: z.literal('choice'), max: z.int().check(z.minimum(1), z.maximum(100)) }),
  /** Σ v² ≤ credits; each credit costs `unit` grains (P4). */
  z.strictObject({
    kind: z.literal('quadratic'),
    credits: z.int().check(z.minimum(1), z.maximum(10_000)),
    unit: z.int().check(z.minimum(0), z.maximum(1_000)),
  }),
  /** Each option gets one of 2 to 10 grades, named here worst first; `ungraded` counts where a ballot has none (P5). */
  z.strictObject({
    kind: z.literal('judgment'),
    grades: z.array(z.string().check(z.minLength(1), z.maxLength(60))).check(z.minLength(2), z.maxLength(10)),
    ungraded: grade,
  }),
  /**
   * Projects with costs share a budget (P6); both in cents. Without `terms` it was imported already closed: exact
   * decimal costs are then beside the poll.
   */
  z.strictObject({
    kind: z.literal('budget'),
    rule: z.string(),
    ballots: z.enum(['approval', 'cumulative', 'ordinal']),
    budget: z.int(),
    currency: z.string(),
    costs: z.record(z.string(), z.int()),
    terms: z.optional(budgetTerms),
  }),
]);
export type PollMethod = z.infer<typeof pollMethod>;
export const QUADRATIC_DEFAULTS = { credits: 100, unit: 5 } as const;
/** Grades a poll starts with, worst first, in French: a grade's number is its place here (P5). */
export const DEFAULT_GRADES = [
  'À rejeter',
  'Insuffisant',
  'Passable',
  'Assez bien',
  'Bien',
  'Très bien',
  'Excellent',
] as const;

/**
 * Both outcomes of a budget poll (P6). `bought`: in order, each winner with the points of supporters who pay its whole
 * price, the ballots that give all they have left (`emptied`), and the points these gave to earlier winners. From these
 * numbers follow all prices, exactly (`shares-ledger.ts`).
 */
const budgetResult = z.object({
  stands: z.enum(['shares', 'greedy']),
  /** What each ballot had to spend, in cents: n / d, both whole numbers of any size, as text. */
  share: z.object({ n: z.string(), d: z.string() }),
  /** How many units of the currency Add1 added to it. */
  steps: z.int(),
  bought: z.array(
    z.object({ option: z.string(), full: z.int(), emptied: z.int(), before: z.record(z.string(), z.int()) }),
  ),
  /** Winners that greedy added after equal shares. */
  completed: z.array(z.string()),
  /** The winners by greedy alone. */
  greedy: z.array(z.string()),
  /** Ballots that gain more from either outcome; null if they were not compared. */
  preferred: z.nullable(z.object({ shares: z.int(), greedy: z.int() })),
});
export type BudgetResult = z.infer<typeof budgetResult>;

/**
 * Counts by option id, best first. `winners` is empty when the quorum was missed. Majority judgment: `votes` are the
 * ballots that graded the option, `grades` how many gave each grade, worst first, with the ungraded where the poll
 * counts them. Budget polls: `selected`, and `outcome` where both rules were counted.
 */
export const pollResult = z.object({
  ballots: z.int(),
  quorumMet: z.boolean(),
  counts: z.array(
    z.object({
      option: z.string(),
      votes: z.number(),
      score: z.optional(z.number()),
      selected: z.optional(z.boolean()),
      rank: z.optional(z.int()),
      /** The majority grade; null if there is no ballot. */
      grade: z.optional(z.nullable(z.int())),
      grades: z.optional(z.array(z.int())),
    }),
  ),
  winners: z.array(z.string()),
  outcome: z.optional(budgetResult),
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
  /** Once it is closed, nobody can tell who voted what (P2). */
  secret: z.optional(z.boolean()),
  quorum: z.nullable(z.int()),
  /** In the future for a scheduled poll. */
  opensAt: z.nullable(z.string()),
  closesAt: z.string(),
  /** Set only once the poll is closed. */
  result: z.nullable(pollResult),
  source: z.nullable(z.string()),
  /** Why an animator cancelled it or moved its closing time, in their words. */
  reason: z.optional(z.nullable(z.string())),
  createdAt: z.string(),
});
export type Poll = z.infer<typeof pollRow>;

/** The id is the poll's. Live turnout (P1). */
export const pollTallyRow = z.object({ id: pollId, ballots: z.int() });

/** What an animator sees of an open poll besides its tally: a number of people, never who. */
export interface Turnout {
  poll: PollId;
  ballots: number;
  /** How many members may vote and have not. */
  missing: number;
}

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
  z.strictObject({
    kind: z.literal('judgment'),
    /** A grade's number by option id; options left out are ungraded. */
    grades: z.record(z.string().check(z.maxLength(60)), grade),
  }),
  z.strictObject({
    kind: z.literal('budget'),
    projects: z.array(z.string().check(z.maxLength(60))).check(z.maxLength(100)),
    /** Only on a cumulative ballot: the points of each project. */
    points: z.optional(z.array(z.int().check(z.nonnegative(), z.maximum(1_000))).check(z.maxLength(100))),
  }),
]);
export type BallotContent = z.infer<typeof ballotContent>;

/** All that the server sends back of a ballot in a secret poll: that there is one (P2). */
const secretContent = z.strictObject({ kind: z.literal('secret') });
/** The id is the poll's. Only its member sees it (P1). `grains`: what it has cost so far. */
export const ballotRow = z.object({
  id: pollId,
  content: z.union([ballotContent, secretContent]),
  grains: z.int(),
  castAt: z.string(),
});
export type Ballot = z.infer<typeof ballotRow>;
