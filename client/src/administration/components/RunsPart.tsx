import { useState } from 'react';
import { useSubmit, FailureNote } from '../../ui/submit.tsx';
import { call } from '../../platform/api.ts';
import { useLocale, useT } from '../../i18n/locale.ts';
import { percent } from '../../saka/rates.ts';
import { useRows } from '../../sync/api/live.ts';
import { Button } from '../../ui/Button.tsx';
import { CardList } from '../../ui/Card.tsx';
import { Chip, GrainBadge } from '../../ui/Chip.tsx';
import { Notice } from '../../ui/feedback.tsx';
import { toast } from '../../ui/toasts.tsx';
import { TextField } from '../../ui/text-fields.tsx';
import { Section } from '../../ui/Page.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { DateTime } from '../../ui/times.tsx';
import { calls, useAsked, type DryRun, type Kind, type RunLine } from '../calls.ts';
import { Asking } from './Asking.tsx';

/** Past runs, and a new one: first a dry run shows what it would do. */
export function RunsPart() {
  const t = useT();
  const runs = useAsked('runs', () => calls.runs.query());
  const [seen, setSeen] = useState<{ kind: Kind; dry: DryRun } | null>(null);
  const { busy, failure, submit } = useSubmit();
  const look = async (kind: Kind) => {
    const done = await submit(() => call(() => calls.dryRun.query({ kind })));
    if (done) setSeen({ kind, dry: done.value });
  };
  return (
    <>
      <p className="text-small">{t('administration.runs.text')}</p>
      <div className="flex flex-col gap-2 rail:flex-row">
        <Button variant="quiet" busy={busy} onClick={() => void look('compost')}>
          {t('administration.runs.tryCompost')}
        </Button>
        <Button variant="quiet" busy={busy} onClick={() => void look('redistribution')}>
          {t('administration.runs.tryRedistribution')}
        </Button>
      </div>
      <FailureNote failure={failure} />
      {seen && (
        <RunSheet key={seen.dry.at} kind={seen.kind} dry={seen.dry} onClose={() => setSeen(null)} onDone={runs.again} />
      )}
      <Section title={t('administration.runs.past')}>
        <Asking asked={runs}>
          {(list) =>
            list.length === 0 ? (
              <p className="text-small text-soft">{t('administration.runs.none')}</p>
            ) : (
              <CardList>
                {list.map((run) => (
                  <Run key={`${run.kind} ${run.at}`} run={run} />
                ))}
              </CardList>
            )
          }
        </Asking>
      </Section>
    </>
  );
}

function Run({ run }: { run: RunLine }) {
  const t = useT();
  const source = {
    schedule: t('administration.runs.bySchedule'),
    command: t('administration.runs.byCommand'),
    person: t('administration.runs.byPerson'),
  }[run.source];
  return (
    <li className="flex items-start gap-3 py-2.5">
      <div className="min-w-0 flex-1">
        <p className="text-small font-strong">
          {t(run.kind === 'compost' ? 'administration.compost' : 'administration.redistribution')}
        </p>
        <p className="text-tiny text-soft">
          <DateTime at={run.at} /> · {source} · {t('administration.runs.wallets', { n: run.wallets, out: run.leftOut })}
        </p>
        {run.state === 'running' && (
          <Chip tone="wait" icon="wait">
            {t('administration.runs.running')}
          </Chip>
        )}
      </div>
      <GrainBadge grains={run.grains} words />
    </li>
  );
}

/** The administrator types the dry run's number, so that a slip cannot move everybody's grains. */
function RunSheet({
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
    const done = await submit(() => call(() => calls.run.mutate({ kind, at: dry.at, grains: dry.grains })));
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
        <Nothing kind={kind} dry={dry} />
      ) : (
        <form
          className="flex flex-col gap-3"
          onSubmit={(e) => {
            e.preventDefault();
            void go();
          }}
        >
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
        </form>
      )}
      <Button variant="quiet" block onClick={onClose}>
        {t(dry.behind !== null || dry.grains === 0 ? 'ui.close' : 'ui.cancel')}
      </Button>
    </Sheet>
  );
}

/** Why a run would move nothing, by its rules and the current state. */
function Nothing({ kind, dry: { parameters: p, frozen } }: { kind: Kind; dry: DryRun }) {
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
