/**
 * An invitation code received on this device before its newcomer has an account, with or without a network: it waits
 * here for the registration.
 */
import { readCode, type InvitationCode } from '@egoejo/shared/invitations/model.ts';

const STORED = 'egoejo.invitation';

export const keptInvitation = (): InvitationCode | null => readCode(localStorage.getItem(STORED) ?? '');
export const keepInvitation = (code: InvitationCode): void => localStorage.setItem(STORED, code);
export const forgetInvitation = (): void => localStorage.removeItem(STORED);
