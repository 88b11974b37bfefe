/** The link of an invitation poster: the community's page, with its key and the code of the member who invites. */
import type { CommunityId } from '@egoejo/shared/platform/ids.ts';
import { communityKey } from '@egoejo/shared/communities/model.ts';
import { readCode, spelled, type InvitationCode } from '@egoejo/shared/invitations/model.ts';

export const joinPath = (community: CommunityId, key: string, by: InvitationCode): string =>
  `/communautes/${community}?cle=${key}&par=${spelled(by)}`;

/** The search parameters of a community's page, checked. */
export function invitedBy(search: Record<string, unknown>): { cle?: string; par?: string } {
  const cle = communityKey.safeParse(search['cle']);
  const par = readCode(typeof search['par'] === 'string' ? search['par'] : '');
  return { ...(cle.success && { cle: cle.data }), ...(par && { par: spelled(par) }) };
}
