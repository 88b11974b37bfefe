import { useState, type FormEvent } from 'react';
import type { PollId } from '@egoejo/shared/platform/ids.ts';
import type { Poll } from '@egoejo/shared/polls/model.ts';
import { toastAct } from '../../activity/model.ts';
import { useDirtyForm } from '../../platform/page/dirty.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { useDraft } from '../../sync/api/kept/drafts.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { now } from '../../ui/text/clock.ts';
import { ErrorNote, Notice } from '../../ui/feedback/feedback.tsx';
import { useChosen } from '../../communities/model.ts';
import {
  changed,
  completed,
  EMPTY_POLL,
  faultsOf,
  isBlank,
  pollArgs,
  previewOf,
  type PollFault,
  type PollForm,
} from '../poll-form.ts';
import { useNamedProjects, type Animated } from '../queries.ts';
import { BallotPreview } from './BallotPreview.tsx';
import { PollFields } from './PollFields.tsx';

const faultWords = {
  project: 'animate.poll.project.gone',
  title: 'animate.poll.title.missing',
  options: 'animate.poll.options.missing',
  closesAt: 'animate.poll.closes.bad',
  quorum: 'animate.poll.quorum.bad',
  max: 'animate.poll.max.bad',
  credits: 'animate.poll.credits.bad',
  unit: 'animate.poll.unit.bad',
  grades: 'animate.poll.grades.bad',
  budget: 'animate.poll.budget.bad',
  costs: 'animate.poll.costs.bad',
  support: 'animate.poll.support.bad',
  points: 'animate.poll.points.bad',
} as const;

/** A poll's draft: saved on this device at each change, then stored as the author's own until it is opened. */
export function PollEditor({
  animated,
  start,
  copied,
  onDone,
}: {
  animated: Animated;
  start: PollForm | null;
  /** The poll that `start` copies: an unfinished copy is kept under its id, beside a new poll being written. */
  copied?: PollId;
  onDone: () => void;
}) {
  const t = useT();
  const chosen = useChosen(animated.communities);
  const first = start ?? { ...EMPTY_POLL, community: animated.whole ? '' : String(chosen?.id ?? '') };
  const [kept, setForm, clear, loaded] = useDraft<PollForm>(
    copied ? `poll-form:copy:${copied}` : `poll-form:${start?.id ?? 'new'}`,
    first,
  );
  const form = completed(kept);
  const projects = useNamedProjects(form);
  const [faults, setFaults] = useState<PollFault[]>([]);
  const [preview, setPreview] = useState<Poll | 'incomplete' | null>(null);
  const { queue, busy, failed } = useQueueing();
  useDirtyForm(loaded && !isBlank(form));
  if (!loaded) return null;
  const wrong = faultsOf(form, now());
  if ([...projects.values()].some((p) => !p.fits)) wrong.push('project');
  // Those that were there when it was sent, until they are mended.
  const left = faults.filter((f) => wrong.includes(f));
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setFaults(wrong);
    if (wrong.length > 0) return;
    const key = await queue('poll.draft', pollArgs(changed(form, {})), form.title.trim());
    if (key === null) return;
    await clear();
    toastAct(key);
    onDone();
  };
  const dismissed = async () => {
    await clear();
    onDone();
  };
  return (
    <form className="flex flex-col gap-4" noValidate onSubmit={(e) => void save(e)}>
      {copied && <Notice icon="list">{t('animate.poll.copied')}</Notice>}
      <PollFields
        form={form}
        put={(change) => {
          setPreview(null);
          setForm(changed(form, change));
        }}
        error={(f) => (left.includes(f) ? t(faultWords[f]) : undefined)}
        animated={animated}
        projects={projects}
      />
      {left.length > 0 && <ErrorNote what={t('animate.poll.faults')} safe={t('animate.poll.kept')} />}
      {failed !== null && <ErrorNote what={errorText(failed)} safe={t('animate.poll.kept')} />}
      <Notice icon="edit">{t('animate.poll.frozen')}</Notice>
      <Button
        variant="quiet"
        icon="eye"
        block
        onClick={() => setPreview(previewOf(changed(form, {}), now()) ?? 'incomplete')}
      >
        {t('animate.poll.preview')}
      </Button>
      {preview === 'incomplete' && <Notice icon="warning">{t('animate.poll.preview.incomplete')}</Notice>}
      {preview !== null && preview !== 'incomplete' && (
        <BallotPreview poll={preview} open onClose={() => setPreview(null)} />
      )}
      <Button type="submit" block busy={busy}>
        {t('animate.poll.save')}
      </Button>
      <Button variant="plain" block onClick={() => void dismissed()}>
        {t('animate.poll.discard')}
      </Button>
    </form>
  );
}
