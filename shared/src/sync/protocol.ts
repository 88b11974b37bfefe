/**
 * The wire protocol of the one sync call (3-sync). `POST /sync/exchange`, JSON up, newline-delimited JSON down.
 *
 *   up    Exchange                       one object
 *   down  head, verdicts, page*, end     one JSON object a line, in that order; a line is a unit of commit
 *
 * Change anything here and `protocol.test.ts` asks for a new PROTOCOL number (S24).
 */
import * as z from 'zod/mini';
import { deviceId, instant, memberId, mutationKey, type DeviceId, type MemberId, type MutationKey } from '../platform/ids.ts';
import type { Params } from '../platform/result.ts';

export const PROTOCOL = 2;

/** S10. */
export const LIMITS = {
  mutationsPerExchange: 100,
  exchangeBytes: 256 * 1024,
  mutationBytes: 32 * 1024,
} as const;
/** S15: a page is at most this many rows or bytes before compression; an answer streams pages up to answerBytes or answerMs. */
export const PAGE = { rows: 500, bytes: 128 * 1024, answerBytes: 1024 * 1024, answerMs: 5000 } as const;

/** A scope: a slice of data a member may see. */
export const scopePattern =
  /^(public|polls:public|(polls:)?community:[0-9a-f-]{36}|member:[0-9a-f-]{36})$/;
export const scopeName = z.string().check(z.maxLength(100), z.regex(scopePattern));
export type Scope = string;
export const memberScope = (m: MemberId): Scope => `member:${m}`;
export const communityScope = (c: string): Scope => `community:${c}`;
export const pollsScope = (c: string | null): Scope => (c === null ? 'polls:public' : `polls:community:${c}`);

/** Position after the last row of a rev: sorts behind every entity name. */
export const END_OF_REV = '~';

/**
 * What a device has seen of one scope: everything up to and including (rev, table, id) in that order, of the entities
 * named. `table` is an entity name, '' before the first, END_OF_REV after the last. `from` is set while a whole pull
 * runs: the counter when it began (S14). A device may hold several cursors of one scope with disjoint entities: after
 * an update knows a new one, that table is pulled whole beside the rest.
 */
export const scopeCursor = z.object({
  scope: scopeName,
  entities: z.record(z.string().check(z.maxLength(40)), z.int()),
  rev: z.int().check(z.nonnegative()),
  table: z.string().check(z.maxLength(40)),
  id: z.string().check(z.maxLength(100)),
  from: z.optional(z.int().check(z.nonnegative())),
});
export type ScopeCursor = z.infer<typeof scopeCursor>;

/** S1. `args` is checked by the mutation's own schema, after upcasting. */
export const mutationEnvelope = z.strictObject({
  key: mutationKey,
  seq: z.int().check(z.positive()),
  name: z.string().check(z.maxLength(60)),
  version: z.int().check(z.positive()),
  args: z.record(z.string(), z.unknown()),
  madeAt: z.string().check(z.maxLength(40)),
  /** S29, since 2: an act that was applied before the server was restored, with its receipt's time and seal. */
  proof: z.optional(z.strictObject({ at: instant, mac: z.string().check(z.maxLength(100)) })),
});
export type MutationEnvelope = z.infer<typeof mutationEnvelope>;

export const exchangeRequest = z.strictObject({
  protocol: z.int(),
  /** null: a visitor, who pulls public scopes and sends nothing. */
  member: z.nullable(memberId),
  device: z.nullable(deviceId),
  /** null: this device has never exchanged. */
  epoch: z.nullable(z.string().check(z.maxLength(40))),
  cursors: z.array(scopeCursor).check(z.maxLength(2000)),
  mutations: z.array(mutationEnvelope).check(z.maxLength(LIMITS.mutationsPerExchange)),
  /** After these mutations this device has nothing left to send (R5). */
  outboxEmpty: z.boolean(),
});
export type ExchangeRequest = z.infer<typeof exchangeRequest>;

/** A message to the member about an applied act, for example that a daily limit was reached (S8). */
export interface Note {
  code: string;
  params: Params;
}
/** Final, stored verdicts. */
export type Verdict =
  | { status: 'applied'; notes: Note[] }
  | { status: 'rejected'; code: string; params: Params };
/** What an exchange says of one mutation. Only `applied` and `rejected` are final (S8, S9). */
export type Answer =
  | { key: MutationKey; hash: string; verdict: Verdict; revs: Record<Scope, number>; at: string; mac?: string }
  | { key: MutationKey; convergent: true; verdict: Verdict; revs: Record<Scope, number>; at: string }
  | { key: MutationKey; keyReused: true }
  | { key: MutationKey; upgradeRequired: true }
  | { key: MutationKey; unsettled: string }
  | { key: MutationKey; busy: true }
  /** S29: an act offered again cannot be settled yet, for this reason; it stays queued until the recovery ends. */
  | { key: MutationKey; recovering: string; params: Params };

export interface HeadLine {
  t: 'head';
  protocol: number;
  epoch: string;
  /** The server's clock, ISO 8601; countdowns use it. */
  now: string;
  member: MemberId | null;
  /** A new access token, when the refresh cookie was rotated in this very call (S21). */
  accessToken?: string;
  /** Flags the client is shown (R12). */
  flags: Record<string, boolean>;
  /** S29: this device has seen more of its own scope than the server knows: it offers its acts again. */
  behind?: true;
  /** Lowest protocol this server still speaks. */
  oldest: number;
  /** Until then, ISO 8601, the server takes no acts (`sync.read_only`); absent: it does. Reading goes on. */
  readOnly?: string;
}
export interface VerdictsLine {
  t: 'verdicts';
  answers: Answer[];
}
export interface Row {
  id: string;
  [column: string]: unknown;
}
export interface PageLine {
  t: 'page';
  scope: Scope;
  /** The cursor these rows follow, exactly as the device sent it or as the page before left it. */
  after: ScopeCursor;
  /** The device's cursor once this page is committed. */
  cursor: ScopeCursor;
  /** true: nothing at or below cursor.rev is left in this scope, and a whole pull that ran is complete. */
  done: boolean;
  /** true: this page starts a whole pull (no usable cursor); rows without its mark go when it is done. */
  whole: boolean;
  rows: { e: string; rows: Row[] }[];
  gone: { e: string; id: string }[];
}
/** The member may no longer see this scope: its rows, cursors and tallies leave the device (S14). */
export interface PurgeLine {
  t: 'purge';
  scope: Scope;
}
export interface EndLine {
  t: 'end';
  /** true: more pages wait; exchange again at once. */
  more: boolean;
}
export type ExchangeLine = HeadLine | VerdictsLine | PageLine | PurgeLine | EndLine;

/** An error answer of any HTTP route of ours: a status and this body. */
export interface ErrorBody {
  error: { code: string; params: Params };
}

/** Header every state-changing call carries, beside our Origin (1-product, Account). */
export const CSRF_HEADER = 'x-egoejo';

export type { DeviceId, MemberId, MutationKey };
