import { Link } from '@tanstack/react-router';
import { useT } from '../../i18n/locale.ts';
import type { NextStep } from '../labels.ts';

/** How the actions under an act look. */
export const actLink = 'inline-flex min-h-11 items-center text-tiny font-strong text-leaf';

/** The place where the member can do something about an act. */
export function NextStepLink({ step }: { step: NextStep }) {
  const t = useT();
  const word = t(step.word);
  switch (step.go) {
    case 'project':
      return (
        <Link className={actLink} to="/projets/$id" params={{ id: step.id }} hash="planter">
          {word}
        </Link>
      );
    case 'poll':
      return (
        <Link className={actLink} to="/votes/$id" params={{ id: step.id }}>
          {word}
        </Link>
      );
    case 'read':
      return (
        <Link className={actLink} to="/lire/$id" params={{ id: step.id }}>
          {word}
        </Link>
      );
    case 'community':
      return (
        <Link className={actLink} to="/communautes/$id" params={{ id: step.id }}>
          {word}
        </Link>
      );
    case 'projects':
      return (
        <Link className={actLink} to="/projets">
          {word}
        </Link>
      );
    case 'shelf':
      return (
        <Link className={actLink} to="/lire">
          {word}
        </Link>
      );
    default:
      return (
        <Link className={actLink} to="/moi">
          {word}
        </Link>
      );
  }
}
