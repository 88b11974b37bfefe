/** Chooses what an act is about: usually something there that the member may act on, sometimes anything. */
import type { CommunityId, ProjectId } from '@egoejo/shared/platform/ids.ts';
import type { Owned } from '../world/things.ts';
import type { MakeContext } from './model.ts';

/** How often a member acts on what they know they may act on. */
const KNOWING = 0.9;

/** One of these, if there are any and the member looks; else one of the others; else nothing. */
export function eitherOf<T>({ rng }: MakeContext, these: readonly T[], others: readonly T[]): T | null {
  if (these.length > 0 && rng.chance(KNOWING)) return rng.pick(these);
  return others.length > 0 ? rng.pick(others) : null;
}
/** The id of something of the member's own, usually; else of anybody's, or one that nothing has. */
export function ownOf<T extends string>(context: MakeContext, all: readonly Owned<T>[]): T {
  const own = all.filter(({ member }) => member === context.device.member);
  const others = context.rng.chance(0.5) ? all : [];
  return eitherOf(context, own, others)?.id ?? context.newId<T>();
}
/** A published project that this device shows, usually; else any. */
export function publishedOf(context: MakeContext): ProjectId {
  const { device, installation, rng } = context;
  const here = device.rows<{ id: ProjectId; status: string }>('project').filter((row) => row.status === 'published');
  const known = here.length > 0 ? here.map(({ id }) => id) : installation.projects.slice(0, 3);
  return eitherOf(context, known, installation.projects) ?? rng.pick(installation.projects);
}
/** A community of the member, usually; else any. */
export function communityOf(context: MakeContext): CommunityId {
  const { device, installation } = context;
  const joined = device.rows<{ id: CommunityId }>('membership').map(({ id }) => id);
  const mine = installation.communities.filter((id) => joined.includes(id));
  return eitherOf(context, mine, installation.communities) ?? installation.communities[0]!;
}
/** A row of this device, usually, or what was there at the beginning; null: neither. */
export const rowOr = <T>(context: MakeContext, entity: string, fits: (row: T) => boolean, first: readonly T[]) =>
  eitherOf(context, context.device.rows<T>(entity).filter(fits), first);
