import { isVisible } from '@egoejo/shared/platform/texts.ts';
import { typeset } from '../../../i18n/typeset.ts';
import { useState } from 'react';
import type { Cycle } from '@egoejo/shared/saka/model.ts';
import { errorText } from '../../../i18n/error-text.ts';
import { useT } from '../../../i18n/locale.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { Card } from '../../../ui/cards/Card.tsx';
import { Chip } from '../../../ui/feedback/Chip.tsx';
import { useNow } from '../../../ui/text/clock.ts';
import { ErrorNote } from '../../../ui/feedback/feedback.tsx';
import { TextField } from '../../../ui/forms/text-fields.tsx';
import { Dialog } from '../../../ui/layers/Sheet.tsx';
import { SeasonDates } from '../SeasonDates.tsx';
import { closeSeason, nameSeason } from '../../seasons.ts';
import { useTending } from './use-tending.ts';

/** One season: its state, and what an animator may do with it. */
export function SeasonItem({ season }: { season: Cycle }) {
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
      <div className="flex flex-wrap items-center gap-2">
        <h3 className="min-w-fit flex-1 font-strong">{typeset(season.name)}</h3>
        <Chip tone={state === 'now' ? 'leaf' : state === 'planned' ? 'wait' : 'plain'}>{t(words[state])}</Chip>
      </div>
      <SeasonDates from={season.startsAt} to={season.endsAt} />
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
            if (isVisible(name)) void rename();
          }}
        >
          <TextField label={t('saka.tend.name')} value={name} maxLength={60} onValue={setName} />
          <div className="flex flex-wrap gap-2">
            <Button type="submit" busy={busy} disabled={!isVisible(name)}>
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
