import type { Project } from '@egoejo/shared/projects/model.ts';
import { useT } from '../../i18n/locale.ts';
import { useRow } from '../../sync/api/live.ts';
import { useMember } from '../../sync/api/session.ts';
import { useQueueing } from '../../sync/api/use-queueing.ts';
import { Button } from '../../ui/Button.tsx';

/** Follows a project, or stops; offline too. */
export function FollowButton({ project }: { project: Project }) {
  const t = useT();
  const who = useMember();
  const follow = useRow('projectFollow', project.id);
  const { queue, busy } = useQueueing();
  if (who === null || follow === undefined) return null;
  const on = follow !== null;
  return (
    <Button
      variant="quiet"
      icon={on ? 'ok' : 'plus'}
      busy={busy}
      aria-pressed={on}
      onClick={() => void queue('project.follow', { project: project.id, on: !on }, project.title)}
    >
      {t(on ? 'projects.following' : 'projects.follow')}
    </Button>
  );
}
