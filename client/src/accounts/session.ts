/** Signing in and out on this device, on top of the sync engine's sessions. */
import type { DeviceId, MemberId } from '@egoejo/shared/platform/ids.ts';
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import { call, NETWORK } from '../platform/network/api.ts';
import { storeSignOut } from '../sync/api/session/sign-out.ts';
import { closeMember, hidePictures, openMember, openVisitor, signedIn, theEnv } from '../sync/api/session/session.ts';
import { addressKey, leaveAccount, rememberAccount, setCurrent, type DeviceAccount } from './device-accounts.ts';

export interface Session {
  member: MemberId;
  device: DeviceId;
  accessToken: string;
  name: string;
}

/**
 * Runs after the server accepted a sign-in, sign-up or reset: this device serves that member from now on.
 * @param email null: an external provider vouched for the member
 */
export async function enter(session: Session, email: string | null): Promise<void> {
  const { member, device, name } = session;
  const proved = email !== null;
  rememberAccount(
    { member, device, name, address: proved ? await addressKey(email) : null },
    proved ? 'password' : 'provider',
  );
  await openMember(session.member, session.device, session.accessToken);
}

/**
 * Opens another member who is still signed in here and has entered their digits, if they have a lock; needs no network.
 * Sending may require signing in again (S21).
 */
export async function switchTo(account: DeviceAccount): Promise<void> {
  const { member, device, name } = account;
  rememberAccount({ member, device, name }, 'digits');
  await openMember(account.member, account.device, null);
}

/** Hands the device over: no one is signed out, and the next person chooses an account. */
export async function handOver(): Promise<void> {
  const who = signedIn();
  setCurrent(null);
  if (who) await hidePictures(who.member);
  await openVisitor();
}

/**
 * Signs out here (S22). 'keep': data and queue wait for the next sign-in; 'discard': they are erased. Without a network
 * the device signs out all the same, and the server is told before any other request once there is one (sign-out.ts).
 */
export async function leave(mode: 'keep' | 'discard', everywhere: boolean): Promise<Result<void>> {
  const who = signedIn();
  if (!who) return ok(undefined);
  const answer = await call((api) => api.accounts.signOut.mutate({ everywhere, member: who.member }));
  // Signing out everywhere needs the server; signing out here must not depend on the network.
  if (!answer.ok && (everywhere || answer.error.code !== NETWORK) && answer.error.code !== 'account.session_ended')
    return answer;
  if (!answer.ok && answer.error.code === NETWORK && !(await storeSignOut(theEnv(), who.member)))
    return fail('sync.storage_full');
  await closeMember(mode);
  leaveAccount(who.member, mode === 'discard');
  return ok(undefined);
}
