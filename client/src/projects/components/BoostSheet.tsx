import { useState } from 'react';
import type { Grains, ProjectId } from '@egoejo/shared/platform/ids.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { toastAct } from '../../activity/model.ts';
import type { Purse } from '../../saka/model.ts';
import { useRows } from '../../sync/api/rows/live.ts';
import { useOffline } from '../../sync/api/status/status.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { Button, LinkButton } from '../../ui/actions/Button.tsx';
import { useShell } from '../../platform/page/shell-store.ts';
import { ErrorNote, Notice } from '../../ui/feedback/feedback.tsx';
import { Sheet } from '../../ui/layers/Sheet.tsx';
import { Stepper } from '../../ui/forms/Stepper.tsx';
import { firstOffer, quickAmounts } from '../boost.ts';

interface BoostProps {
  project: { id: ProjectId; title: string };
  purse: Purse;
  open: boolean;
  onClose: () => void;
}

function Amount({
  purse,
  beginner,
  grains,
  onGrains,
}: {
  purse: Purse;
  beginner: boolean;
  grains: number;
  onGrains: (n: number) => void;
}) {
  const t = useT();
  return (
    <>
      <Stepper
        size="large"
        label={t('projects.boost.grains')}
        value={grains}
        min={1}
        max={purse.free}
        onChange={onGrains}
        hint={t('projects.boost.left', { n: purse.free - grains })}
        stops={t('projects.boost.stops', { n: purse.free })}
      />
      <div role="group" aria-label={t('projects.boost.quick')} className="flex flex-wrap justify-center gap-2">
        {quickAmounts(purse.free, beginner).map((n) => (
          <button
            key={n}
            type="button"
            aria-pressed={n === grains}
            className="num min-h-11 min-w-14 rounded-full border border-line px-3 text-small aria-pressed:border-leaf aria-pressed:bg-leaf-soft aria-pressed:font-strong aria-pressed:text-leaf"
            onClick={() => onGrains(n)}
          >
            {n === purse.free ? t('projects.boost.all', { n }) : t('ui.number', { n })}
          </button>
        ))}
      </div>
    </>
  );
}

/** The amount and the button. `beginner`: who has never planted is told in two sentences what grains are. */
function Offer({ project, purse, beginner, onClose }: Omit<BoostProps, 'open'> & { beginner: boolean }) {
  const t = useT();
  // Kept from the opening, so that the sheet does not change while the first boost is queued.
  const [first] = useState(beginner);
  const [chosen, setChosen] = useState<number | null>(null);
  const { queue, busy, failed } = useQueueing();
  const offline = useOffline();
  const unkept = useShell((s) => s.unkept);
  const grains = Math.min(chosen ?? firstOffer(purse.free, first), purse.free);
  const boost = async () => {
    const key = await queue('project.boost', { project: project.id, grains: grains as Grains }, project.title);
    if (key === null) return;
    toastAct(key);
    onClose();
  };
  return (
    <>
      {first && <p className="text-small">{t('projects.boost.first')}</p>}
      <Amount purse={purse} beginner={first} grains={grains} onGrains={setChosen} />
      {failed !== null && (
        <ErrorNote
          what={errorText(failed)}
          safe={failed.code === 'sync.not_received' ? '' : t('projects.boost.safe')}
        />
      )}
      <Button icon="grain" block busy={busy} onClick={() => void boost()}>
        {t('projects.boost.plant', { n: grains })}
      </Button>
      <p className="text-center text-tiny text-soft">
        {t(unkept ? 'projects.boost.unkept' : offline ? 'projects.boost.offline' : 'projects.boost.once')}
      </p>
    </>
  );
}

/** Planting grains: how many, what is left, and where the act is stored. */
export function BoostSheet({ project, purse, open, onClose }: BoostProps) {
  const t = useT();
  const supports = useRows('support');
  return (
    <Sheet open={open} onClose={onClose} title={t('projects.boost.title')} description={project.title}>
      {purse.free > 0 ? (
        supports && <Offer project={project} purse={purse} beginner={supports.length === 0} onClose={onClose} />
      ) : (
        <>
          <Notice icon="grain" tone="grain">
            {purse.reserved > 0 ? t('projects.boost.allReserved', { n: purse.reserved }) : t('projects.boost.none')}
          </Notice>
          <LinkButton to="/lire" block icon="read">
            {t('projects.boost.harvest')}
          </LinkButton>
        </>
      )}
    </Sheet>
  );
}
