import { useState } from 'react';
import { ActSpot } from '../../activity/model.ts';
import type { Project } from '@egoejo/shared/projects/model.ts';
import { useT } from '../../i18n/locale.ts';
import { useActs } from '../../sync/api/acts/activity.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { useKeptFocus } from '../../ui/layout/use-kept-focus.ts';

/** Follows a project, or stops; offline too. The state of the act is beside the button until it is received and seen. */
export function FollowButton({ project }: { project: Project }) {
  const t = useT();
  const who = useMember();
  const follow = useRow('projectFollow', project.id);
  const acts = useActs({ touches: { e: 'projectFollow', id: project.id } });
  const [made, setMade] = useState<string | null>(null);
  const { queue, busy } = useQueueing();
  const part = useKeptFocus();
  if (who === null || follow === undefined) return null;
  const on = follow !== null;
  const last = acts.find((act) => act.name === 'project.follow' && !act.dismissed);
  const shown = last && (last.state !== 'received' || last.key === made) ? last : null;
  const tap = async () => {
    const key = await queue('project.follow', { project: project.id, on: !on }, project.title);
    if (key !== null) setMade(key);
  };
  return (
    <div ref={part} className="flex flex-wrap items-center gap-x-3">
      <Button
        variant="quiet"
        icon={on ? 'ok' : 'plus'}
        busy={busy}
        aria-pressed={on}
        data-focus-home
        onClick={() => void tap()}
      >
        {t(on ? 'projects.following' : 'projects.follow')}
      </Button>
      <ActSpot act={shown} here={project.id} toggles />
    </div>
  );
}
