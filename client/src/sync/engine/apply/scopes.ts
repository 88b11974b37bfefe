/** Plans the scopes and entities that this device asks for, and their cursors (S12, S14). */
import { isId } from '@egoejo/shared/platform/ids.ts';
import { entities, entitiesIn, opening, type EntityName } from '@egoejo/shared/registry.ts';
import { canonicalJson } from '@egoejo/shared/platform/canonical-json.ts';
import { CATALOGUE, memberScope, pollsScope, PUBLIC, type Scope } from '@egoejo/shared/sync/protocol.ts';
import type { EgoejoDb } from '../store/tables.ts';
import type { Identity } from '../identity.ts';
import type { Part } from '../store/cursor-row.ts';
import type { PageLine, ScopeCursor } from '../protocol.ts';

/**
 * The scopes that rows with these ids open. Stored rows may be damaged, so a value that is not an id names no scope.
 */
export const openedBy = (e: keyof typeof opening, ids: readonly string[]): Scope[] =>
  ids.filter(isId).flatMap((id) => opening[e](id));

/**
 * Scopes in the order of S15: the member's, polls, then communities and rooms, then the rest, the catalogue last.
 * @param opened by rows of the member and by followed communities
 */
export function wantedScopes(who: Identity, opened: readonly Scope[]): Scope[] {
  const isPolls = (scope: Scope): boolean => scope.startsWith('polls:');
  const each = [...new Set(opened)];
  return [
    ...(who.member === null ? [] : [memberScope(who.member)]),
    pollsScope(null),
    ...each.filter((scope) => isPolls(scope)),
    ...each.filter((scope) => !isPolls(scope)),
    PUBLIC,
    CATALOGUE,
  ];
}

const openers = Object.keys(opening) as (keyof typeof opening)[];
/** The tables from which `readOpenedScopes` reads. */
export const openingTables = (db: EgoejoDb) => [...openers.map((e) => db.table(e)), db.followed];

/** The scopes that the rows which open scopes, and the followed communities, open now. */
export async function readOpenedScopes(db: EgoejoDb): Promise<Scope[]> {
  const followed = db.followed.toCollection().primaryKeys();
  const each = openers.map(async (e) => openedBy(e, await db.table<unknown, string>(e).toCollection().primaryKeys()));
  return [...(await Promise.all(each)).flat(), ...openedBy('membership', await followed)];
}

/** The scopes that this device wants, from what is stored now. */
export const readWantedScopes = async (db: EgoejoDb, who: Identity): Promise<Scope[]> =>
  wantedScopes(who, await readOpenedScopes(db));

/**
 * Entities and versions asked for in a scope. Long texts of other scopes than one's own, works, and what everybody says
 * in the forum of all only with `texts` (eco level).
 * @param works the member asked for the catalogue: it comes at any eco level
 */
export function wantedEntities(scope: Scope, texts: boolean, works = false): Record<string, number> {
  if (works && scope === CATALOGUE) return entitiesIn(scope, true);
  const { work, workTally } = works ? entitiesIn(scope, true) : {};
  return {
    ...entitiesIn(scope, texts),
    ...(work !== undefined && { work }),
    ...(workTally !== undefined && { workTally }),
  };
}
/** Whether the member asked for the catalogue at an eco level that does not fetch it by itself. */
export const worksAsked = async (db: EgoejoDb): Promise<boolean> => (await db.followed.get(CATALOGUE)) !== undefined;

const known = (name: string): name is EntityName => name in entities;
/** A cursor at the beginning of these entities. */
export const fresh = (scope: Scope, names: Record<string, number>): Part => ({
  cursor: { scope, entities: names, rev: 0, table: '', id: '' },
  done: false,
  mark: 0,
  sweep: false,
  frozen: false,
});
const renewed = (part: Part): Part =>
  part.stale ? { ...fresh(part.cursor.scope, part.cursor.entities), frozen: part.frozen } : part;
const withEntities = (part: Part, names: [string, number][], frozen: boolean): Part[] =>
  names.length === 0 ? [] : [{ ...part, frozen, cursor: { ...part.cursor, entities: Object.fromEntries(names) } }];

/**
 * The cursors of a scope for what is wanted now. An entity or version not held yet gets a cursor of its own and is
 * pulled whole beside the rest; an entity no longer asked for keeps its position, unsent; one that the scope cannot
 * hold is left out; an entity of another version restarts.
 */
export function planParts(parts: readonly Part[], scope: Scope, wanted: Record<string, number>): Part[] {
  const planned: Part[] = [];
  const missing = new Map(Object.entries(wanted));
  // Earlier builds asked every scope for every entity.
  const held = wantedEntities(scope, true);
  for (const part of parts.map(renewed)) {
    const valid = Object.entries(part.cursor.entities).filter(
      ([e, v]) => known(e) && e in held && entities[e].version === v,
    );
    // The first cursor that has an entity keeps it: two cursors never ask for the same entity (S14).
    const active = valid.filter(([e]) => missing.has(e));
    for (const [e] of active) missing.delete(e);
    planned.push(
      ...withEntities(part, active, false),
      ...withEntities(
        part,
        valid.filter(([e]) => !(e in wanted)),
        true,
      ),
    );
  }
  if (missing.size > 0) planned.push(fresh(scope, Object.fromEntries(missing)));
  return mergeParts(planned);
}

const place = (p: Part): string =>
  `${p.frozen}/${p.stale ?? false}/${p.cursor.rev}/${p.cursor.table}/${p.cursor.id}/${p.cursor.mark ?? ''}`;
/** Cursors at the same rev and complete become one (S14). */
export function mergeParts(parts: readonly Part[]): Part[] {
  const merged: Part[] = [];
  for (const part of parts) {
    const twin = part.done ? merged.findIndex((m) => m.done && place(m) === place(part)) : -1;
    const into = merged[twin];
    if (!into) merged.push(part);
    else
      merged[twin] = {
        ...into,
        sweep: false,
        cursor: { ...into.cursor, entities: { ...into.cursor.entities, ...part.cursor.entities } },
      };
  }
  return merged;
}

export const sameCursor = (a: ScopeCursor, b: ScopeCursor): boolean => canonicalJson(a) === canonicalJson(b);
export const sameCursors = (a: readonly Part[], b: readonly Part[]): boolean =>
  canonicalJson(a.map((p) => p.cursor)) === canonicalJson(b.map((p) => p.cursor));
/** The position of a cursor after those pages. */
export const reached = (cursor: ScopeCursor, pages: readonly PageLine[]): ScopeCursor =>
  pages.reduce((at, page) => (sameCursor(at, page.after) ? page.cursor : at), cursor);
