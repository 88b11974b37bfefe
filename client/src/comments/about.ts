import type { Comment } from '@egoejo/shared/comments/model.ts';
import type { CommunityId, MemberId, ProjectId, TopicId } from '@egoejo/shared/platform/ids.ts';

/** On what comments stand: a project, or a topic of a forum or club. */
export interface About {
  on: { project: ProjectId } | { topic: TopicId };
  /** Null: the forum of all. */
  community: CommunityId | null;
  /** Who proposed the project; null: nobody, or it is a topic. */
  carrier: MemberId | null;
  title: string;
}
export const idOf = ({ on }: Pick<About, 'on'>): ProjectId | TopicId => ('project' in on ? on.project : on.topic);
export const standsOn = (comment: Comment, { on }: Pick<About, 'on'>): boolean =>
  'project' in on ? comment.project === on.project : comment.topic === on.topic;
