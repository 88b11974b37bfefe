import type { Track } from '@egoejo/shared/tracks/model.ts';
import { ReportButton } from '../../moderation/model.ts';

/** Reports the track of another member. */
export const ReportTrack = ({ track }: { track: Track }) => (
  <ReportButton kind="track" subject={track.id} author={track.member} title={track.title} community={track.community} />
);
