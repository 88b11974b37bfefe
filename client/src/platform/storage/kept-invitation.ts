/**
 * An invitation code received on this device before its newcomer has an account, with or without a network: it waits
 * here for the registration.
 */
import { readCode, type InvitationCode } from '@egoejo/shared/invitations/model.ts';
import { keepLocally } from './quota-error.ts';
import { local } from './local.ts';

const STORED = 'egoejo.invitation';

export const keptInvitation = (): InvitationCode | null => readCode(local().getItem(STORED) ?? '');
export const keepInvitation = (code: InvitationCode): void => keepLocally(STORED, code);
export const forgetInvitation = (): void => local().removeItem(STORED);
