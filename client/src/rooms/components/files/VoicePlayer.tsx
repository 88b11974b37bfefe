import { useEffect, type KeyboardEvent, type MouseEvent } from 'react';
import { LOUDEST } from '@egoejo/shared/rooms/model.ts';
import { errorText } from '../../../i18n/error-text.ts';
import { useLocale, useT } from '../../../i18n/locale.ts';
import { NETWORK } from '../../../platform/network/api.ts';
import { Icon } from '../../../ui/pictures/icons.tsx';
import { clockTime } from '../../files/clock-time.ts';
import { goTo, letGo, pause, play, RATES, setRate, usePlayer, type Source } from '../../voice/player.ts';

/** How far the arrow keys go, seconds. */
const STEP = 5;

/** The loudness of a note as bars, which fill while it plays: a tap or the arrow keys go to another place. */
function Place({ id, seconds, bars }: { id: string; seconds: number; bars: readonly number[] }) {
  const t = useT();
  const locale = useLocale();
  const at = Math.min(
    seconds,
    usePlayer((s) => s.at[id] ?? 0),
  );
  const go = (to: number) => goTo(id, Math.max(0, Math.min(seconds, to)));
  const pressed = (event: KeyboardEvent) => {
    const to: Readonly<Record<string, number>> = {
      ArrowRight: at + STEP,
      ArrowUp: at + STEP,
      ArrowLeft: at - STEP,
      ArrowDown: at - STEP,
      Home: 0,
      End: seconds,
    };
    const place = to[event.key];
    if (place === undefined) return;
    event.preventDefault();
    go(place);
  };
  const tapped = (event: MouseEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    go(((event.clientX - box.left) / box.width) * seconds);
  };
  const drawn = bars.length > 0 ? bars : [0];
  return (
    <div
      role="slider"
      tabIndex={0}
      dir="ltr"
      aria-label={t('rooms.voice.place')}
      aria-valuemin={0}
      aria-valuemax={seconds}
      aria-valuenow={Math.floor(at)}
      aria-valuetext={t('rooms.voice.at', { at: clockTime(locale, at), length: clockTime(locale, seconds) })}
      className="flex h-11 min-w-0 cursor-pointer items-center gap-px"
      onKeyDown={pressed}
      onClick={tapped}
    >
      {drawn.map((bar, i) => (
        <span
          key={i}
          className={`min-w-0 flex-1 rounded-full forced-colors:bg-[CanvasText] ${
            at > 0 && (i + 0.5) / drawn.length <= at / seconds ? 'bg-leaf' : 'bg-edge'
          }`}
          style={{ height: `${Math.max(10, (bar / LOUDEST) * 90)}%` }}
        />
      ))}
    </div>
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
