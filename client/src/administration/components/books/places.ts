import type { CommunityId } from '@egoejo/shared/platform/ids.ts';
import { useT } from '../../../i18n/locale.ts';
import { useRow, useRows } from '../../../sync/api/rows/live.ts';
import { useMember } from '../../../sync/api/session/session.ts';

/** Stands for everybody in a list of places. */
export const EVERYBODY = '';
export type Place = CommunityId | typeof EVERYBODY;

/**
 * For whom the member may add books: everybody if they are an administrator, open communities that they animate.
 * Undefined until it is read.
 */
export function useImportPlaces(): { id: Place; name: string }[] | undefined {
  const t = useT();
  const who = useMember();
  const profile = useRow('profile', who?.member);
  const memberships = useRows('membership');
  const communities = useRows('community');
  if (who === null) return [];
  if (profile === undefined || !memberships || !communities) return undefined;
  const has = (role: string): boolean => profile?.roles.some((r) => r === role) ?? false;
  const whole = has('animator') || has('administrator');
  const own = new Set<string>(memberships.filter((m) => m.role === 'animator').map((m) => m.id));
  return [
    ...(has('administrator') ? [{ id: EVERYBODY, name: t('administration.books.everybody') } as const] : []),
    ...communities
      .filter((c) => c.archivedAt === null && (whole || own.has(c.id)))
      .toSorted((a, b) => a.name.localeCompare(b.name)),
  ];
}
