import { useT } from '../../i18n/locale.ts';
import { usePurse } from '../../saka/model.ts';
import { useRow, useRows } from '../../sync/api/rows/live.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { LinkButton } from '../../ui/actions/Button.tsx';
import { useNow } from '../../ui/text/clock.ts';
import { Together } from '../../ui/feedback/Filling.tsx';
import { Page } from '../../ui/layout/Page.tsx';
import { ProjectCard } from '../../ui/cards/ProjectCard.tsx';
import { SearchLink } from '../../ui/actions/SearchLink.tsx';
import { FirstStory, Reading } from '../components/Reading.tsx';
import { Since } from '../components/Since.tsx';
import { FirstProjectCards } from '../components/FirstProjectCards.tsx';
import { Conversations } from '../components/Conversations.tsx';
import { Decide } from '../components/Decide.tsx';
import { FirstSteps } from '../components/FirstSteps.tsx';
import { Beginnings } from '../components/Beginnings.tsx';
import { FirstCommunity } from '../components/FirstCommunity.tsx';
import { MyGrains } from '../components/MyGrains.tsx';
import { NewProjects } from '../components/NewProjects.tsx';
import { Places } from '../components/Places.tsx';
import { OpenPoll, Votes } from '../components/Votes.tsx';
import { VotesAtRisk } from '../components/VotesAtRisk.tsx';
import { BEST, VisitorPage } from '../components/VisitorPage.tsx';
import { InstallOffer, ShowName } from '../../accounts/model.ts';
import { Bell } from '../../notifications/model.ts';
import { closingSoon } from '../../polls/polls-today.ts';
import { useFirstList } from '../first-list.ts';
import { useBestProjects, useLastVisit } from '../queries.ts';
import { useInstallationWhenEmpty } from '../components/installation.ts';
import { FirstSync } from '../components/FirstSync.tsx';
import { WaitingActs } from '../components/WaitingActs.tsx';

/**
 * Accueil: what waits for the member, polls to vote in, what has changed, what to read, and new projects.
 */
export function HomePage() {
  const who = useMember();
  return who ? <MemberHome member={who.member} /> : <VisitorHome />;
}

function MemberHome({ member }: { member: string }) {
  const t = useT();
  const profile = useRow('profile', member);
  const wallet = useRow('wallet', member);
  const purse = usePurse();
  const last = useLastVisit();
  // The name and the grains share a line, which would move everything down if it broke later.
  if (profile === undefined || wallet === undefined || purse === undefined) return null;
  // Before the first sync brought anything, only what stays in its place when the rest comes.
  if (profile === null)
    return (
      <Page title={t('home.title')} wide actions={<Bell />}>
        <SearchLink />
        <WaitingActs />
        <FirstSync />
      </Page>
    );
  const firstName = profile.name.split(' ')[0];
  // Who never had a grain is led to a first story instead of a next one.
  const beginner = wallet?.balance === 0 && wallet.harvested === 0;
  return (
    <Page
      title={firstName ? t('home.hello', { name: firstName }) : t('home.title')}
      wide
      actions={
        <>
          {!beginner && <MyGrains purse={purse} />}
          <Bell />
        </>
      }
    >
      <SearchLink />
      <FirstSync />
      <Together>
        <VotesAtRisk />
        <WaitingActs />
        <div className="grid gap-3 *:flex *:min-w-0 *:flex-col *:gap-3 *:empty:hidden rail:grid-cols-2 rail:grid-rows-[auto_1fr]">
          <div>
            <Decide />
            <Beginnings member={member} />
            <FirstCommunity member={member} />
            {beginner && <FirstStory />}
            <Votes />
            <Conversations />
            <Since last={last} />
          </div>
          <div className="rail:row-span-2">
            <NewProjects last={last} />
          </div>
          <div className="rail:col-start-1">
            <ShowName />
            <Reading next={wallet !== undefined && !beginner} />
            <FirstSteps />
            <Places />
          </div>
        </div>
      </Together>
      <InstallOffer />
    </Page>
  );
}

/** The open poll that closes first, for visitors. It comes with the sync, so nothing stands under it. */
function NextPoll() {
  const polls = useRows('poll');
  const [next] = closingSoon(polls ?? [], useNow(), 1);
  return next && <OpenPoll poll={next} />;
}

function VisitorHome() {
  const t = useT();
  const best = useBestProjects(BEST);
  const shown = useFirstList((s) => s.now.state === 'ready');
  useInstallationWhenEmpty(best?.length === 0);
  return (
    <VisitorPage
      cards={
        best ? (
          <ul className="flex flex-col gap-3">
            {best.map(({ project, tally }) => (
              <li key={project.id}>
                <ProjectCard project={project} tally={tally} />
              </li>
            ))}
          </ul>
        ) : (
          // Until the database is read, what the first screen showed stays, and nothing under it moves.
          shown && <FirstProjectCards />
        )
      }
      ways={
        best && (
          <>
            <SearchLink />
            <LinkButton to="/projets" variant="quiet" block>
              {t('home.visitor.all')}
            </LinkButton>
            <Places />
            <NextPoll />
          </>
        )
      }
    />
  );
}
