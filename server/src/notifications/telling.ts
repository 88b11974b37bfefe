/** What an event tells, and whom. */
import type { NotificationKind } from '@egoejo/shared/notifications/model.ts';

/** What a notification says, the same for everybody who gets it. */
interface Told {
  project: string | null;
  poll: string | null;
  comment: string | null;
  /** A meeting, a challenge, a manuscript, a room, a show, a track, or a topic of a forum or club. */
  subject: string | null;
  /** A message of the room. */
  message: string | null;
  community: string | null;
  title: string;
  text: string;
}
/** `audience`: SQL that selects member, kind and rank; of several rows of a member the lowest rank counts. */
export interface Telling extends Told {
  /** Null: the notification's id follows from the event. */
  id: string | null;
  /** When it happened, if a later telling of the same id is to replace this one. Absent: the time of the event. */
  at?: Date;
  audience: string;
  params: readonly unknown[];
}
export const NOTHING: Told = {
  project: null,
  poll: null,
  comment: null,
  subject: null,
  message: null,
  community: null,
  title: '',
  text: '',
};
export const only = (kind: NotificationKind): string => `'${kind}' as kind, 1 as rank`;
