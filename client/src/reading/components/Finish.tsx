import { useEffect, useEffectEvent, useState } from 'react';
import type { Story } from '@egoejo/shared/reading/model.ts';
import { READ_HARVEST } from '@egoejo/shared/reading/mutations.ts';
import { activeSecondsNeeded } from '@egoejo/shared/saka/model.ts';
import { actNotes } from '../../activity/line.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { dismiss, useActs, type Act } from '../../sync/api/acts/activity.ts';
import { useFlag } from '../../saka/model.ts';
import { useLive, useRow } from '../../sync/api/rows/live.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { Button, LinkButton } from '../../ui/actions/Button.tsx';
import { Card } from '../../ui/cards/Card.tsx';
import { StateChip } from '../../ui/feedback/Chip.tsx';
import { ErrorNote, Notice } from '../../ui/feedback/feedback.tsx';
import { ProgressBar } from '../../ui/feedback/progress.tsx';
import { NextStory } from './NextStory.tsx';

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

/** What became of the reading: kept here, received, and what it harvested. */
function Outcome({ act, story }: { act: Act | undefined; story: Story }) {
  const t = useT();
  const grains = useHarvests(story);
  const mark = useRow('readMark', story.id);
  if (act && act.verdict === null)
    return (
      <Notice icon="wait" tone="wait">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <StateChip state={act.state} />
        </p>
        <p className="pt-1">{grains ? t('reading.finish.queued', { n: READ_HARVEST }) : t('reading.finish.kept')}</p>
      </Notice>
    );
  const notes = act ? actNotes(t, act) : [];
  if (mark && mark.grains > 0)
    return (
      <>
        <Notice icon="grain" tone="grain">
          <p>{t('reading.finish.harvested', { n: mark.grains })}</p>
        </Notice>
        <LinkButton block icon="project" to="/projets">
          {t('reading.finish.plant')}
        </LinkButton>
      </>
    );
  if (act?.state !== 'received' && !mark) return null;
  return (
    <Notice icon="ok" tone="leaf">
      <p>{act ? t('reading.finish.received') : t('reading.finish.counted')}</p>
      {notes.map((n) => (
        <p key={n}>{n}</p>
      ))}
    </Notice>
  );
}

/** Whether a finish of this story was settled on this device; undefined until that is read. */
const useTried = (story: string): boolean | undefined =>
  useLive(
    async (db) =>
      (await db.sent
        .where('name')
        .equals('reading.finish')
        .filter((row) => row.args['story'] === story)
        .count()) > 0,
    [story],
  );

/**
 * Finishes the reading by itself once the end is reached and the time is enough: no button to look for. After a try
 * that gave nothing, the member says when to try again.
 */
function Harvest({ story, seconds, reached }: { story: Story; seconds: () => number; reached: boolean }) {
  const t = useT();
  const grains = useHarvests(story);
  const needed = activeSecondsNeeded(story.words);
  const now = useSeconds(seconds, needed);
  const tried = useTried(story.id);
  const own = useMember()?.member === story.author;
  const { queue, busy, failed } = useQueueing();
  const finish = useEffectEvent(() =>
    queue('reading.finish', { story: story.id, activeSeconds: Math.min(seconds(), 86_400) }, story.title),
  );
  const ready = reached && now >= needed;
  // Reading one's own text gives nothing, so nothing is sent before the author asks.
  const byItself = ready && tried === false && !own;
  useEffect(() => {
    if (byItself) void finish();
  }, [byItself]);
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
      {(tried || own || failed !== null) && (
        <Button
          block
          icon={grains ? 'grain' : 'ok'}
          busy={busy}
          onClick={() =>
            void queue('reading.finish', { story: story.id, activeSeconds: Math.min(seconds(), 86_400) }, story.title)
          }
        >
          {grains ? t('reading.finish') : t('reading.finish.only')}
        </Button>
      )}
      {failed !== null && <ErrorNote what={errorText(failed)} />}
    </>
  );
}

/**
 * The foot of a story's last page: reaching it finishes the reading, for up to 10 grains by the server's verdict (R5),
 * and leads to planting them and to a next story. `ended`: the end of the text is on the screen.
 */
export function Finish({ story, seconds, ended }: { story: Story; seconds: () => number; ended: boolean }) {
  const t = useT();
  const who = useMember();
  const grains = useHarvests(story);
  const mark = useRow('readMark', story.id);
  const act = useActs({ touches: { e: 'readMark', id: story.id } })[0];
  const [reached, setReached] = useState(ended);
  if (ended && !reached) setReached(true);
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
      {who !== null && <Outcome act={act} story={story} />}
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
      {who !== null && mark === null && (!act || act.verdict !== null) && (
        <Harvest story={story} seconds={seconds} reached={reached} />
      )}
      {(who === null || mark) && <NextStory after={story.id} />}
    </Card>
  );
}
