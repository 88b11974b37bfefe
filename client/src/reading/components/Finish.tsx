import { useEffect, useState } from 'react';
import type { Story } from '@egoejo/shared/reading/model.ts';
import { READ_HARVEST } from '@egoejo/shared/reading/mutations.ts';
import { activeSecondsNeeded } from '@egoejo/shared/saka/model.ts';
import { actNotes } from '../../activity/line.ts';
import { errorText, useT } from '../../i18n/locale.ts';
import { dismiss, useActs, type Act } from '../../sync/api/activity.ts';
import { useFlag } from '../../saka/model.ts';
import { useRow } from '../../sync/api/live.ts';
import { useMember } from '../../sync/api/session.ts';
import { useQueueing } from '../../sync/api/use-queueing.ts';
import { Button, LinkButton } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { ErrorNote, Notice } from '../../ui/feedback.tsx';
import { ProgressBar } from '../../ui/progress.tsx';

/** Reads the active seconds once a second while the remaining time still counts down. */
function useSeconds(read: () => number, until: number): number {
  const [now, setNow] = useState(read);
  useEffect(() => {
    if (now >= until) return undefined;
    const timer = setInterval(() => setNow(read()), 1000);
    return () => clearInterval(timer);
  }, [read, now, until]);
  return now;
}

/** Whether reading it may harvest: grains are on, and it is not the member's own text. */
function useHarvests({ author }: Story): boolean {
  const who = useMember();
  const on = useFlag('ENABLE_SAKA');
  return on && (who === null || author !== who.member);
}

function Sending({ act, story }: { act: Act; story: Story }) {
  const t = useT();
  const grains = useHarvests(story);
  if (act.state === 'received') {
    const notes = actNotes(t, act);
    return (
      <Notice icon="ok" tone="leaf">
        <p>{t('reading.finish.received')}</p>
        {notes.map((n) => (
          <p key={n}>{n}</p>
        ))}
      </Notice>
    );
  }
  return (
    <Notice icon="wait" tone="wait">
      {grains ? t('reading.finish.queued', { n: READ_HARVEST }) : t('reading.finish.kept')}
    </Notice>
  );
}

function Harvest({ story, seconds }: { story: Story; seconds: () => number }) {
  const t = useT();
  const grains = useHarvests(story);
  const needed = activeSecondsNeeded(story.words);
  const now = useSeconds(seconds, needed);
  const { queue, busy, failed } = useQueueing();
  const finish = () =>
    queue('reading.finish', { story: story.id, activeSeconds: Math.min(seconds(), 86_400) }, story.title);
  if (now < needed)
    return (
      <ProgressBar
        label={
          grains
            ? t('reading.finish.left', { n: needed - now, grains: READ_HARVEST })
            : t('reading.finish.leftOnly', { n: needed - now })
        }
        value={now}
        max={needed}
        fill="grain"
      />
    );
  return (
    <>
      <Button block icon={grains ? 'grain' : 'ok'} busy={busy} onClick={() => void finish()}>
        {grains ? t('reading.finish', { n: READ_HARVEST }) : t('reading.finish.only')}
      </Button>
      {failed !== null && <ErrorNote what={errorText(failed)} />}
    </>
  );
}

/** At the end of a story of the catalogue: up to 10 grains, then the server's verdict (R5). */
export function Finish({ story, seconds }: { story: Story; seconds: () => number }) {
  const t = useT();
  const who = useMember();
  const grains = useHarvests(story);
  const mark = useRow('readMark', story.id);
  const act = useActs({ touches: { e: 'readMark', id: story.id } })[0];
  const refused = act?.state === 'refused' && !act.dismissed && act.verdict?.status === 'rejected' ? act.verdict : null;
  return (
    <Card className="flex flex-col gap-3 text-base" label={t('reading.end')}>
      <h2 className="text-head">{t('reading.end')}</h2>
      {who !== null && story.author === who.member && <p className="text-small text-soft">{t('reading.own')}</p>}
      {who === null && (
        <LinkButton block to="/connexion" search={{ suite: `/lire/${story.id}` }}>
          {grains ? t('reading.finish.signIn', { n: READ_HARVEST }) : t('reading.finish.signInOnly')}
        </LinkButton>
      )}
      {who !== null && act && (act.verdict === null || act.state === 'received') && <Sending act={act} story={story} />}
      {who !== null && !act && mark && (
        <Notice icon="ok" tone="leaf">
          {mark.grains > 0 ? t('reading.finish.harvested', { n: mark.grains }) : t('reading.finish.counted')}
        </Notice>
      )}
      {refused && act && (
        <ErrorNote
          what={errorText(refused)}
          next={t('reading.finish.again')}
          action={
            <Button variant="quiet" onClick={() => void dismiss(act.key)}>
              {t('activity.dismiss')}
            </Button>
          }
        />
      )}
      {who !== null && mark === null && (!act || act.state === 'refused') && (
        <Harvest story={story} seconds={seconds} />
      )}
    </Card>
  );
}
