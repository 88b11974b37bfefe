/** What is said on one open live channel (S25, T4). */
import { LIVE, liveMessage, mayOpen, type LiveRequest } from '@egoejo/shared/sync/live.ts';
import type { Scope } from '@egoejo/shared/sync/protocol.ts';
import { livePageIn } from '../apply/live-page.ts';
import { isBefore } from '../apply/standing.ts';
import { sameCursor } from '../apply/scopes.ts';
import type { Env, LiveLine } from '../env.ts';
import type { PageLine, ScopeCursor } from '../protocol.ts';
import type { CursorRow } from '../store/cursor-row.ts';
import { readMeta } from '../store/meta.ts';
import type { EgoejoDb } from '../store/tables.ts';
import type { SignalStore } from './signals.ts';

/** What moved within this time is told together, ms. */
const CALM_MS = 500;

/** The rev up to which this device has everything of a scope. */
function revOf(row: CursorRow | undefined): number {
  const active = row?.parts.filter((part) => !part.frozen) ?? [];
  return active.length === 0 ? 0 : Math.min(...active.map((part) => (part.done ? part.cursor.rev : 0)));
}
/** The cursor of a scope of which this device has everything. */
function doneCursor(row: CursorRow | undefined): ScopeCursor | null {
  const [part, ...more] = row?.parts.filter(({ frozen }) => !frozen) ?? [];
  return part && more.length === 0 && part.done && !part.stale ? part.cursor : null;
}
/** Parses JSON; null: the text is not valid JSON. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export interface TalkOptions {
  env: Env;
  db: EgoejoDb;
  signals: SignalStore;
  /** The scopes to follow, and those of them that pages show, the latest last. */
  wanted(): { scopes: readonly Scope[]; shown: readonly Scope[] };
  /** A scope moved. */
  onPoke(): void;
  /** A page came. `epoch`: that of this device when it asked for it. */
  onPage(page: PageLine, epoch: string | null): void;
}

export class LiveTalk {
  readonly #options: TalkOptions;
  readonly #line: LiveLine;
  #ended = false;
  #followed = '';
  /** Where the server believes this device to be in the scopes that are open: as it was told, or after its last page. */
  readonly #told = new Map<Scope, ScopeCursor>();
  #epoch: string | null = null;
  #telling: Promise<void> = Promise.resolve();
  #cancelCalm: (() => void) | null = null;
  #again = false;
  /** Scopes in which it was said just now that the member writes. */
  readonly #said = new Set<Scope>();

  constructor(options: TalkOptions, line: LiveLine) {
    this.#options = options;
    this.#line = line;
    this.tell();
  }

  /** Says what is followed and open, as far as it changed: at once, and then again after a while. */
  tell(): void {
    this.#again = this.#cancelCalm !== null;
    if (this.#again || this.#ended) return;
    this.#cancelCalm = this.#options.env.setTimer(() => {
      this.#cancelCalm = null;
      if (this.#again) this.tell();
    }, CALM_MS);
    // The database is being closed: there is nothing to listen for any more.
    this.#telling = this.#telling.then(() => this.#tell()).catch(() => undefined);
  }
  /** The member writes in this scope. May be called at each key. */
  signal(scope: Scope): void {
    if (this.#ended || !this.#told.has(scope) || this.#said.has(scope)) return;
    this.#said.add(scope);
    this.#options.env.setTimer(() => this.#said.delete(scope), LIVE.typingMs);
    this.#send({ t: 'typing', scope });
  }
  hear(text: string): void {
    const value = jsonOf(text);
    const { data: message } = liveMessage.safeParse(value);
    const { signals, onPoke } = this.#options;
    if (message?.t === 'moved') onPoke();
    else if (message?.t === 'typing') signals.typing(message.scope, message.member);
    else if (message?.t === 'here') signals.here(message.scope, message.members, message.count);
    else if (message) this.#take(livePageIn(value));
  }
  end(): void {
    this.#ended = true;
    this.#cancelCalm?.();
    this.#options.signals.clear();
  }

  #take(page: PageLine | null): void {
    const { signals, onPoke, onPage } = this.#options;
    if (page === null) return onPoke();
    if (this.#told.has(page.scope)) this.#told.set(page.scope, page.cursor);
    // The author of a new message has finished writing.
    for (const { rows } of page.rows)
      for (const row of rows) if (typeof row['author'] === 'string') signals.typed(page.scope, row['author']);
    onPage(page, this.#epoch);
  }
  async #tell(): Promise<void> {
    const { db, wanted } = this.#options;
    const { scopes, shown } = wanted();
    const followed = scopes.slice(0, LIVE.scopes);
    const { rows, epoch } = await db.transaction('r', db.cursors, db.meta, async () => ({
      rows: new Map((await db.cursors.bulkGet(followed)).map((row, i) => [followed[i], row])),
      epoch: (await readMeta(db, 'epoch')) ?? null,
    }));
    if (this.#ended) return;
    if (epoch !== this.#epoch) this.#told.clear();
    this.#epoch = epoch;
    if (followed.join() !== this.#followed) {
      this.#followed = followed.join();
      this.#told.clear();
      this.#send({ t: 'follow', scopes: followed.map((scope) => [scope, revOf(rows.get(scope))]) });
    }
    const open = shown.filter((scope) => mayOpen(scope) && rows.has(scope));
    this.#open(open.flatMap((scope) => this.#cursorOf(scope, doneCursor(rows.get(scope))) ?? []).slice(-LIVE.open));
  }
  /** Where to open a scope. While a page of the channel is being written, or an exchange, what was told holds. */
  #cursorOf(scope: Scope, here: ScopeCursor | null): ScopeCursor | null {
    const told = this.#told.get(scope) ?? null;
    return told !== null && (here === null || isBefore(here, told)) ? told : here;
  }
  #open(cursors: readonly ScopeCursor[]): void {
    const same = (cursor: ScopeCursor): boolean => {
      const told = this.#told.get(cursor.scope);
      return told !== undefined && sameCursor(told, cursor);
    };
    if (cursors.length === this.#told.size && cursors.every(same)) return;
    this.#told.clear();
    for (const cursor of cursors) this.#told.set(cursor.scope, cursor);
    this.#send({ t: 'open', cursors: [...cursors] });
  }
  #send(request: LiveRequest): void {
    this.#line.send(JSON.stringify(request));
  }
}
