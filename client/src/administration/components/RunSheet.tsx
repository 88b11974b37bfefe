import { useState } from 'react';
import { Form } from '../../ui/forms/Form.tsx';
import { FailureNote, useSubmit } from '../../ui/forms/submit.tsx';
import { call } from '../../platform/network/api.ts';
import { useLocale, useT } from '../../i18n/locale.ts';
import { percent } from '../../saka/rates.ts';
import { useRows } from '../../sync/api/rows/live.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { Notice } from '../../ui/feedback/feedback.tsx';
import { toast } from '../../ui/layers/toasts.tsx';
import { TextField } from '../../ui/forms/text-fields.tsx';
import { Sheet } from '../../ui/layers/Sheet.tsx';
import { type DryRun, type Kind } from '../calls.ts';

/** The administrator types the dry run's number, so that a slip cannot move everybody's grains. */
export function RunSheet({
  kind,
  dry,
  onClose,
  onDone,
}: {
  kind: Kind;
  dry: DryRun;
  onClose: () => void;
  onDone: () => void;
}) {
  const t = useT();
  const [typed, setTyped] = useState('');
  const { busy, failure, submit } = useSubmit();
  const go = async () => {
    const done = await submit(() =>
      call((api) => api.administration.run.mutate({ kind, at: dry.at, grains: dry.grains })),
    );
    if (!done) return;
    toast(
      done.value.ended
        ? t('administration.runs.done', { n: done.value.wallets, grains: done.value.grains })
        : t('administration.runs.goesOn'),
    );
    onDone();
    onClose();
  };
  return (
    <Sheet
      open
      onClose={onClose}
      title={t(kind === 'compost' ? 'administration.runs.compost' : 'administration.runs.redistribution')}
    >
      {dry.behind !== null ? (
        <Notice icon="wait" tone="wait">
          {t('error.administration.run_behind')}
        </Notice>
      ) : dry.grains === 0 ? (
        <NothingToMove kind={kind} dry={dry} />
      ) : (
        <Form onSend={go}>
          <p>
            {t(kind === 'compost' ? 'administration.runs.wouldCompost' : 'administration.runs.wouldGive', {
              n: dry.wallets,
              grains: dry.grains,
            })}
          </p>
          <p className="text-small text-soft">{t('administration.runs.dry')}</p>
          <TextField
            label={t('administration.runs.type', { grains: dry.grains })}
            value={typed}
            onValue={setTyped}
            inputMode="numeric"
            autoComplete="off"
          />
          <FailureNote failure={failure} />
          <Button type="submit" block variant="danger" busy={busy} disabled={typed.trim() !== String(dry.grains)}>
            {t(kind === 'compost' ? 'administration.runs.goCompost' : 'administration.runs.goRedistribution')}
          </Button>
        </Form>
      )}
      <Button variant="quiet" block onClick={onClose}>
        {t(dry.behind !== null || dry.grains === 0 ? 'ui.close' : 'ui.cancel')}
      </Button>
    </Sheet>
  );
}

/** Why a run would move nothing, by its rules and the current state. */
function NothingToMove({ kind, dry: { parameters: p, frozen } }: { kind: Kind; dry: DryRun }) {
  const t = useT();
  const locale = useLocale();
  const silo = useRows('silo')?.[0]?.balance;
  const rate = percent(locale, p[kind === 'compost' ? 'compostRate' : 'redistributionRate'] ?? 0);
  const why =
    kind === 'compost'
      ? t('administration.runs.noneIdle', {
          rate,
          days: p['compostInactivityDays'],
          min: p['compostMinBalance'],
          least: p['compostMinAmount'],
        })
      : frozen === 0
        ? t('administration.runs.nobody')
        : t('administration.runs.tooLittle', { rate, n: frozen });
  return (
    <Notice icon={kind === 'compost' ? 'leaf' : 'silo'}>
      <span className="block font-strong">{t('administration.runs.nothing')}</span>
      {kind === 'redistribution' && silo !== undefined && `${t('administration.runs.silo', { n: silo })} `}
      {why}
    </Notice>
  );
}
