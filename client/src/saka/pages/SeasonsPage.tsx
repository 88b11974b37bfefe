import { useState } from 'react';
import type { Failure } from '@egoejo/shared/platform/result.ts';
import type { Cycle } from '@egoejo/shared/saka/model.ts';
import { errorText, useT } from '../../i18n/locale.ts';
import { Button, LinkButton } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { useNow } from '../../ui/clock.ts';
import { EmptyState, ErrorNote } from '../../ui/feedback.tsx';
import { toast } from '../../ui/toasts.tsx';
import { TextField } from '../../ui/text-fields.tsx';
import { Page, Section } from '../../ui/Page.tsx';
import { Dialog } from '../../ui/Sheet.tsx';
import { DateTime } from '../../ui/times.tsx';
import { firstOf, lastOf } from '../figures.ts';
import { useMayRunSeasons, useSeasonRows } from '../queries.ts';
import { closeSeason, instantOf, nameSeason, openSeason } from '../seasons.ts';

/** Runs one call at a time and reports its result. */
function useTending() {
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<Failure | null>(null);
  const run = async (act: () => Promise<Failure | null>, said: string): Promise<boolean> => {
    setBusy(true);
    const failure = await act();
    setBusy(false);
    setFailed(failure);
    if (failure === null) toast(said, 'leaf');
    return failure === null;
  };
  return { busy, failed, run };
}

function NewSeason() {
  const t = useT();
  const [plan, setPlan] = useState({ name: '', from: '', to: '' });
  const { busy, failed, run } = useTending();
  const whole = plan.name.trim() !== '' && plan.from !== '' && plan.to !== '';
  const send = async () => {
    const opened = await run(
      () =>
        openSeason({ name: plan.name.trim(), startsAt: instantOf(plan.from, false), endsAt: instantOf(plan.to, true) }),
      t('saka.tend.opened'),
    );
    if (opened) setPlan({ name: '', from: '', to: '' });
  };
  return (
    <Card as="div">
      <form
        className="flex flex-col gap-3"
        onSubmit={(e) => {
          e.preventDefault();
          if (whole) void send();
        }}
      >
        <h2 className="text-head">{t('saka.tend.new')}</h2>
        <TextField
          label={t('saka.tend.name')}
          value={plan.name}
          maxLength={60}
          onValue={(name) => setPlan({ ...plan, name })}
        />
        <div className="grid gap-3 min-[26rem]:grid-cols-2">
          <TextField
            type="date"
            label={t('saka.tend.from')}
            value={plan.from}
            onValue={(from) => setPlan({ ...plan, from })}
          />
          <TextField type="date" label={t('saka.tend.to')} value={plan.to} onValue={(to) => setPlan({ ...plan, to })} />
        </div>
        <p className="text-tiny text-soft">{t('saka.tend.hint')}</p>
        {failed && <ErrorNote what={errorText(failed)} />}
        <Button type="submit" block busy={busy} disabled={!whole}>
          {t('saka.tend.open')}
        </Button>
      </form>
    </Card>
  );
}

function SeasonItem({ season }: { season: Cycle }) {
  const t = useT();
  const now = new Date(useNow()).toISOString();
  const [name, setName] = useState<string | null>(null);
  const [closing, setClosing] = useState(false);
  const { busy, failed, run } = useTending();
  const state = season.active ? 'now' : season.endsAt <= now ? 'over' : 'planned';
  const words = { now: 'saka.tend.now', over: 'saka.tend.over', planned: 'saka.tend.planned' } as const;
  const rename = async () => {
    if (name !== null && (await run(() => nameSeason(season.id, name.trim()), t('saka.tend.named')))) setName(null);
  };
  const close = async () => {
    await run(() => closeSeason(season.id), t('saka.tend.closed'));
    setClosing(false);
  };
  return (
    <Card as="li" className="flex flex-col gap-2">
      <div className="flex items-center gap-2">
        <h3 className="min-w-0 flex-1 font-strong">{season.name}</h3>
        <Chip tone={state === 'now' ? 'leaf' : state === 'planned' ? 'wait' : 'plain'}>{t(words[state])}</Chip>
      </div>
      <p className="text-small text-soft">
        {t('saka.season.from')} <DateTime at={firstOf(season.startsAt)} dayOnly /> {t('saka.season.to')}{' '}
        <DateTime at={lastOf(season.endsAt)} dayOnly />
      </p>
      {failed && <ErrorNote what={errorText(failed)} />}
      {name === null ? (
        <div className="flex flex-wrap gap-2">
          <Button variant="quiet" icon="edit" onClick={() => setName(season.name)}>
            {t('saka.tend.rename')}
          </Button>
          {state !== 'over' && (
            <Button variant="grave" onClick={() => setClosing(true)}>
              {t(state === 'now' ? 'saka.tend.close' : 'saka.tend.drop')}
            </Button>
          )}
        </div>
      ) : (
        <form
          className="flex flex-col gap-2"
          onSubmit={(e) => {
            e.preventDefault();
            if (name.trim() !== '') void rename();
          }}
        >
          <TextField label={t('saka.tend.name')} value={name} maxLength={60} onValue={setName} />
          <div className="flex gap-2">
            <Button type="submit" busy={busy} disabled={name.trim() === ''}>
              {t('saka.tend.keep')}
            </Button>
            <Button variant="plain" onClick={() => setName(null)}>
              {t('ui.cancel')}
            </Button>
          </div>
        </form>
      )}
      <Dialog
        open={closing}
        onClose={() => setClosing(false)}
        title={t(state === 'now' ? 'saka.tend.close.sure' : 'saka.tend.drop.sure', { name: season.name })}
        actions={
          <>
            <Button variant="danger" busy={busy} onClick={() => void close()}>
              {t(state === 'now' ? 'saka.tend.close' : 'saka.tend.drop')}
            </Button>
            <Button variant="quiet" onClick={() => setClosing(false)}>
              {t('ui.cancel')}
            </Button>
          </>
        }
      >
        {t(state === 'now' ? 'saka.tend.close.text' : 'saka.tend.drop.text')}
      </Dialog>
    </Card>
  );
}

/**
 * For global animators: open, name and close seasons. It works online only, since only the server knows the current
 * state.
 */
export function SeasonsPage() {
  const t = useT();
  const tends = useMayRunSeasons();
  const seasons = useSeasonRows();
  return (
    <Page title={t('saka.tend')} back="/cycle">
      {tends === false && (
        <EmptyState
          icon="tools"
          title={t('saka.tend.not')}
          action={<LinkButton to="/cycle">{t('saka.title')}</LinkButton>}
        >
          {t('saka.tend.notText')}
        </EmptyState>
      )}
      {tends && (
        <>
          <NewSeason />
          <Section title={t('saka.tend.all')}>
            {seasons?.length === 0 && <p className="text-small text-soft">{t('saka.tend.none')}</p>}
            <ul className="flex flex-col gap-3">
              {seasons?.map((s) => (
                <SeasonItem key={s.id} season={s} />
              ))}
            </ul>
          </Section>
        </>
      )}
    </Page>
  );
}
