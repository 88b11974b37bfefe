/** Acts as the device stores them. */
import type { MutationKey } from '@egoejo/shared/platform/ids.ts';
import type { Scope } from '@egoejo/shared/sync/protocol.ts';
import type { Verdict } from '../protocol.ts';

/**
 * One queued act. The fields from `key` to `subject` are frozen when it is queued (S6); the rest is its state on this
 * device:
 *
 *     queued ──request──▶ sent ──verdict──▶ settled ──cursors pass `revs`──▶ SentRow
 *       │                  │ ▲                 │
 *       │ taken back       │ │ after a while,  │ the server forgot it (S29)
 *       ▼                  ▼ │ or by a tap     ▼
 *     deleted             held              offered again (`again`), then as `sent`
 *
 * | state | fields |
 * |---|---|
 * | queued | `sent` false, `verdict` null |
 * | sent | `sent` true, `verdict` null; `tries`, `unsettled`, `alone` and `lastError` tell how it went so far |
 * | held | `held` 'upgrade': the server is too old for it; 'quarantined': it failed too often, or is `broken` |
 * |  | 'revoked': the member may no longer see the scope of a row it touches |
 * | being cancelled | `cancelKey` set: the cancel is sent in its place (S26) |
 * | settled | `verdict`, `revs` and `at` set; its effect is shown by the overlay until the rows have arrived (S16) |
 */
export interface OutboxRow {
  seq: number;
  key: MutationKey;
  name: string;
  version: number;
  args: Record<string, unknown>;
  madeAt: string;
  /** Request hash of name, version and args (S6). */
  hash: string;
  /** The title of what the act is about, as it was when the act was queued. */
  subject: string | null;
  /** The act may have reached a server: from here on only `cancel` takes it back (S26). */
  sent: boolean;
  /** How many requests have carried it. */
  tries: number;
  /**
   * The number of tries shown to the member: the server answered about this act, or stayed silent when the act was sent
   * alone. Attempts without a network do not count.
   */
  heard?: number;
  /** How many `unsettled` answers it has had (S9). */
  unsettled: number;
  /** How often it was sent alone and got no answer while an empty exchange got one (S9). */
  alone: number;
  lastError: string | null;
  held: 'quarantined' | 'upgrade' | 'revoked' | null;
  /** The scope whose purge set the act aside, beside `held` 'revoked'. */
  revoked?: Scope;
  /** The server has recorded that the act is quarantined. */
  noted?: boolean;
  /** When `held` was set, device clock; an 'upgrade' hold is retried after a while. */
  heldAt: number;
  /** The key of the cancel that is sent instead, set once the member took the act back (S26). */
  cancelKey: MutationKey | null;
  /** Known verdict, kept here until the cursors have passed `revs` (S16). */
  verdict: Verdict | null;
  revs: Record<Scope, number> | null;
  at: string | null;
  /** MAC of the receipt, beside `verdict` (S29). */
  mac?: string | null;
  /**
   * Set when the act is offered again after a restore of the server (S29): the time of its first verdict, the MAC that
   * proves it, whether its overlay is shown, and whether the server answered that it cannot settle the act yet.
   */
  again?: { at: string; mac: string | null; shown: boolean; waits: boolean };
  /**
   * Set when the act could not be read (sweep.ts): everything that is left of it, as JSON. The act stays visible and is
   * exported, but it is never sent or replayed.
   */
  broken?: string;
}
export type NewOutboxRow = Omit<OutboxRow, 'seq'>;

/** An act whose verdict is known and whose effects are in the base tables. */
export interface SentRow {
  key: MutationKey;
  seq: number;
  name: string;
  version: number;
  args: Record<string, unknown>;
  madeAt: string;
  hash: string;
  subject: string | null;
  tries: number;
  verdict: Verdict;
  /** Server's time of the verdict, ISO 8601. */
  at: string;
  /** The MAC by which the server recognises an act that it applied (S29), and the key of a cancel sent in its place. */
  mac?: string | null;
  cancelKey?: MutationKey | null;
  /** The act was offered again after a restore. */
  again?: boolean;
  /** The act was already unreadable when its receipt came (sweep.ts), so it cannot be offered again. */
  unreadable?: true;
  /** Arguments were removed that a device must not keep (forget.ts), so that it cannot be offered again. */
  forgotten?: true;
  /** The server may have forgotten this unreadable act; the next complete pull of the own scope tells (S29). */
  unsure?: true;
  /** The server's clock when the row was stored, ms; the row is kept for 35 days from then (S29). */
  keptAt: number;
}
