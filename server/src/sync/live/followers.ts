/** Which devices follow which scopes, and their members' right to do so (S25). */
import type { Scope } from '@egoejo/shared/sync/protocol.ts';
import { readCounters } from '../pull/scope-counters.ts';
import type { Channel } from './channel.ts';
import type { HubDeps } from './hub-deps.ts';

export interface Followers {
  /**
   * Replaces what the device follows by what its member may see of `wanted`.
   * @returns the scopes that moved since the revs in `wanted`
   */
  follow(channel: Channel, wanted: ReadonlyMap<Scope, number>): Promise<Scope[]>;
  /** Removes the device from all scopes that it follows. */
  forget(channel: Channel): void;
  /** These scopes moved. @returns for each device those that it follows */
  moved(scopes: readonly Scope[]): ReadonlyMap<Channel, Scope[]>;
}

/** The devices of one hub. */
export function createFollowers(db: HubDeps['db']): Followers {
  const followers = new Map<Scope, Set<Channel>>();
  /** Scopes that move during a query of rights. They are reported after it, so that no change is missed. */
  const early = new Set<Set<Scope>>();
  const replace = (channel: Channel, scopes: ReadonlySet<Scope>): void => {
    for (const scope of channel.followed) {
      const all = followers.get(scope);
      all?.delete(channel);
      if (all?.size === 0) followers.delete(scope);
    }
    channel.followed = scopes;
    for (const scope of scopes) {
      const all = followers.get(scope) ?? new Set();
      followers.set(scope, all.add(channel));
    }
  };
  return {
    async follow(channel, wanted) {
      const meanwhile = new Set<Scope>();
      early.add(meanwhile);
      const counters = await readCounters(db, channel.member, [...wanted.keys()]).finally(() =>
        early.delete(meanwhile),
      );
      if (channel.ended()) return [];
      const seen = [...counters.values()].filter((c) => c.visible && c.rev !== null);
      channel.asked = new Set(wanted.keys());
      replace(channel, new Set(seen.map((c) => c.scope)));
      return seen.filter((c) => meanwhile.has(c.scope) || c.rev! > wanted.get(c.scope)!).map((c) => c.scope);
    },
    forget: (channel) => replace(channel, new Set()),
    moved(scopes) {
      for (const meanwhile of early) for (const scope of scopes) meanwhile.add(scope);
      const theirs = new Map<Channel, Scope[]>();
      for (const scope of scopes)
        for (const channel of followers.get(scope) ?? []) theirs.set(channel, [...(theirs.get(channel) ?? []), scope]);
      return theirs;
    },
  };
}
