import { useState } from 'react';
import type { Grains, ProjectId } from '@egoejo/shared/platform/ids.ts';
import { errorText, useT } from '../../i18n/locale.ts';
import { toastAct } from '../../activity/model.ts';
import type { Purse } from '../../saka/model.ts';
import { useOffline } from '../../sync/api/status.ts';
import { useQueueing } from '../../sync/api/use-queueing.ts';
import { Button, LinkButton } from '../../ui/Button.tsx';
import { useShell } from '../../platform/shell-store.ts';
import { ErrorNote, Notice } from '../../ui/feedback.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { Stepper } from '../../ui/Stepper.tsx';
import { firstOffer, quickAmounts } from '../boost.ts';

interface BoostProps {
  project: { id: ProjectId; title: string };
  purse: Purse;
  open: boolean;
  onClose: () => void;
}

function Amount({ purse, grains, onGrains }: { purse: Purse; grains: number; onGrains: (n: number) => void }) {
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
        {quickAmounts(purse.free).map((n) => (
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

/** Planting grains: how many, what is left, and where the act is stored. */
export function BoostSheet({ project, purse, open, onClose }: BoostProps) {
  const t = useT();
  const [chosen, setChosen] = useState<number | null>(null);
  const { queue, busy, failed, setFailed } = useQueueing();
  const offline = useOffline();
  const unkept = useShell((s) => s.unkept);
  const grains = Math.min(chosen ?? firstOffer(purse.free), purse.free);
  const close = () => {
    setChosen(null);
    setFailed(null);
    onClose();
  };
  const boost = async () => {
    const key = await queue('project.boost', { project: project.id, grains: grains as Grains }, project.title);
    if (key === null) return;
    toastAct(key);
    close();
  };
  return (
    <Sheet open={open} onClose={close} title={t('projects.boost.title')} description={project.title}>
      {purse.free > 0 ? (
        <>
          <Amount purse={purse} grains={grains} onGrains={setChosen} />
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
