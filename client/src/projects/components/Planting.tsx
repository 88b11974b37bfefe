import { useLocation } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { Project } from '@egoejo/shared/projects/model.ts';
import { ActRow } from '../../activity/components/ActRow.tsx';
import { useT } from '../../i18n/locale.ts';
import { useFlag, type Purse } from '../../saka/model.ts';
import { useActs } from '../../sync/api/acts/activity.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { Button, LinkButton } from '../../ui/actions/Button.tsx';
import { Card, CardList } from '../../ui/cards/Card.tsx';
import { Notice } from '../../ui/feedback/feedback.tsx';
import { useKeptFocus } from '../../ui/layout/use-kept-focus.ts';
import { pendingBoosts } from '../pending.ts';
import { BoostSheet } from './BoostSheet.tsx';
import { MyPart } from './MyPart.tsx';

/** In the address after a sign-in that was needed to plant, and of the next step after a refusal. */
const PLANTING = 'planter';

/** Planting, for a signed-in member and a project that takes grains; otherwise shows what prevents it. */
export function Planting({ project, purse }: { project: Project; purse: Purse | null }) {
  const t = useT();
  const who = useMember();
  const support = useRow('support', project.id);
  const acts = useActs({ touches: { e: 'support', id: project.id } });
  const offered = useFlag('SAKA_PROJECT_BOOST_ENABLED');
  const [open, setOpen] = useState(false);
  const part = useKeptFocus();
  const asked = useLocation({ select: ({ hash }) => hash === PLANTING });
  const [answered, setAnswered] = useState(false);
  if (asked !== answered) {
    setAnswered(asked);
    if (asked) setOpen(true);
  }
  useEffect(() => {
    // The sheet opens only once: returning to this page or reloading it must not open it again.
    if (asked) history.replaceState(history.state, '', location.pathname);
  }, [asked]);
  const pending = pendingBoosts(acts).get(project.id) ?? 0;
  const shown = support?.grains ?? 0;
  if (who === null) {
    return (
      <LinkButton to="/connexion" search={{ suite: `/projets/${project.id}#${PLANTING}` }} block icon="grain">
        {t('projects.plant.signIn')}
      </LinkButton>
    );
  }
  return (
    <div ref={part}>
      <Card className="flex flex-col gap-3" label={t('projects.part.title')}>
        <div className="flex min-h-7 flex-wrap items-center gap-2">
          <span className="flex-1 text-small text-soft">{t('projects.part.title')}</span>
          {shown > 0 || pending > 0 ? (
            <MyPart shown={shown} pending={pending} />
          ) : (
            <span className="text-small">{t('projects.part.none')}</span>
          )}
        </div>
        {project.status === 'withdrawn' && <p className="text-small">{t('projects.withdrawn.keeps')}</p>}
        {project.status === 'published' && !offered && <Notice icon="clock">{t('projects.plant.paused')}</Notice>}
        {project.status === 'published' && offered && purse && (
          <>
            <Button icon="grain" block data-focus-home onClick={() => setOpen(true)}>
              {t('projects.plant')}
            </Button>
            <BoostSheet project={project} purse={purse} open={open} onClose={() => setOpen(false)} />
          </>
        )}
        {acts.length > 0 && (
          <CardList className="border-0 p-0! shadow-none" label={t('projects.part.acts')}>
            {acts.slice(0, 5).map((act) => (
              <ActRow key={act.key} act={act} />
            ))}
          </CardList>
        )}
      </Card>
    </div>
  );
}
