/** What an exchange needs of the server, and who asks for one. */
import type { DeviceId, MemberId } from '@egoejo/shared/platform/ids.ts';
import type { ColdName } from '@egoejo/shared/registry.ts';
import type { Answer, Scope } from '@egoejo/shared/sync/protocol.ts';
import type { Database } from '../../platform/database/database.ts';
import type { ReceiptMac } from '../../platform/keys/receipt-key.ts';
import type { ColdSettlements, EntitySource, SettleContext } from '../settle/act.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { KeptPages } from '../pull/kept-pages.ts';
import type { Admission } from '../../platform/limits/admission.ts';

export interface ExchangeDeps {
  db: Database;
  settlements: ColdSettlements<ColdName>;
  sources: readonly EntitySource[];
  flags: Readonly<Record<string, boolean>>;
  /** End of read-only mode as set in the environment; until then no acts are accepted. */
  readOnlyUntil?: string | null;
  /** Pages of whole pulls, shared by all devices; left out: each pull reads its own. */
  kept?: KeptPages;
  /** Makes the MACs of receipts (S29); without it the server neither issues nor accepts proofs. */
  macOf?: ReceiptMac | undefined;
  /**
   * Called when a recovery was opened: a device proved that this database lost an act, or PostgreSQL was restarted on
   * another copy of the data (S29).
   */
  onRecovery?(): void;
  /** Called after the commits with the scopes whose rows changed. */
  moved(scopes: readonly Scope[]): void;
  onThrow(error: unknown, mutation: string): void;
  /**
   * Called when a receipt that refuses was written, with the version of the client; not called when a stored receipt is
   * sent again.
   */
  onRefused?(code: string, client: string): void;
  /** `seconds`: how long settling the whole exchange took. */
  onSettled?(answers: readonly Answer[], names: ReadonlyMap<string, string>, seconds: number): void;
}
export interface Caller {
  member: MemberId;
  device: DeviceId;
  /** The client's version, as the client reports it. */
  client?: string;
  /** Address and browser of the caller, for the audit log. */
  from?: SettleContext['from'];
  /**
   * The session of the caller's access token, which the statement that opens the exchange still has to check. Left out:
   * it was checked.
   */
  session?: string | undefined;
  /** Set when this call rotated the refresh cookie (S21). */
  accessToken?: string | undefined;
}

export interface ExchangeServiceDeps extends ExchangeDeps {
  /**
   * Identifies the caller by the bearer token. If the token is missing or expired, by the refresh cookie, which is then
   * rotated and set on `reply` in this same call (S21). Null: not signed in.
   */
  authenticate(request: FastifyRequest, reply: FastifyReply): Promise<Caller | null>;
  /**
   * The caller by a valid bearer token, decided without the database: `session` is not checked yet. Null: there is no
   * such token. Left out: every caller is authenticated before the exchange opens.
   */
  claimed?(request: FastifyRequest): Promise<Caller | null>;
  /**
   * True for a bearer token that this server signed, even if expired; decided without the database. Left out: no token
   * counts as signed.
   */
  wasSigned?(request: FastifyRequest): Promise<boolean>;
  /** Non-null when this account or address sent too many requests; `retryAfter` in seconds. */
  allow(request: Pick<FastifyRequest, 'ip'>, caller: Pick<Caller, 'member'> | null): { retryAfter: number } | null;
  /** Non-null when this account sent too many acts within a day; left out: no limit. */
  allowActs?(caller: Caller, acts: number): { retryAfter: number } | null;
  /** Admission of concurrent exchanges; left out: with the limits of EXCHANGES. */
  admission?: Admission;
}
