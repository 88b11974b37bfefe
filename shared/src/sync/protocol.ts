/**
 * The wire protocol of the only sync call: `POST /sync/exchange`, JSON up, newline-delimited JSON down.
 *
 *   up    Exchange                       one object
 *   down  head, verdicts, page*, end     one JSON object a line, in that order; a line is a unit of commit
 *
 * After any change here, `protocol.test.ts` asks for a new PROTOCOL number (S24).
 */
import * as z from 'zod/mini';
import {
  deviceId,
  instant,
  memberId,
  mutationKey,
  UUID_SHAPE,
  type DeviceId,
  type MemberId,
  type MutationKey,
} from '../platform/ids.ts';
import type { Params } from '../platform/result.ts';

export const PROTOCOL = 5;

/** Limits of a request that the server takes (S10). */
export const LIMITS = { mutationsPerExchange: 100, exchangeBytes: 256 * 1024, mutationBytes: 32 * 1024 } as const;
/**
 * The most cursors that the server reads in one exchange. A visitor follows the public scopes and the communities
 * opened by a link.
 */
export const MOST_CURSORS = { member: 1000, visitor: 60 } as const;
/**
 * Limits of a page, in rows and in bytes before compression; an answer streams pages up to answerBytes or answerMs
 * (S15).
 */
export const PAGE = { rows: 500, bytes: 128 * 1024, answerBytes: 1024 * 1024, answerMs: 5000 } as const;

/** A scope: a slice of data a member may see. */
export const scopePattern = new RegExp(
  `^(public|catalogue|polls:public|(polls:)?community:${UUID_SHAPE}|(member|room):${UUID_SHAPE})$`,
);
export const scopeName = z.string().check(z.maxLength(100), z.regex(scopePattern));
export type Scope = string;
/** Whether the value is a scope that the server can look up. */
export const isScope = (v: unknown): v is Scope => typeof v === 'string' && scopePattern.test(v);
export const memberScope = (m: MemberId): Scope => `member:${m}`;
/** The scope that everybody may read. */
export const PUBLIC: Scope = 'public';
/** Since 4: the works that everybody may read. Works of a community are in its own scope. */
export const CATALOGUE: Scope = 'catalogue';
/** Since 5: the messages of a room, for who is in it. */
export const roomScope = (r: string): Scope => `room:${r}`;
export const communityScope = (c: string): Scope => `community:${c}`;
/**
 * Scopes of a lower rank are answered first (S15): a member's own rows, polls, what everybody reads, communities and
 * rooms; the catalogue, which is the largest, comes last.
 */
export const rankOf = (scope: Scope): number =>
  scope.startsWith('member:') ? 0 : scope.startsWith('polls:') ? 1 : scope === PUBLIC ? 2 : scope === CATALOGUE ? 4 : 3;
/** Whether a scope is of a kind of which a device may follow many: those of communities and rooms. */
export const isOneOfMany = (scope: string): boolean => /(community|room):/.test(scope);
export const pollsScope = (c: string | null): Scope => (c === null ? 'polls:public' : `polls:community:${c}`);

/** The id of a row: a UUID, or two joined by a colon (positions). */
const rowId = z.string().check(z.regex(new RegExp(`^(${UUID_SHAPE}(:${UUID_SHAPE})?)?$`)));
/** The name of an entity, '' before the first, END_OF_REV after the last. */
const cursorTable = z.string().check(z.maxLength(40), z.regex(/^([a-zA-Z]*|~)$/));

/** The position after the last row of a rev: it sorts after every entity name. */
export const END_OF_REV = '~';

/**
 * What a device has seen of one scope: of the entities named, everything up to and including (rev, table, id) in that
 * order. `table` is an entity name, '' before the first, END_OF_REV after the last. `from` is set while a whole pull
 * runs: it is the rev at which the pull began (S14). A device may hold several cursors of one scope with disjoint
 * entities: when an update adds an entity, that table is pulled whole beside the rest.
 */
export const scopeCursor = z.object({
  scope: scopeName,
  entities: z.record(z.string().check(z.maxLength(40)), z.int()),
  rev: z.int().check(z.nonnegative()),
  table: cursorTable,
  id: rowId,
  from: z.exactOptional(z.int().check(z.nonnegative())),
  /**
   * Since 3: the era of this scope that the device last read in, as the server wrote it. It distinguishes two histories
   * of equal length (S14).
   */
  mark: z.exactOptional(z.string().check(z.maxLength(40), z.regex(/^[!-~]*$/))),
});
export type ScopeCursor = z.infer<typeof scopeCursor>;

/** A mutation as it goes over the wire (S1). `args` is checked by the mutation's own schema, after upcasting. */
const mutationEnvelope = z.strictObject({
  key: mutationKey,
  seq: z.int().check(z.positive()),
  name: z.string().check(z.maxLength(60)),
  version: z.int().check(z.positive()),
  args: z.record(z.string(), z.unknown()),
  madeAt: z.string().check(z.maxLength(40)),
  /**
   * Since 2: proof that the act was applied before the server was restored, with the time and the MAC of its receipt
   * (S29).
   */
  proof: z.exactOptional(z.strictObject({ at: instant, mac: z.string().check(z.maxLength(100)) })),
});
export type MutationEnvelope = z.infer<typeof mutationEnvelope>;

export const exchangeRequest = z.strictObject({
  protocol: z.int(),
  /** null: a visitor, who pulls public scopes and sends no acts. */
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
export type Verdict = { status: 'applied'; notes: Note[] } | { status: 'rejected'; code: string; params: Params };
/**
 * Since 3: the position of a receipt in its member's chain. `n` counts the member's receipts from 1; `chain` is the
 * running hash, lower-case hex.
 */
export interface ReceiptLink {
  n: number;
  chain: string;
}
/** The answer of an exchange to one mutation. Only `applied` and `rejected` are final (S8, S9). */
export type Answer =
  | {
      key: MutationKey;
      hash: string;
      verdict: Verdict;
      revs: Record<Scope, number>;
      at: string;
      mac?: string;
      link?: ReceiptLink;
    }
  | { key: MutationKey; convergent: true; verdict: Verdict; revs: Record<Scope, number>; at: string }
  | { key: MutationKey; keyReused: true }
  | { key: MutationKey; upgradeRequired: true }
  | { key: MutationKey; unsettled: string }
  | { key: MutationKey; busy: true }
  /** An act offered again cannot be settled yet, for this reason; it stays queued until the recovery ends (S29). */
  | { key: MutationKey; recovering: string; params: Params };

export interface HeadLine {
  t: 'head';
  protocol: number;
  epoch: string;
  /** The server's clock, ISO 8601, for countdowns. */
  now: string;
  member: MemberId | null;
  /** A new access token, if this call rotated the refresh cookie (S21). */
  accessToken?: string;
  /** Flags that the server shows the client (R12). */
  flags: Record<string, boolean>;
  /** This device has seen more of its own scope than the server knows, so it offers its acts again (S29). */
  behind?: true;
  /** Since 3: indexes in `cursors` of those that the server cannot use and skipped. The device restarts them. */
  skipped?: number[];
  /** Lowest protocol this server still speaks. */
  oldest: number;
  /**
   * The time until which the server takes no acts (`sync.read_only`), ISO 8601; absent: it takes them. Reading
   * continues.
   */
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
  /** The cursor that these rows follow, exactly as the device sent it or as the page before left it. */
  after: ScopeCursor;
  /** The device's cursor once this page is committed. */
  cursor: ScopeCursor;
  /** true: nothing at or below cursor.rev is left in this scope, and any whole pull is complete. */
  done: boolean;
  /** true: this page starts a whole pull (no usable cursor); rows without its mark are deleted when it is done. */
  whole: boolean;
  rows: { e: string; rows: Row[] }[];
  gone: { e: string; id: string }[];
}
/** The member may no longer see this scope: its rows, cursors and tallies are deleted from the device (S14). */
export interface PurgeLine {
  t: 'purge';
  scope: Scope;
}
export interface EndLine {
  t: 'end';
  /** true: more pages are waiting, and the device should exchange again at once. */
  more: boolean;
}
export type ExchangeLine = HeadLine | VerdictsLine | PageLine | PurgeLine | EndLine;

/** The body of an error answer of any HTTP route of this server. */
export interface ErrorBody {
  error: { code: string; params: Params };
}

/** Header every state-changing call carries, beside our Origin. */
export const CSRF_HEADER = 'x-egoejo';

export type { DeviceId, MemberId, MutationKey };
