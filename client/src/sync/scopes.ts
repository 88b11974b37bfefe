/** Which scopes and entities this device asks for, and the cursors that ask (S12, S14). Pure. */
import { entities, entityNames, type EntityName } from '@egoejo/shared/registry.ts';
import { canonicalJson } from '@egoejo/shared/platform/canonical-json.ts';
import { communityScope, memberScope, pollsScope, type PageLine, type Scope, type ScopeCursor } from '@egoejo/shared/sync/protocol.ts';
import type { Identity, Part } from './store.ts';

/** Scopes in the order of S15: the member's, polls, then communities, then the rest. */
export function wantedScopes(who: Identity, communities: readonly string[]): Scope[] {
  const each = [...new Set(communities)];
  return [
    ...(who.member === null ? [] : [memberScope(who.member)]),
    pollsScope(null), ...each.map((c) => pollsScope(c)),
    ...each.map((c) => communityScope(c)),
    'public',
  ];
}

/**
 * Entities and versions asked for in a scope. A member's scope may hold any (a proposal lives there until published);
 * others never hold a member's own. Long texts of other scopes only with `texts` (eco level).
 */
export function wantedEntities(scope: Scope, texts: boolean): Record<string, number> {
  const own = scope.startsWith('member:');
  const wanted = entityNames.filter((e) => own || (entities[e].scope !== 'member' && (texts || !entities[e].lazy)));
  return Object.fromEntries(wanted.map((e) => [e, entities[e].version]));
}

const known = (name: string): name is EntityName => name in entities;
const fresh = (scope: Scope, names: Record<string, number>): Part => ({
  cursor: { scope, entities: names, rev: 0, table: '', id: '' }, done: false, mark: 0, sweep: false, frozen: false,
});
const renewed = (part: Part): Part => (part.stale ? { ...fresh(part.cursor.scope, part.cursor.entities), frozen: part.frozen } : part);
const withEntities = (part: Part, names: [string, number][], frozen: boolean): Part[] =>
  names.length === 0 ? [] : [{ ...part, frozen, cursor: { ...part.cursor, entities: Object.fromEntries(names) } }];

/**
 * The cursors of a scope for what is wanted now. An entity or version not held yet gets a cursor of its own, pulled
 * whole beside the rest; one no longer asked for keeps its place, unsent; one of another version starts anew.
 */
export function planParts(parts: readonly Part[], scope: Scope, wanted: Record<string, number>): Part[] {
  const planned: Part[] = [];
  const missing = new Map(Object.entries(wanted));
  for (const part of parts.map(renewed)) {
    const valid = Object.entries(part.cursor.entities).filter(([e, v]) => known(e) && entities[e].version === v);
    const active = valid.filter(([e]) => e in wanted);
    for (const [e] of active) missing.delete(e);
    planned.push(...withEntities(part, active, false), ...withEntities(part, valid.filter(([e]) => !(e in wanted)), true));
  }
  if (missing.size > 0) planned.push(fresh(scope, Object.fromEntries(missing)));
  return mergeParts(planned);
}

const place = (p: Part): string => `${p.frozen}/${p.stale ?? false}/${p.cursor.rev}/${p.cursor.table}/${p.cursor.id}`;
/** Cursors at the same rev and complete become one (S14). */
export function mergeParts(parts: readonly Part[]): Part[] {
  const merged: Part[] = [];
  for (const part of parts) {
    const twin = part.done ? merged.findIndex((m) => m.done && place(m) === place(part)) : -1;
    const into = merged[twin];
    if (!into) merged.push(part);
    else merged[twin] = { ...into, sweep: false, cursor: { ...into.cursor, entities: { ...into.cursor.entities, ...part.cursor.entities } } };
  }
  return merged;
}

export const sameCursor = (a: ScopeCursor, b: ScopeCursor): boolean => canonicalJson(a) === canonicalJson(b);
export const sameCursors = (a: readonly Part[], b: readonly Part[]): boolean => canonicalJson(a.map((p) => p.cursor)) === canonicalJson(b.map((p) => p.cursor));
/** Where a cursor stands after those pages. */
export const reached = (cursor: ScopeCursor, pages: readonly PageLine[]): ScopeCursor =>
  pages.reduce((at, page) => (sameCursor(at, page.after) ? page.cursor : at), cursor);
