/**
 * The scopes that are open on devices of this process. Devices with the same cursor are a group: a change is read once
 * for a group and sent to all of it in the same text (T4).
 */
import { PAGE, type Scope, type ScopeCursor } from '@egoejo/shared/sync/protocol.ts';
import { readChanges } from '../pull/changes.ts';
import { pagesOf } from '../pull/pages.ts';
import { isIdle, usable } from '../pull/positions.ts';
import type { PulledPage, PullRequest, RawRow } from '../pull/pull-request.ts';
import { marksOf, type Counter } from '../pull/scope-counters.ts';
import { CLOSED, type Channel } from './channel.ts';
import type { HubDeps } from './hub-deps.ts';

/** Groups of a scope: one for each version of the app in use. Other devices are only told that the scope moved. */
const MOST_GROUPS = 4;

/** A device at an open scope. Each time the device opens the scope it gets a new one. */
interface Place {
  channel: Channel;
  /** No page will follow the device's cursor; it is told that the scope moves until it opens the scope again. */
  lost: boolean;
}
interface Group {
  cursor: ScopeCursor;
  places: Set<Place>;
}
interface OpenScope {
  scope: Scope;
  places: Map<Channel, Place>;
  /** Their cursors are at the end of what was read last. */
  groups: Set<Group>;
  joining: { place: Place; cursor: ScopeCursor }[];
  /** It is being read. */
  busy: boolean;
  /** It moved, or a device wants to join, since the last read began. */
  again: boolean;
}

/** Which devices have which scopes open. */
export interface OpenScopes {
  /** Replaces what the device has open. */
  open(channel: Channel, cursors: readonly ScopeCursor[]): void;
  close(channel: Channel, scope: Scope): void;
  /** The device missed something: it gets no pages until it opens its scopes again. */
  lose(channel: Channel): void;
  /** Rows of this scope moved: they are read and sent, if it is open. */
  moved(scope: Scope): void;
  /** Whether pages bring the device what moves in this scope. */
  serves(channel: Channel, scope: Scope): boolean;
  channels(scope: Scope): Iterable<Channel>;
  of(channel: Channel): readonly Scope[];
}

/** The scopes open on the devices of one hub. */
export function createOpenScopes(deps: Pick<HubDeps, 'db' | 'sources' | 'onError'>): OpenScopes {
  const scopes = new Map<Scope, OpenScope>();
  const openOn = new Map<Channel, readonly Scope[]>();

  const read = async (open: OpenScope): Promise<void> => {
    open.again = true;
    if (open.busy) return;
    open.busy = true;
    while (open.again && open.places.size > 0) {
      open.again = false;
      try {
        await readOnce(deps, open);
      } catch (error) {
        // If all devices have left, the database may be closed already.
        if (open.places.size > 0) deps.onError(error);
        for (const place of open.places.values()) giveUp(open, place);
      }
    }
    open.busy = false;
  };
  const close = (channel: Channel, scope: Scope): void => {
    const left = (openOn.get(channel) ?? []).filter((one) => one !== scope);
    if (left.length === 0) openOn.delete(channel);
    else openOn.set(channel, left);
    const open = scopes.get(scope)!;
    lose(open, open.places.get(channel)!);
    open.places.delete(channel);
    if (open.places.size === 0) scopes.delete(scope);
  };
  const openOne = (channel: Channel, scope: Scope, cursors: readonly ScopeCursor[]): void => {
    const fresh = { scope, places: new Map(), groups: new Set<Group>(), joining: [], busy: false, again: false };
    const open: OpenScope = scopes.get(scope) ?? fresh;
    scopes.set(scope, open);
    const before = open.places.get(channel);
    if (before) lose(open, before);
    const place = { channel, lost: false };
    open.places.set(channel, place);
    // A device whose cursor equals that of a group joins it without a query.
    for (const cursor of cursors) if (!join(open, place, cursor)) open.joining.push({ place, cursor });
    if (open.joining.length > 0) void read(open);
  };
  return {
    open(channel, cursors) {
      const wanted = [...new Set(cursors.map((cursor) => cursor.scope))];
      for (const scope of openOn.get(channel) ?? []) if (!wanted.includes(scope)) close(channel, scope);
      if (wanted.length > 0) openOn.set(channel, wanted);
      for (const scope of wanted)
        openOne(
          channel,
          scope,
          cursors.filter((cursor) => cursor.scope === scope),
        );
    },
    close,
    lose(channel) {
      for (const scope of openOn.get(channel) ?? []) {
        const open = scopes.get(scope)!;
        lose(open, open.places.get(channel)!);
      }
    },
    moved(scope) {
      const open = scopes.get(scope);
      if (open) void read(open);
    },
    serves: (channel, scope) => scopes.get(scope)?.places.get(channel)?.lost === false,
    channels: (scope) => scopes.get(scope)?.places.keys() ?? [],
    of: (channel) => openOn.get(channel) ?? [],
  };
}

/** Takes a device out of its groups. */
function lose(open: OpenScope, place: Place): void {
  place.lost = true;
  for (const group of open.groups) {
    group.places.delete(place);
    if (group.places.size === 0) open.groups.delete(group);
  }
  open.joining = open.joining.filter((one) => one.place !== place);
}

function giveUp(open: OpenScope, place: Place): void {
  lose(open, place);
  place.channel.say({ t: 'moved', scopes: [open.scope] });
}

/** The same for devices that get the same pages. */
const keyOf = ({ entities, rev, mark }: ScopeCursor): string =>
  JSON.stringify([Object.entries(entities).toSorted(([a], [b]) => (a < b ? -1 : 1)), rev, mark]);

/** Adds a device to the group of its cursor. False: there is none. */
function join(open: OpenScope, place: Place, cursor: ScopeCursor): boolean {
  const key = keyOf(cursor);
  const group = [...open.groups].find((one) => keyOf(one.cursor) === key);
  group?.places.add(place);
  return group !== undefined;
}

/** Reads what moved since the groups' cursors, sends it, and lets devices join whose cursor is the last. */
async function readOnce({ db, sources }: Pick<HubDeps, 'db' | 'sources'>, open: OpenScope): Promise<void> {
  const { scope } = open;
  const joining = open.joining.splice(0).filter(({ place, cursor }) => !join(open, place, cursor));
  const groups = [...open.groups];
  const cursors = groups.map((group) => group.cursor);
  const marks = marksOf([...cursors, ...joining.map((one) => one.cursor)]);
  // All who may see the scope get the same rows, so they are read without a member.
  // Ask for one row more than fits: if it comes, one page is not enough, and the devices exchange instead.
  const limit = PAGE.rows + 1;
  const { counters, rows } = await readChanges(db, sources, null, { scopes: [scope], marks, cursors, limit });
  const found = counters.get(scope);
  const counter = found && found.rev !== null ? { ...found, visible: true } : null;
  const pages = await Promise.all(cursors.map((cursor, i) => pageAfter(cursor, counter, rows[i] ?? [], limit)));
  const asked = new Set(groups.flatMap((group, i) => (pages[i] ? [...group.places] : [])));
  const mayRead = await whoMayRead(db, scope, asked);
  for (const [i, group] of groups.entries()) {
    const page = pages[i] ?? null;
    if (page === null) continue;
    for (const place of group.places) {
      const { channel } = place;
      // A device that joined after the check of rights was not part of it, so it gets no page.
      if (page === 'more' || !asked.has(place)) giveUp(open, place);
      else if (mayRead.has(channel.member)) channel.say(page.line);
      else channel.end(CLOSED.curtailed);
    }
    if (page !== 'more') group.cursor = page.cursor;
  }
  for (const { place, cursor } of joining) {
    if (place.lost || join(open, place, cursor)) continue;
    const isLast = counter !== null && isIdle([cursor], new Map([[scope, counter]]), true);
    if (isLast && open.groups.size < MOST_GROUPS) open.groups.add({ cursor, places: new Set([place]) });
    else giveUp(open, place);
  }
}

/** The pages are read for nobody in particular: fields that only matter to one request are empty. */
const ANYBODY: PullRequest = {
  member: null,
  cursors: [],
  sameEpoch: true,
  moved: new Set(),
  marks: true,
  wire: (bytes) => bytes,
};

/** The page after a cursor; null: nothing follows it; `more`: what follows is no single page. */
async function pageAfter(
  cursor: ScopeCursor,
  counter: Counter | null,
  rows: readonly RawRow[],
  limit: number,
): Promise<PulledPage | 'more' | null> {
  if (counter === null || !usable(cursor, counter)) return 'more';
  const reader = { rows: async () => rows, limit, statements: () => 1 };
  for await (const page of pagesOf(ANYBODY, cursor, counter, reader)) return page.done ? page : 'more';
  return null;
}

/**
 * The members of those places who may read the scope. Ask this after the rows were read: whoever may read the scope at
 * that moment may read each of the rows.
 */
async function whoMayRead(
  db: HubDeps['db'],
  scope: Scope,
  places: ReadonlySet<Place>,
): Promise<ReadonlySet<string | null>> {
  if (places.size === 0) return new Set();
  const members = new Set([...places].map(({ channel }) => channel.member));
  const rows = await db.query<{ member: string }>(
    'select member::text from unnest($1::uuid[]) m(member) where scope_visible(member, $2::text)',
    [[...members], scope],
  );
  return new Set(rows.map((row) => row.member));
}
