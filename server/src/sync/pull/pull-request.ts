/** What one pull is asked to read, where it reads, and its limits. */
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { PAGE, type Scope, type ScopeCursor } from '@egoejo/shared/sync/protocol.ts';
import type { Counter } from './scope-counters.ts';
import type { ReceiptMac } from '../../platform/keys/receipt-key.ts';

export interface Reader {
  /** Rows of a scope from position `at` on, at most `limit`. */
  rows(cursor: ScopeCursor, at: ScopeCursor): Promise<readonly RawRow[]>;
  limit: number;
  /** Statements run so far. */
  statements(): number;
}

/**
 * One page of an answer, whose pages together take at most PAGE.answerBytes on the wire (estimated by `wire`) and the
 * caller's time and statement limits. `line` is the page's JSON text; rows are passed through as PostgreSQL wrote them.
 */
export interface PulledPage {
  scope: Scope;
  line: string;
  bytes: number;
  done: boolean;
  /** The position after the page. */
  cursor: ScopeCursor;
}

/** Where the pages of one scope come from: read anew (pages.ts), or kept from other pulls (kept-pages.ts). */
export interface PageSource {
  pagesOf(asked: PullRequest, cursor: ScopeCursor, counter: Counter, reader: Reader): AsyncGenerator<PulledPage>;
}

export interface PullRequest {
  member: MemberId | null;
  cursors: readonly ScopeCursor[];
  /** False: the device sent another epoch, so every scope is pulled whole (S14, S29). */
  sameEpoch: boolean;
  /** Scopes expected to have changes. A wrong guess costs a statement but never loses a row. */
  moved: ReadonlySet<Scope>;
  /** Whether the device's cursors carry the era they were written in (since protocol 3). */
  marks: boolean;
  /** Estimates how many bytes `bytes` of page text take on the wire. */
  wire(bytes: number): number;
  /** Makes the MACs of receipts of applied acts (S29). */
  macOf?: ReceiptMac | undefined;
  /** Pages that other pulls have read; left out: all are read. */
  kept?: PageSource | undefined;
  /** Left out: a member's. */
  effort?: Effort;
}

/** Limits on the database work for one answer. The rest comes with the next exchange. */
interface Effort {
  statements: number;
  ms: number;
}

/** A visitor's first sync of a few communities fits in one answer, and so does a member's of about a hundred. */
export const EFFORT: Readonly<Record<'member' | 'visitor', Effort>> = {
  member: { statements: 300, ms: PAGE.answerMs },
  visitor: { statements: 30, ms: 1000 },
};

/** A row as it is read for a page. */
export interface RawRow {
  rev: number;
  e: string;
  id: string;
  /** The row's JSON text as PostgreSQL wrote it; null for a tombstone. */
  json: string | null;
}
