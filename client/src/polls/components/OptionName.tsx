import { typeset } from '../../i18n/typeset.ts';
import { Link } from '@tanstack/react-router';
import type { PollOption } from '@egoejo/shared/polls/model.ts';

/** The name of an option; a link where it stands for a project. */
export function OptionName({ option }: { option: PollOption }) {
  if (!option.project) return <span className="font-strong">{typeset(option.label)}</span>;
  return (
    <Link to="/projets/$id" params={{ id: option.project }} className="font-strong no-underline hover:underline">
      {typeset(option.label)}
    </Link>
  );
}
