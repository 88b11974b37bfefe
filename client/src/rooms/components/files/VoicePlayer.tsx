import { useEffect } from 'react';
import { LOUDEST } from '@egoejo/shared/rooms/model.ts';
import { errorText } from '../../../i18n/error-text.ts';
import { useLocale, useT } from '../../../i18n/locale.ts';
import { NETWORK } from '../../../platform/network/api.ts';
import { SoundPlace } from '../../../ui/forms/SoundPlace.tsx';
import { Icon } from '../../../ui/pictures/icons.tsx';
import { clockTime } from '../../../ui/text/clock-time.ts';
import { goTo, letGo, pause, play, RATES, setRate, usePlayer, type Source } from '../../voice/player.ts';

/** The place in a note that plays, and the way to another one. */
function Place({ id, seconds, bars }: { id: string; seconds: number; bars: readonly number[] }) {
  const t = useT();
  const locale = useLocale();
  const at = Math.min(
    seconds,
    usePlayer((s) => s.at[id] ?? 0),
  );
  return (
    <SoundPlace
      label={t('rooms.voice.place')}
      text={t('rooms.voice.at', { at: clockTime(locale, at), length: clockTime(locale, seconds) })}
      at={at}
      seconds={seconds}
      bars={bars.map((bar) => bar / LOUDEST)}
      onPlace={(to) => goTo(id, to)}
    />
  );
}

interface Props {
  id: string;
  seconds: number;
  bars: readonly number[];
  /** Null: the sound is neither on this device nor on the server yet. */
  source: Source | null;
}

/** Plays a voice note: its place can be chosen, and how fast it is played. */
export function VoicePlayer({ id, seconds, bars, source }: Props) {
  const t = useT();
  const locale = useLocale();
  const phase = usePlayer((s) => (s.id === id ? s.phase : 'paused'));
  const at = usePlayer((s) => s.at[id] ?? 0);
  const failed = usePlayer((s) => (s.failed?.id === id ? s.failed.why : null));
  const rate = usePlayer((s) => s.rate);
  useEffect(() => () => letGo(id), [id]);
  const paused = phase === 'paused';
  const next = RATES[(RATES.indexOf(rate) + 1) % RATES.length] ?? 1;
  return (
    <div className="flex w-56 max-w-full flex-col">
      <div className="flex items-center gap-2">
        <button
          type="button"
          aria-label={t(paused ? 'rooms.voice.play' : 'rooms.voice.pause')}
          aria-busy={phase === 'loading' || undefined}
          aria-disabled={source === null || phase === 'loading' || undefined}
          className="grid size-11 flex-none place-items-center rounded-full bg-leaf text-on-leaf aria-disabled:opacity-55 forced-colors:border"
          onClick={() => (paused ? source && void play(id, source) : pause())}
        >
          <Icon name={paused ? 'play' : 'pause'} className="size-5" />
        </button>
        <div className="min-w-0 flex-1">
          <Place id={id} seconds={seconds} bars={bars} />
        </div>
        <button
          type="button"
          aria-label={t('rooms.voice.rate', { n: rate })}
          className="num grid size-11 flex-none place-items-center rounded-inner text-tiny font-strong text-soft"
          onClick={() => setRate(next)}
        >
          <span aria-hidden="true">{t('rooms.voice.times', { n: rate })}</span>
        </button>
      </div>
      <p className="num ps-10 text-tiny text-soft">{clockTime(locale, at > 0 ? at : seconds)}</p>
      {failed && (
        <p role="alert" className="text-tiny text-clay">
          {failed.code === NETWORK ? t('rooms.voice.offline') : errorText(failed)}
        </p>
      )}
    </div>
  );
}
