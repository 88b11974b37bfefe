import { useState } from 'react';
import { FailureNote, useSubmit } from '../../ui/forms/submit.tsx';
import { call } from '../../platform/network/api.ts';
import { useT } from '../../i18n/locale.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { CardList } from '../../ui/cards/Card.tsx';
import { Chip, GrainBadge } from '../../ui/feedback/Chip.tsx';
import { Section } from '../../ui/layout/Page.tsx';
import { DateTime } from '../../ui/text/times.tsx';
import { useAsked, type DryRun, type Kind, type RunLine } from '../calls.ts';
import { Asking } from './Asking.tsx';
import { RunSheet } from './RunSheet.tsx';

/** Past runs, and a new one: first a dry run shows what it would do. */
export function RunsPart() {
  const t = useT();
  const runs = useAsked('runs', (api) => api.administration.runs.query());
  const [seen, setSeen] = useState<{ kind: Kind; dry: DryRun } | null>(null);
  const { busy, failure, submit } = useSubmit();
  const look = async (kind: Kind) => {
    const done = await submit(() => call((api) => api.administration.dryRun.query({ kind })));
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
                  <RunItem key={`${run.kind} ${run.at}`} run={run} />
                ))}
              </CardList>
            )
          }
        </Asking>
      </Section>
    </>
  );
}

function RunItem({ run }: { run: RunLine }) {
  const t = useT();
  const source = {
    schedule: t('administration.runs.bySchedule'),
    command: t('administration.runs.byCommand'),
    person: t('administration.runs.byPerson'),
  }[run.source];
  return (
    <li className="flex flex-wrap items-start gap-3 py-2.5">
      <div className="min-w-0 grow basis-48">
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
