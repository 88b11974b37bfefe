import { useState } from 'react';
import type { Poll } from '@egoejo/shared/polls/model.ts';
import { useT } from '../../i18n/locale.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/feedback.tsx';
import { formOf, type PollForm } from '../poll-form.ts';
import { useAnimatedPolls, type Animated } from '../queries.ts';
import { PollCard } from './PollCard.tsx';
import { PollCopy } from './PollCopy.tsx';
import { PollEditor } from './PollEditor.tsx';

/** How many ended polls are shown at first, and more at each tap. */
const FEW = 5;

/** Drafts, open and ended polls, and the form for a new one. */
export function PollsPart({ animated }: { animated: Animated }) {
  const t = useT();
  const { drafts, open, ended } = useAnimatedPolls(animated);
  const [editing, setEditing] = useState<{ form: PollForm | null } | { copy: Poll } | null>(null);
  const [shown, setShown] = useState(FEW);
  const done = () => setEditing(null);
  if (editing && 'copy' in editing) return <PollCopy animated={animated} poll={editing.copy} onDone={done} />;
  if (editing)
    return <PollEditor key={editing.form?.id ?? 'new'} animated={animated} start={editing.form} onDone={done} />;
  const copier = (poll: Poll) => () => setEditing({ copy: poll });
  return (
    <>
      <Button icon="plus" block onClick={() => setEditing({ form: null })}>
        {t('animate.poll.new')}
      </Button>
      {drafts.length === 0 && open.length === 0 && (
        <EmptyState icon="vote" title={t('animate.poll.none')}>
          {t('animate.poll.noneText')}
        </EmptyState>
      )}
      {drafts.length > 0 && <h2 className="text-head">{t('animate.poll.drafts')}</h2>}
      <ul className="flex flex-col gap-3">
        {drafts.map((p) => (
          <PollCard key={p.id} poll={p} onEdit={() => setEditing({ form: formOf(p) })} onCopy={copier(p)} />
        ))}
      </ul>
      {open.length > 0 && <h2 className="text-head">{t('animate.poll.running')}</h2>}
      <ul className="flex flex-col gap-3">
        {open.map((p) => (
          <PollCard key={p.id} poll={p} onCopy={copier(p)} />
        ))}
      </ul>
      {ended.length > 0 && <h2 className="text-head">{t('animate.poll.ended')}</h2>}
      <ul className="flex flex-col gap-3">
        {ended.slice(0, shown).map((p) => (
          <PollCard key={p.id} poll={p} onCopy={copier(p)} />
        ))}
      </ul>
      {ended.length > shown && (
        <Button variant="plain" block onClick={() => setShown(shown + FEW)}>
          {t('animate.poll.more')}
        </Button>
      )}
    </>
  );
}
