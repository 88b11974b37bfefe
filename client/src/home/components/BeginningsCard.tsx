import { Link } from '@tanstack/react-router';
import { useEffect, useState, type ReactNode } from 'react';
import { useT } from '../../i18n/locale.ts';
import { call } from '../../platform/network/api.ts';
import { local } from '../../platform/storage/local.ts';
import { keepLocally } from '../../platform/storage/quota-error.ts';
import type { Api } from '../../platform/network/rpc.ts';
import { useRows } from '../../sync/api/rows/live.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { Card } from '../../ui/cards/Card.tsx';
import { Filling } from '../../ui/feedback/Filling.tsx';
import { Icon } from '../../ui/pictures/icons.tsx';
import { Bar } from '../../ui/feedback/progress.tsx';

export interface BeginningsProps {
  /** This device has finished an exchange, so its rows are complete. */
  synced: boolean;
  /** Everything is done, or the administrator has hidden it. */
  onOver: () => void;
}

const FACTS = 'egoejo.beginnings';
type Facts = Awaited<ReturnType<Api['installation']['beginnings']['query']>>;

/** The server's last answer. 'asked': it is awaited. Null: there is none, and the server is out of reach. */
function useFacts(): Facts | 'asked' | null {
  const [facts, setFacts] = useState(() => JSON.parse(local().getItem(FACTS) ?? '"asked"') as Facts | 'asked' | null);
  useEffect(() => {
    void call((api) => api.installation.beginnings.query()).then((answer) => {
      if (answer.ok) keepLocally(FACTS, JSON.stringify(answer.value));
      setFacts((before) => (answer.ok ? answer.value : before === 'asked' ? null : before));
    });
  }, []);
  return facts;
}

/** After this many steps the card may be hidden. */
const MOSTLY = 3;
const way = 'inline-flex min-h-11 items-center font-strong text-leaf';

/** One step. While it is not done it has its links, but only once there is a community. */
function Step({ title, done, ready, children }: { title: string; done: boolean; ready: boolean; children: ReactNode }) {
  const t = useT();
  return (
    <li className="flex items-start gap-3 py-2">
      <span
        className={`mt-0.5 grid size-6 flex-none place-items-center rounded-full border ${done ? 'border-leaf bg-leaf text-on-leaf' : 'border-edge'}`}
      >
        {done && <Icon name="ok" className="size-4" />}
      </span>
      <div className="min-w-0 flex-1">
        <p>
          {title}{' '}
          <span className="text-tiny whitespace-nowrap text-soft">
            · {t(done ? 'home.begin.done' : 'home.begin.todo')}
          </span>
        </p>
        {!done && ready && <div className="flex flex-wrap gap-x-4">{children}</div>}
        {!done && !ready && <p className="text-tiny text-soft">{t('home.begin.after')}</p>}
      </div>
    </li>
  );
}

/** Which steps are done, by the rows of this device and the server's answer. Undefined until these are read. */
function useDone(facts: Facts | null) {
  const communities = useRows('community');
  const projects = useRows('project');
  const polls = useRows('poll');
  if (!communities || !projects || !polls) return undefined;
  const home = communities.find((c) => !c.archivedAt)?.id;
  return {
    home,
    /** A project waits for its publication. */
    proposed: projects.some((p) => p.status === 'proposed'),
    steps: {
      community: home !== undefined,
      poster: facts?.poster === true,
      project: projects.some((p) => p.status === 'published'),
      poll: polls.some((p) => p.state !== 'draft'),
      members: facts?.members === true,
    },
  };
}

/** Links that lead to a first published project. */
function ProjectWays({ proposed }: { proposed: boolean }) {
  const t = useT();
  return proposed ? (
    <Link to="/animer" className={way}>
      {t('home.begin.projectDecide')}
    </Link>
  ) : (
    <>
      <Link to="/animer/importer" className={way}>
        {t('home.begin.projectImport')}
      </Link>
      <Link to="/projets/proposer" className={way}>
        {t('home.begin.projectPropose')}
      </Link>
    </>
  );
}

/** The steps from an empty installation to a community. A step is done when its result exists; nobody ticks it. */
export function BeginningsCard({ synced, onOver }: BeginningsProps) {
  const t = useT();
  const facts = useFacts();
  const known = useDone(facts === 'asked' ? null : facts);
  const all = Object.values(known?.steps ?? {});
  const count = all.filter(Boolean).length;
  const over = known !== undefined && count === all.length;
  useEffect(() => {
    if (over) onOver();
  }, [over, onOver]);
  if (!known) return <Filling />;
  const { home, proposed, steps } = known;
  const ready = home !== undefined;
  // Before the first exchange this device has no rows, whatever the server has.
  if (over || facts === 'asked' || (!synced && !ready)) return null;
  return (
    <Card className="flex flex-col gap-2">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <h2 className="text-head">{t('home.begin.title')}</h2>
        <p className="num text-small text-soft">{t('home.begin.progress', { n: count, of: all.length })}</p>
      </div>
      <Bar parts={[{ value: count, fill: 'leaf' }]} total={all.length} />
      <ol className="divide-y divide-line">
        <Step title={t('home.begin.community')} done={steps.community} ready>
          <Link to="/communautes/nouvelle" className={way}>
            {t('home.begin.communityDo')}
          </Link>
        </Step>
        <Step title={t('home.begin.poster')} done={steps.poster} ready={ready}>
          <Link to="/communautes/$id/affiche" params={{ id: home ?? '' }} className={way}>
            {t('home.begin.posterDo')}
          </Link>
        </Step>
        <Step title={t('home.begin.project')} done={steps.project} ready={ready}>
          <ProjectWays proposed={proposed} />
        </Step>
        <Step title={t('home.begin.poll')} done={steps.poll} ready={ready}>
          <Link to="/animer" className={way}>
            {t('home.begin.pollDo')}
          </Link>
        </Step>
        <Step title={t('home.begin.members')} done={steps.members} ready={ready}>
          <Link to="/moi/inviter" className={way}>
            {t('home.begin.membersDo')}
          </Link>
        </Step>
      </ol>
      {count >= MOSTLY && (
        <Button variant="plain" className="self-start" onClick={onOver}>
          {t('home.begin.hide')}
        </Button>
      )}
    </Card>
  );
}
