/**
 * Pokes (S25): messages that say which scopes moved and carry no data. NOTIFY sends them to every process after commit,
 * coalesced, and so it does short texts of the live channel. Pokes for tallies are rarer and jittered, so that one
 * popular project does not wake every phone at the same time (S17).
 */
import { memberId, type MemberId } from '@egoejo/shared/platform/ids.ts';
import { mayOpen } from '@egoejo/shared/sync/live.ts';
import type { Scope } from '@egoejo/shared/sync/protocol.ts';
import type { Database, Queryable } from '../../platform/database/database.ts';

export interface Pokes {
  /** Rows of these scopes changed; call this after the commit. */
  moved(scopes: readonly Scope[]): void;
  /** Like `moved`, for scopes in which only tallies changed. */
  talliesMoved(scopes: readonly Scope[]): void;
  /**
   * Receives every scope that moved, in whatever process: for channels, and for clearing caches (R13).
   * @returns a function that ends the subscription.
   */
  subscribeAll(onMoved: (scopes: readonly Scope[]) => void): () => void;
  /**
   * Receives each member who may see less than before: a session of theirs or a membership ended, in whatever process.
   * @returns a function that ends the subscription.
   */
  onCurtailed(listener: (member: MemberId) => void): () => void;
  /** Hands a text of at most TOLD_BYTES to every process, this one too. It is kept nowhere and may be lost. */
  tell(text: string): void;
  /** Receives each text that a process told. @returns a function that ends the subscription. */
  onTold(listener: (text: string) => void): () => void;
  /** Called when notices may have been lost. @returns a function that ends the subscription. */
  onLost(listener: () => void): () => void;
  close(): Promise<void>;
}

const CHANNEL = 'egoejo_poke';
const COALESCE_MS = 200;
/** Shorter, so that a message reaches open devices within 100 ms of its commit (T4). */
const OPEN_COALESCE_MS = 25;
const TALLY_MS = 5_000;
/** Precedes a member in the payload of a NOTIFY; no scope begins like this. */
const CURTAILED = 'curtailed:';
/** Precedes a text that is told. */
const TOLD = 'told:';
/** PostgreSQL's limit of a payload is 8,000 bytes. */
export const TOLD_BYTES = 7_500;
/** Keeps the payload of a NOTIFY under PostgreSQL's limit of 8,000 bytes. */
const SCOPES_A_NOTICE = 80;

/** For imports and jobs: notifies every process once the caller's transaction has committed. */
export async function notifyMoved(tx: Queryable, scopes: readonly Scope[]): Promise<void> {
  for (let i = 0; i < scopes.length; i += SCOPES_A_NOTICE) {
    await tx.query('select pg_notify($1, $2)', [CHANNEL, scopes.slice(i, i + SCOPES_A_NOTICE).join(',')]);
  }
}

/**
 * Closes the member's channels in every process once the caller's transaction has committed. Their devices open
 * new ones, which follow what the member may see then.
 */
export async function curtailChannels(tx: Queryable, member: MemberId): Promise<void> {
  await tx.query('select pg_notify($1, $2)', [CHANNEL, `${CURTAILED}${member}`]);
}

/** Listeners of one kind, and how to tell them something. */
function hearers<T extends unknown[]>() {
  const all = new Set<{ hear: (...said: T) => void }>();
  return {
    tell: (...said: T): void => all.forEach(({ hear }) => hear(...said)),
    add(hear: (...said: T) => void): () => void {
      const entry = { hear };
      all.add(entry);
      return () => void all.delete(entry);
    },
  };
}

/**
 * Starts listening; `close` stops it. `onError` receives errors of notices that could not be sent; devices then notice
 * the change by their own timers.
 */
export async function openPokes(db: Database, onError: (error: unknown) => void): Promise<Pokes> {
  const all = hearers<[readonly Scope[]]>();
  const curtailed = hearers<[MemberId]>();
  const told = hearers<[string]>();
  const lost = hearers<[]>();
  const gather = (delay: () => number) => {
    const waiting = new Set<Scope>();
    let timer: NodeJS.Timeout | undefined;
    const send = async (): Promise<void> => {
      timer = undefined;
      const gathered = [...waiting];
      waiting.clear();
      await notifyMoved(db, gathered);
    };
    return {
      add(scope: Scope) {
        waiting.add(scope);
        timer ??= setTimeout(() => void send().catch(onError), delay()).unref();
      },
      stop: () => clearTimeout(timer),
    };
  };
  const rows = gather(() => COALESCE_MS);
  const open = gather(() => OPEN_COALESCE_MS);
  const tallies = gather(() => TALLY_MS * (0.5 + Math.random()));
  const noticed = (payload: string): void => {
    if (payload.startsWith(CURTAILED)) {
      const { data: member } = memberId.safeParse(payload.slice(CURTAILED.length));
      if (member !== undefined) curtailed.tell(member);
      return;
    }
    if (payload.startsWith(TOLD)) return told.tell(payload.slice(TOLD.length));
    all.tell(payload.split(','));
  };
  const stop = await db.listen(CHANNEL, noticed, () => lost.tell());
  return {
    moved: (scopes) => scopes.forEach((scope) => (mayOpen(scope) ? open : rows).add(scope)),
    talliesMoved: (scopes) => scopes.forEach((scope) => tallies.add(scope)),
    subscribeAll: all.add,
    onCurtailed: curtailed.add,
    tell: (text) => void db.query('select pg_notify($1, $2)', [CHANNEL, TOLD + text]).catch(onError),
    onTold: told.add,
    onLost: lost.add,
    async close() {
      open.stop();
      rows.stop();
      tallies.stop();
      await stop();
    },
  };
}
