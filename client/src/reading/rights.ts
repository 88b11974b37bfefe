import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { useRow } from '../sync/api/rows/live.ts';

/** Whether the member may publish texts, by the rule of the server's policy. Undefined until the profile is read. */
export function useWrites(member: MemberId | undefined): boolean | undefined {
  const profile = useRow('profile', member);
  return profile === undefined
    ? undefined
    : (profile?.roles.some((r) => r === 'author' || r === 'administrator') ?? false);
}
