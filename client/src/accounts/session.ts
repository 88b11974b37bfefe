/** Signing in and out on this device, on top of the sync engine's sessions. */
import type { DeviceId, MemberId } from '@egoejo/shared/platform/ids.ts';
import { ok, type Result } from '@egoejo/shared/platform/result.ts';
import { api, call, NETWORK } from '../app/api.ts';
import { closeMember, openMember, openVisitor, signedIn } from '../sync/session.ts';
import { addressKey, leaveAccount, rememberAccount, setCurrent, type DeviceAccount } from './device-accounts.ts';

export interface Session {
  member: MemberId;
  device: DeviceId;
  accessToken: string;
  name: string;
}

/** The server answered a sign-in, sign-up or reset: this device serves that member from now on. @param email null: another one vouched for them. */
export async function enter(session: Session, email: string | null): Promise<void> {
  const { member, device, name } = session;
  rememberAccount({ member, device, name, address: email === null ? null : await addressKey(email) });
  await openMember(session.member, session.device, session.accessToken);
}

/** Opens another member who is still signed in here, without a network. Sending may ask to sign in again (S21). */
export async function switchTo(account: DeviceAccount): Promise<void> {
  const { member, device, name } = account;
  rememberAccount({ member, device, name });
  await openMember(account.member, account.device, null);
}

/** Hands the device over: nobody is signed out, the next person chooses. */
export async function putDown(): Promise<void> {
  setCurrent(null);
  await openVisitor();
}

/**
 * Signs out here (S22). 'keep': data and queue wait for the next sign-in; 'discard': they are erased. Without a link
 * the device closes all the same; the session then ends on the server when it next meets this cookie or expires.
 */
export async function leave(mode: 'keep' | 'discard', everywhere: boolean): Promise<Result<void>> {
  const who = signedIn();
  if (!who) return ok(undefined);
  const told = await call(() => api.accounts.signOut.mutate({ everywhere }));
  // Everywhere means the server must know; here alone, a missing link does not hold the member.
  if (!told.ok && (everywhere || told.error.code !== NETWORK) && told.error.code !== 'account.session_ended') return told;
  await closeMember(mode);
  leaveAccount(who.member, mode === 'discard');
  return ok(undefined);
}
