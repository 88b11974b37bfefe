import { useState } from 'react';
import { useT } from '../../i18n/locale.ts';
import { useWide } from '../../platform/device/wide.ts';
import { LinkButton } from '../../ui/actions/Button.tsx';
import { EmptyState } from '../../ui/feedback/feedback.tsx';
import { Page } from '../../ui/layout/Page.tsx';
import { PollForm, PollsPart, type Editing } from '../components/PollsPart.tsx';
import { ToDecide } from '../components/ToDecide.tsx';
import { Tools } from '../components/Tools.tsx';
import { useAnimated } from '../queries.ts';

/** The one page of an animator's work: what waits for a decision, the polls, and the tools of each community. */
export function AnimatePage() {
  const t = useT();
  const animated = useAnimated();
  const wide = useWide();
  const [editing, setEditing] = useState<Editing | null>(null);
  const [back, setBack] = useState(false);
  const edit = (what: Editing | null) => {
    setBack(what === null);
    setEditing(what);
  };
  return (
    <Page title={t('animate.title')} back="/moi" wide={wide && Boolean(animated) && editing === null}>
      {animated === null && (
        <EmptyState
          icon="tools"
          title={t('animate.not.title')}
          action={<LinkButton to="/projets">{t('animate.not.go')}</LinkButton>}
        >
          {t('animate.not.text')}
        </EmptyState>
      )}
      {animated && editing && <PollForm animated={animated} editing={editing} onDone={() => edit(null)} />}
      {animated && !editing && (
        // On a phone in the order of the work; two columns have the polls beside the rest.
        <div className="grid gap-6 *:min-w-0 rail:grid-cols-2 rail:grid-rows-[auto_1fr]">
          <ToDecide />
          <div className="rail:row-span-2">
            <PollsPart animated={animated} back={back} onEdit={edit} />
          </div>
          <div className="rail:col-start-1">
            <Tools animated={animated} />
          </div>
        </div>
      )}
    </Page>
  );
}
