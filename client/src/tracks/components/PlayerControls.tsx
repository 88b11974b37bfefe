import { useMemo } from 'react';
import type { Track } from '@egoejo/shared/tracks/model.ts';
import { useLocale, useT } from '../../i18n/locale.ts';
import { useEpisodeOf } from '../../shows/model.ts';
import { IconButton } from '../../ui/actions/Button.tsx';
import { SoundPlace } from '../../ui/forms/SoundPlace.tsx';
import { Select } from '../../ui/forms/Select.tsx';
import { clockTime } from '../../ui/text/clock-time.ts';
import { barsOf } from '../player/peaks.ts';
import { goTo, resume, setRate, setSleep, step } from '../player/player.ts';
import { moved } from '../player/queue.ts';
import { heardOf, RATES, SLEEPS, usePlayer, type Sleep } from '../player/store.ts';
import type { Shown } from '../queries.ts';
import { Chapters } from './Chapters.tsx';
import { playHere } from './MiniPlayer.tsx';
import { PlayButton } from './PlayButton.tsx';
import { PlayFault } from './PlayFault.tsx';

/** As many bars as a narrow screen has room for. */
const BARS = 80;

/** Speed, and when the player stops by itself. */
function Choices() {
  const t = useT();
  const rate = usePlayer((s) => s.rate);
  const sleep = usePlayer((s) => s.sleep);
  const named = (value: Sleep): string =>
    value === 'off'
      ? t('tracks.sleep.off')
      : value === 'track'
        ? t('tracks.sleep.track')
        : t('tracks.sleep.minutes', { n: Number(value) });
  return (
    <div className="columns-fit [--column:9rem] gap-3">
      <Select
        label={t('tracks.rate')}
        value={String(rate)}
        options={RATES.map((n) => ({ value: String(n), label: t('tracks.rate.times', { n }) }))}
        onValue={(value) => setRate(RATES.find((n) => String(n) === value) ?? 1)}
      />
      <Select
        label={t('tracks.sleep')}
        value={sleep}
        options={SLEEPS.map((value) => ({ value, label: named(value) }))}
        onValue={setSleep}
      />
    </div>
  );
}

/** Everything that can be done with a track that is heard; before that, the button that begins. */
export function PlayerControls({ track, shown }: { track: Track; shown: Shown | undefined }) {
  const t = useT();
  const locale = useLocale();
  const heard = usePlayer((s) => heardOf(s)?.id === track.id);
  const at = usePlayer((s) => (heardOf(s)?.id === track.id ? s.place : 0));
  const before = usePlayer((s) => moved(s, -1) !== null);
  const after = usePlayer((s) => moved(s, 1) !== null);
  const bars = useMemo(() => (shown ? barsOf(shown.peaks, BARS) : []), [shown]);
  const { chapters } = useEpisodeOf(track.id) ?? {};
  const alone = useMemo(() => [track], [track]);
  const seconds = shown?.seconds ?? track.seconds ?? 0;
  const place = Math.min(at, seconds);
  return (
    <section aria-label={t('tracks.player')} className="flex flex-col gap-2">
      <div className="flex items-center gap-2">
        {heard && before && <IconButton icon="back" label={t('tracks.previous')} onClick={() => void step(-1)} />}
        <PlayButton
          id={track.id}
          title={track.title}
          onPlay={() => (heard ? void resume() : playHere(alone, track.id))}
        />
        {heard && after && <IconButton icon="next" label={t('tracks.next')} onClick={() => void step(1)} />}
        <p className="num ms-auto text-small text-soft">
          {t('tracks.at', { at: clockTime(locale, place), length: clockTime(locale, seconds) })}
        </p>
      </div>
      {heard && (
        <SoundPlace
          label={t('tracks.place')}
          text={t('tracks.at', { at: clockTime(locale, place), length: clockTime(locale, seconds) })}
          at={place}
          seconds={seconds}
          bars={bars}
          onPlace={goTo}
        />
      )}
      <PlayFault id={track.id} />
      {chapters && <Chapters track={track} chapters={chapters} among={alone} />}
      {heard && <Choices />}
    </section>
  );
}
