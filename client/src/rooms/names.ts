/** What conversations and people are called. Pure. */
import type { Room } from '@egoejo/shared/rooms/model.ts';
import type { Translate } from '../i18n/locale.ts';

/** How people of direct conversations are called who do not show their names to their communities. */
export interface Names {
  /** By member, the name below their last message. */
  people: ReadonlyMap<string, string>;
  /** By conversation, what the act of this device that began it calls it. */
  begun: ReadonlyMap<string, string>;
}

/** A direct conversation without a title is called by the others in it. */
export function titleOf(
  t: Translate,
  { id, title, people, community }: Pick<Room, 'id' | 'title' | 'people' | 'community'>,
  me: string,
  names: Names,
): string {
  if (title !== '' || community !== null) return title;
  const others = people.filter((p) => p.id !== me);
  if (others.length === 0) return t('rooms.alone');
  const known = others.map((p) => p.name ?? names.people.get(p.id));
  const begun = names.begun.get(id);
  if (begun !== undefined && known.every((name) => name === undefined)) return begun;
  return known.map((name) => name ?? t('rooms.somebody')).join(', ');
}
