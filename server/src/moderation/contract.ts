/** What a feature provides so that its content can be reported, hidden and shown again. */
import type { CommunityId, MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Scope } from '@egoejo/shared/sync/protocol.ts';
import type { Queryable } from '../platform/database/database.ts';

/** The present state of something that can be reported. */
export interface Found {
  /** Null: it belongs to all communities. */
  community: CommunityId | null;
  author: MemberId | null;
  title: string;
  /** Its whole text, for moderators and automatic checks. */
  text: string;
  /** Others see it at present. */
  shown: boolean;
  /**
   * Only members of its community know it, even if the community is public; of what is in the scope of a room, only
   * those who are in the room.
   */
  membersOnly: boolean;
  /** The scopes whose rows change when it is hidden or shown again. */
  scopes: readonly Scope[];
}
/** A kind of subject. Hiding and showing twice change nothing; their caller has bumped `scopes`. */
export interface Moderated {
  /** Names of the events after which automatic checks read it; the event's subject is its id. */
  writtenOn: readonly string[];
  /** @param community where it was seen; needed only by kinds that are in several. */
  find(tx: Queryable, id: string, community: CommunityId | null): Promise<Found | null>;
  hide(tx: Queryable, id: string, reason: string): Promise<void>;
  show(tx: Queryable, id: string): Promise<void>;
  /** How many the member published in the last `minutes`. */
  countOf(tx: Queryable, author: MemberId, minutes: number): Promise<number>;
}
