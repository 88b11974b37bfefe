/** Selects and orders the projects of a list. Pure, over ids, so that 10,000 of them stay cheap. */
import type { Poll } from '@egoejo/shared/polls/model.ts';

export const projectSorts = ['score', 'newest', 'closing'] as const;
type ProjectSort = (typeof projectSorts)[number];

export interface ProjectFilter {
  /** '' for all. */
  category: string;
  /** A community's id, '' for all. */
  community: string;
  /** Only projects that the member proposed or supports. */
  mine: boolean;
  sort: ProjectSort;
}
export const NO_FILTER: ProjectFilter = { category: '', community: '', mine: false, sort: 'score' };

/**
 * When the first open poll that concerns a project closes, by project id, ms since 1970. A poll concerns a project when
 * it is about it or has it as an option; polls past `now` no longer count.
 */
export function closings(
  polls: readonly Pick<Poll, 'project' | 'options' | 'state' | 'closesAt'>[],
  now: number,
): Map<string, number> {
  const out = new Map<string, number>();
  for (const poll of polls) {
    const at = Date.parse(poll.closesAt);
    if (poll.state !== 'open' || at <= now) continue;
    for (const id of [poll.project, ...poll.options.map((o) => o.project)]) {
      if (id && at < (out.get(id) ?? Infinity)) out.set(id, at);
    }
  }
  return out;
}

/** Puts projects with an open poll first, soonest closing first; the others keep their order. */
export function byClosing(ids: readonly string[], at: ReadonlyMap<string, number>): string[] {
  const soon = ids.filter((id) => at.has(id)).sort((a, b) => (at.get(a) ?? 0) - (at.get(b) ?? 0));
  return [...soon, ...ids.filter((id) => !at.has(id))];
}

/** Keeps the ids of `order` that are in every one of `sets`. */
export function narrow(order: readonly string[], sets: readonly ReadonlySet<string>[]): readonly string[] {
  return sets.length === 0 ? order : order.filter((id) => sets.every((s) => s.has(id)));
}
