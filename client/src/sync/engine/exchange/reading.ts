/** What is known of an answer while its lines arrive. */
import type { Scope } from '@egoejo/shared/sync/protocol.ts';
import type { Prepared } from './request-plan.ts';
import type { Fence } from '../apply/fence.ts';
import type { HeadLine } from '../protocol.ts';

/**
 * The state of an answer while its lines arrive:
 *
 *     (nothing) ──head──▶ opened ──verdicts──▶ answered ──pages, purges──▶ … ──end──▶ complete
 *
 * `head`, `answered` and `end` are set by those lines. A line may also end the reading early: `wrongMember` (a head for
 * someone else), `void` (another exchange began, or the history changed: nothing more is written), `full` and
 * `unwritten` (no storage left). A connection that breaks leaves `end` null; what was written before stays.
 */
export interface Reading {
  fence: Fence;
  head: HeadLine | null;
  /** The keys answered in the verdicts line; null before that line. */
  answered: Set<string> | null;
  /** An act that stays in the queue ended the answer early. */
  stopped: boolean;
  /** The answer ended early, and nothing blocks the remaining acts any more. */
  left: boolean;
  end: { more: boolean } | null;
  pages: number;
  rows: number;
  scopesLeft: Set<Scope>;
  void: boolean;
  /** A cursor that the server cannot use was restarted, so another exchange has to follow. */
  renewed: boolean;
  /** Storage is still full after room was freed. */
  full: boolean;
  /** Storage was too full to write the server's answers about acts, or the head. */
  unwritten: boolean;
  wrongMember: boolean;
}

/** Before the first line. */
export const newReading = (prepared: Prepared): Reading => ({
  fence: prepared.fence,
  head: null,
  answered: null,
  stopped: false,
  left: false,
  end: null,
  pages: 0,
  rows: 0,
  void: false,
  renewed: false,
  full: false,
  unwritten: prepared.unwritten,
  wrongMember: false,
  scopesLeft: new Set(prepared.request.cursors.map((c) => c.scope)),
});
