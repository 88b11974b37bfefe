import { useState, type ReactNode } from 'react';
import { phaseOf } from '@egoejo/shared/polls/phase.ts';
import type { Poll } from '@egoejo/shared/polls/model.ts';
import { useT } from '../../i18n/locale.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { useNow } from '../../ui/text/clock.ts';
import { Icon } from '../../ui/pictures/icons.tsx';
import { formOf, type PollForm } from '../poll-form.ts';
import { useAnimatedPolls, type Animated } from '../queries.ts';
import { useTurnout } from '../reach.ts';
import { PollCard } from './PollCard.tsx';
import { PollCopy } from './PollCopy.tsx';
import { PollEditor } from './PollEditor.tsx';

/** How many ended polls are shown at first, and more at each tap. */
const FEW = 5;

/** What the form shows: a draft, a new poll (`form` is null), or a copy of an existing poll. */
export type Editing = { form: PollForm | null } | { copy: Poll };

/** A constant, because React would call a new function at each rendering and move the focus again. */
const focus = (heading: HTMLElement | null): void => heading?.focus();
const HEAD = 'min-w-0 flex-1 basis-[min-content] scroll-mt-4 text-head outline-none';

/** The form of a poll, instead of the page's parts. */
export function PollForm({ animated, editing, onDone }: { animated: Animated; editing: Editing; onDone: () => void }) {
  const t = useT();
  return (
    <section className="flex flex-col gap-3">
      <h2 ref={focus} tabIndex={-1} className={HEAD}>
        {t('animate.poll.new')}
      </h2>
      {'copy' in editing ? (
        <PollCopy animated={animated} poll={editing.copy} onDone={onDone} />
      ) : (
        <PollEditor key={editing.form?.id ?? 'new'} animated={animated} start={editing.form} onDone={onDone} />
      )}
    </section>
  );
}

/** Drafts, open, scheduled and ended polls. `back`: the form was closed, so the focus returns here. */
export function PollsPart({
  animated,
  back,
  onEdit,
}: {
  animated: Animated;
  back: boolean;
  onEdit: (editing: Editing) => void;
}) {
  const t = useT();
  const { drafts, open, ended } = useAnimatedPolls(animated);
  const [shown, setShown] = useState(FEW);
  const now = useNow();
  const coming = open.filter((p) => phaseOf(p, now) === 'coming');
  const running = open.filter((p) => !coming.includes(p));
  const turnout = useTurnout(running.map((p) => p.id).join());
  const copier = (poll: Poll) => () => onEdit({ copy: poll });
  return (
    <section className="flex flex-col gap-3 pt-2">
      <div className="flex flex-wrap items-center gap-2">
        <h2 ref={back ? focus : undefined} tabIndex={-1} className={HEAD}>
          {t('animate.polls')}
        </h2>
        <Button icon="plus" variant="quiet" onClick={() => onEdit({ form: null })}>
          {t('animate.poll.new')}
        </Button>
      </div>
      {drafts.length + open.length === 0 && (
        <div>
          <p>{t('animate.poll.none')}</p>
          <p className="text-small text-soft">{t('animate.poll.noneText')}</p>
        </div>
      )}
      <Group title={t('animate.poll.drafts')} polls={drafts}>
        {(p) => <PollCard key={p.id} poll={p} onEdit={() => onEdit({ form: formOf(p) })} onCopy={copier(p)} />}
      </Group>
      <Group title={t('animate.poll.running')} polls={running}>
        {(p) => <PollCard key={p.id} poll={p} turnout={turnout.get(p.id)} onCopy={copier(p)} />}
      </Group>
      <Group title={t('animate.poll.coming')} polls={coming}>
        {(p) => <PollCard key={p.id} poll={p} onCopy={copier(p)} />}
      </Group>
      {ended.length > 0 && (
        <details className="flex flex-col">
          <summary className="flex min-h-11 cursor-pointer items-center gap-2">
            <h3 className="font-strong">{t('animate.poll.ended')}</h3>
            <span className="num flex-1 text-small text-soft">{ended.length}</span>
            <Icon name="down" className="size-5 text-soft" />
          </summary>
          <ul className="flex flex-col gap-3 pt-1">
            {ended.slice(0, shown).map((p) => (
              <PollCard key={p.id} poll={p} onCopy={copier(p)} />
            ))}
          </ul>
          {ended.length > shown && (
            <Button variant="plain" block onClick={() => setShown(shown + FEW)}>
              {t('animate.poll.more')}
            </Button>
          )}
        </details>
      )}
    </section>
  );
}

function Group({ title, polls, children }: { title: string; polls: Poll[]; children: (poll: Poll) => ReactNode }) {
  if (polls.length === 0) return null;
  return (
    <div className="flex flex-col gap-2">
      <h3 className="font-strong text-soft">{title}</h3>
      <ul className="flex flex-col gap-3">{polls.map(children)}</ul>
    </div>
  );
}
