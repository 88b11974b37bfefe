import { useRows } from '../sync/api/rows/live.ts';

/** The communities that the member belongs to; to propose in another one, the member must join it first. */
export function useOwnCommunities() {
  const memberships = useRows('membership');
  const communities = useRows('community');
  if (!memberships || !communities) return undefined;
  const joined = new Set<string>(memberships.map((m) => m.id));
  return communities.filter((c) => joined.has(c.id) && !c.archivedAt).toSorted((a, b) => a.name.localeCompare(b.name));
}
