/** Limits how many channels are open, since each uses a connection and memory for hours. */
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { addressKey } from '../../platform/limits/address.ts';

export interface ChannelCaps {
  inAll: number;
  /** Part of `inAll`; the rest is kept for members. */
  visitors: number;
  visitorsByAddress: number;
  /** High, because mobile carriers put thousands of members behind one address. */
  membersByAddress: number;
  /** Each open tab of each device has a channel. */
  byMember: number;
}
export const CHANNEL_CAPS: ChannelCaps = {
  inAll: 10_000,
  visitors: 3_000,
  visitorsByAddress: 40,
  membersByAddress: 2_000,
  byMember: 30,
};

export interface ChannelCount {
  /** Counts one more channel. @returns a function that uncounts it, once; null when a cap is reached. */
  enter(address: string, member: MemberId | null): (() => void) | null;
  open(): number;
}

/** Counts the channels of this process. */
export function countChannels(caps: ChannelCaps = CHANNEL_CAPS): ChannelCount {
  const counts = new Map<string, number>();
  const of = (key: string): number => counts.get(key) ?? 0;
  return {
    enter(address, member) {
      const at = addressKey(address);
      const wanted: [string, number][] =
        member === null
          ? [
              ['all', caps.inAll],
              ['visitors', caps.visitors],
              [`visitors at ${at}`, caps.visitorsByAddress],
            ]
          : [
              ['all', caps.inAll],
              [`member ${member}`, caps.byMember],
              [`members at ${at}`, caps.membersByAddress],
            ];
      if (wanted.some(([key, most]) => of(key) >= most)) return null;
      for (const [key] of wanted) counts.set(key, of(key) + 1);
      let left = false;
      return () => {
        if (left) return;
        left = true;
        for (const [key] of wanted) {
          if (of(key) === 1) counts.delete(key);
          else counts.set(key, of(key) - 1);
        }
      };
    },
    open: () => of('all'),
  };
}
