/** What conversations and people are called. Pure. */
import type { Room } from '@egoejo/shared/rooms/model.ts';
import type { Translate } from '../i18n/locale.ts';

/** A direct conversation without a title is called by the others in it. @param subject what a queued act calls it */
export function titleOf(
  t: Translate,
  { title, people, community }: Pick<Room, 'title' | 'people' | 'community'>,
  me: string | undefined,
  subject: string | null = null,
): string {
  if (title !== '' || community !== null) return title;
  const others = people.filter((p) => p.id !== me);
  if (others.length === 0) return t('rooms.alone');
  if (subject !== null && others.every((p) => p.name === null)) return subject;
  return others.map((p) => p.name ?? t('rooms.somebody')).join(', ');
}
