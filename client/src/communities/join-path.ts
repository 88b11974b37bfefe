/** The link of an invitation poster: the key of the community, and the code of the member who invites. */
import { spelled, type InvitationCode } from '@egoejo/shared/invitations/model.ts';

/** Short, because a QR code of ours holds at most 106 bytes of address. */
export const joinPath = (key: string, by: InvitationCode): string => `/rejoindre/${key}?par=${spelled(by)}`;
