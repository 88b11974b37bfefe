/** Checks a request before anything is done (S1, S10). A cursor that the server cannot use does not fail the rest. */
import { isId } from '@egoejo/shared/platform/ids.ts';
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import type { SyncError } from '@egoejo/shared/sync/errors.ts';
import {
  exchangeRequest,
  isOneOfMany,
  isScope,
  LIMITS,
  MOST_CURSORS,
  PROTOCOL,
  scopeCursor,
  type ExchangeRequest,
  type ScopeCursor,
} from '@egoejo/shared/sync/protocol.ts';
import { isStorable } from '../../platform/database/storable.ts';
import type { EntitySource } from '../settle/act.ts';

/** Oldest protocol version that this server still accepts (S24). */
export const OLDEST_PROTOCOL = 1;
/** Most cursors that the request's schema takes; a longer list is refused without reading it. */
const LONGEST_LIST = 2000;

/** A request whose `cursors` holds only those that the server can use. */
export interface ReceivedExchange extends ExchangeRequest {
  /** Indexes, in the list the device sent, of the cursors that were skipped. The device restarts them. */
  skipped?: readonly number[];
}
export type Sources = readonly Pick<EntitySource, 'entity' | 'keyType'>[];

const field = (body: unknown, name: string): unknown =>
  typeof body === 'object' && body !== null && name in body ? Reflect.get(body, name) : undefined;

/** Checks shape and limits (S1, S10); on an error, the queue of the device stays as it is. */
export function readRequest(body: unknown, sources: Sources = []): Result<ReceivedExchange, SyncError> {
  const list = field(body, 'mutations');
  if (Array.isArray(list) && list.length > LIMITS.mutationsPerExchange) {
    return fail('sync.too_many_mutations', { max: LIMITS.mutationsPerExchange });
  }
  const protocol = field(body, 'protocol');
  if (typeof protocol === 'number' && (protocol < OLDEST_PROTOCOL || protocol > PROTOCOL)) {
    return fail('sync.upgrade_required', { oldest: OLDEST_PROTOCOL, newest: PROTOCOL });
  }
  const given = field(body, 'cursors');
  const read =
    Array.isArray(given) && given.length <= LONGEST_LIST
      ? readCursors(given, field(body, 'member') === null, sources)
      : null;
  const parsed = exchangeRequest.safeParse(
    read && typeof body === 'object' ? { ...body, cursors: read.cursors } : body,
  );
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return fail('sync.bad_request', { at: (issue?.path ?? []).map(String).join('.') });
  }
  const { mutations } = parsed.data;
  if (mutations.some((m) => Buffer.byteLength(JSON.stringify(m)) > LIMITS.mutationBytes)) {
    return fail('sync.mutation_too_large', { max: LIMITS.mutationBytes });
  }
  if (new Set(mutations.map((m) => m.key)).size !== mutations.length)
    return fail('sync.bad_request', { at: 'mutations' });
  return ok({ ...parsed.data, skipped: read?.skipped ?? [] });
}

/**
 * Keeps the cursors that the server can use and names the indexes of the others. A cursor that repeats an entity of the
 * same scope counts as unusable. Cursors beyond the most a caller may follow are neither read nor named: their scopes
 * wait, and the device keeps them.
 */
function readCursors(
  given: readonly unknown[],
  visitor: boolean,
  sources: Sources,
): { cursors: ScopeCursor[]; skipped: number[] } {
  const most = visitor ? MOST_CURSORS.visitor : MOST_CURSORS.member;
  const uuidKeyed = new Set(sources.filter((s) => s.keyType === 'uuid').map((s) => s.entity));
  const asked = new Set<string>();
  const cursors: ScopeCursor[] = [];
  const skipped: number[] = [];
  // Scopes that everybody follows come before the others, in whatever order the device sent them.
  const order = given.map((_, place) => place).sort((a, b) => Number(isLate(given[a])) - Number(isLate(given[b])));
  for (const place of order) {
    if (cursors.length >= most || skipped.length >= most) break;
    const cursor = readCursor(given[place], uuidKeyed);
    const pairs = cursor ? Object.keys(cursor.entities).map((entity) => `${cursor.scope} ${entity}`) : [];
    if (!cursor || pairs.some((pair) => asked.has(pair))) {
      skipped.push(place);
      continue;
    }
    for (const pair of pairs) asked.add(pair);
    cursors.push(cursor);
  }
  return { cursors, skipped: skipped.sort((a, b) => a - b) };
}
const isLate = (cursor: unknown): boolean => isOneOfMany(String(field(cursor, 'scope')));

/** Undefined: the server could not look up this position. */
function readCursor(given: unknown, uuidKeyed: ReadonlySet<string>): ScopeCursor | undefined {
  const { data: cursor } = scopeCursor.safeParse(given);
  if (!cursor || !isScope(cursor.scope) || !isStorable(cursor) || Object.keys(cursor.entities).length === 0)
    return undefined;
  return cursor.id === '' || isId(cursor.id) || !uuidKeyed.has(cursor.table) ? cursor : undefined;
}
