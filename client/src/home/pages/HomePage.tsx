import { Link } from '@tanstack/react-router';
import { useT } from '../../i18n/locale.ts';
import { useRow, useRows } from '../../sync/api/live.ts';
import { useMember } from '../../sync/api/session.ts';
import { LinkButton } from '../../ui/Button.tsx';
import { GrainBadge } from '../../ui/Chip.tsx';
import { useNow } from '../../ui/clock.ts';
import { Page } from '../../ui/Page.tsx';
import { ProjectCard } from '../../ui/ProjectCard.tsx';
import { SearchLink } from '../../ui/SearchLink.tsx';
import { ClosingPoll } from '../components/ClosingPoll.tsx';
import { FirstStory, Reading } from '../components/Reading.tsx';
import { Since } from '../components/Since.tsx';
import { FirstCommunity } from '../components/FirstCommunity.tsx';
import { MyGrains } from '../components/MyGrains.tsx';
import { Places } from '../components/Places.tsx';
import { VotesAtRisk } from '../components/VotesAtRisk.tsx';
import { Welcome } from '../components/Welcome.tsx';
import { BEST } from '../first-pages.tsx';
import { Bell } from '../../notifications/model.ts';
import { closingSoon, useBestProjects } from '../queries.ts';
import { useInstallationWhenEmpty } from '../components/installation.ts';
import { FirstSync } from '../components/FirstSync.tsx';
import { WaitingActs } from '../components/WaitingActs.tsx';

/**
 * Accueil: what waits for the member, polls that close soon, their grains, their current reading, and what has changed.
 */
export function HomePage() {
  const who = useMember();
  return who ? <MemberHome member={who.member} /> : <VisitorHome />;
}

function MemberHome({ member }: { member: string }) {
  const t = useT();
  const profile = useRow('profile', member);
  const wallet = useRow('wallet', member);
  const firstName = profile?.name.split(' ')[0];
  return (
    <Page
      title={firstName ? t('home.hello', { name: firstName }) : t('home.title')}
      actions={
        <>
          {wallet && (
            <Link to="/cycle" className="no-underline">
              <GrainBadge grains={wallet.balance} />
            </Link>
          )}
          <Bell />
        </>
      }
    >
      <SearchLink />
      <FirstSync />
      <VotesAtRisk />
      <WaitingActs />
      <div className="grid items-start gap-3 rail:grid-cols-2">
        <FirstCommunity member={member} />
        <Polls limit={2} />
        <MyGrains />
        {wallet && wallet.balance === 0 && wallet.harvested === 0 && <FirstStory />}
        <Reading />
        <Since />
      </div>
      <Places />
    </Page>
  );
}

function Polls({ limit }: { limit: number }) {
  const polls = useRows('poll');
  const now = useNow();
  return closingSoon(polls ?? [], now, limit).map((poll) => <ClosingPoll key={poll.id} poll={poll} />);
}

function VisitorHome() {
  const t = useT();
  const best = useBestProjects(BEST);
  useInstallationWhenEmpty(best?.length === 0);
  return (
    <Page title={t('home.visitor.title')}>
      <Welcome />
      <h2 className="pt-2 text-head">{t('home.visitor.projects')}</h2>
      <ul className="flex flex-col gap-3">
        {best?.map(({ project, tally }) => (
          <li key={project.id}>
            <ProjectCard project={project} tally={tally} />
          </li>
        ))}
      </ul>
      <Polls limit={1} />
      <SearchLink />
      <LinkButton to="/projets" variant="quiet" block>
        {t('home.visitor.all')}
      </LinkButton>
      <Places />
    </Page>
  );
}
