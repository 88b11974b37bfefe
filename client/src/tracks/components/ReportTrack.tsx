import { subjectKind } from '@egoejo/shared/moderation/model.ts';
import type { Track } from '@egoejo/shared/tracks/model.ts';
import { ReportButton } from '../../moderation/model.ts';

/** Undefined in a version whose moderators cannot judge tracks. */
const KIND = subjectKind.options.find((kind: string) => kind === 'track');

/** Reports the track of another member. */
export const ReportTrack = ({ track }: { track: Track }) =>
  KIND && (
    <ReportButton
      kind={KIND}
      subject={track.id}
      author={track.member}
      title={track.title}
      community={track.community}
    />
  );
