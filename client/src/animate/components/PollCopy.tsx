import type { Poll } from '@egoejo/shared/polls/model.ts';
import { useRowsByIds } from '../../sync/api/rows/live.ts';
import { now } from '../../ui/text/clock.ts';
import { copyOf, formOf, projectsOf, withoutProjects } from '../poll-form.ts';
import type { Animated } from '../queries.ts';
import { PollEditor } from './PollEditor.tsx';

/** The form of a new poll, filled in from another. Projects withdrawn since stay in it as mere words. */
export function PollCopy({ animated, poll, onDone }: { animated: Animated; poll: Poll; onDone: () => void }) {
  const projects = useRowsByIds('project', projectsOf(formOf(poll)));
  if (!projects) return null;
  const gone = new Set<string>([...projects.values()].filter((p) => p.status !== 'published').map((p) => p.id));
  return (
    <PollEditor
      animated={animated}
      start={withoutProjects(copyOf(poll, now()), gone)}
      copied={poll.id}
      onDone={onDone}
    />
  );
}
