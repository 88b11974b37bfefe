import { useEffect, type ReactNode } from 'react';
import { useT } from '../../i18n/locale.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { ErrorNote } from '../../ui/feedback/feedback.tsx';
import { ProjectCard } from '../../ui/cards/ProjectCard.tsx';
import { Pending } from '../../app/shell/CrashPage.tsx';
import { firstList, firstListRendered, useFirstList } from '../first-list.ts';

/** The projects of the first list below `above`, or the reason why there are none. */
export function FirstProjectCards({ above }: { above?: ReactNode }) {
  const t = useT();
  const first = useFirstList((s) => s.now);
  useEffect(() => void firstList(), []);
  useEffect(() => {
    if (first.state !== 'loading') firstListRendered();
  }, [first.state]);
  if (first.state === 'loading') return <Pending />;
  if (first.state === 'failed') {
    return (
      <ErrorNote
        what={t('shell.error.network')}
        next={t('shell.error.networkNext')}
        action={
          <Button variant="quiet" onClick={() => void firstList(true)}>
            {t('ui.retry')}
          </Button>
        }
      />
    );
  }
  return (
    <>
      {above}
      <ul className="flex flex-col gap-3">
        {first.list.items.map((p) => (
          <li key={p.id}>
            <ProjectCard project={p} tally={p} />
          </li>
        ))}
      </ul>
    </>
  );
}
