/** The ids of the demo's rows, the same at every start. */
import type { PollId, ProjectId } from '@egoejo/shared/platform/ids.ts';
import { stableId } from '../platform/stable-id.ts';
import type { CommunityKey } from './communities.ts';

/** The id of a community of the demo. */
export const communityId = (key: CommunityKey) => stableId('demo community', key);
/** The id of a project of the demo. */
export const projectId = (slug: string): ProjectId => stableId<ProjectId>('demo project', slug);
/** The id of a poll of the demo. */
export const pollId = (slug: string): PollId => stableId<PollId>('demo poll', slug);
