import { Link } from '@tanstack/react-router';
import type { RecommendedWork } from '@egoejo/shared/recommendations/model.ts';
import { useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { refuse } from '../../recommendations/model.ts';
import { Reason } from './Reason.tsx';

const WORDS = { gone: 'recommendations.gone', back: 'recommendations.back', undo: 'recommendations.undo' } as const;

/** A recommended work with the reason, and the way to say that it is not for the member. */
export function Recommended({ of }: { of: RecommendedWork }) {
  const t = useT();
  return (
    <li className="flex items-center gap-2 py-2">
      <div className="relative min-w-0 flex-1">
        <h3 className="leading-tight font-strong" dir="auto">
          <Link to="/lire/catalogue/$id" params={{ id: of.work }} className="line-clamp-2 covers no-underline">
            {typeset(of.title)}
          </Link>
        </h3>
        <p className="truncate text-small text-soft" dir="auto">
          {of.authors}
        </p>
        <p className="text-tiny text-leaf" dir="auto">
          <Reason of={of} />
        </p>
      </div>
      <Button
        variant="plain"
        className="-me-3 flex-none"
        aria-label={t('recommendations.noTitle', { title: of.title })}
        onClick={(tap) => void refuse({ id: of.work, title: of.title }, WORDS, tap)}
      >
        {t('recommendations.no')}
      </Button>
    </li>
  );
}
