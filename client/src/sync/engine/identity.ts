import type { DeviceId, MemberId } from '@egoejo/shared/platform/ids.ts';

/** The member and device that this client acts as. A visitor has neither. */
export interface Identity {
  member: MemberId | null;
  device: DeviceId | null;
}
