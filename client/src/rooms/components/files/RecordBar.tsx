import { useEffect, useRef, useState } from 'react';
import { VOICE_SECONDS } from '@egoejo/shared/rooms/model.ts';
import { useLocale, useT } from '../../../i18n/locale.ts';
import { Button, IconButton } from '../../../ui/actions/Button.tsx';
import { clockTime } from '../../../ui/text/clock-time.ts';
import type { Recording } from '../../voice/recorder.ts';

/** How often the time and the loudness are drawn, ms. */
const DRAW_MS = 200;
/** How many of the last moments are drawn. */
const DRAWN = 24;
/** The loudness of a clear voice. Anything louder gets a bar of the same height. */
const LOUD = 0.25;

/** What is being recorded: its time, that it hears something, and the buttons that end it. */
export function RecordBar({ recording, onCancel }: { recording: Recording; onCancel: () => void }) {
  const t = useT();
  const locale = useLocale();
  const stop = useRef<HTMLButtonElement>(null);
  const [{ ms, last }, setLook] = useState<{ ms: number; last: readonly number[] }>({ ms: 0, last: [] });
  useEffect(() => {
    stop.current?.focus();
    const timer = setInterval(() => {
      const now = recording.look();
      setLook({ ms: now.ms, last: now.moments.slice(-DRAWN) });
    }, DRAW_MS);
    return () => clearInterval(timer);
  }, [recording]);
  return (
    <div role="group" aria-label={t('rooms.voice.recording')} className="flex min-h-12 items-center gap-2">
      <IconButton icon="trash" label={t('rooms.voice.cancel')} className="text-clay!" onClick={onCancel} />
      <span className="size-3 flex-none rounded-full bg-clay forced-colors:border" aria-hidden="true" />
      <p role="timer" className="num min-w-10 flex-none text-small font-strong">
        {clockTime(locale, Math.min(VOICE_SECONDS, ms / 1000))}
      </p>
      <div
        dir="ltr"
        aria-hidden="true"
        className="flex h-7 min-w-0 flex-1 items-center justify-end gap-0.5 overflow-hidden"
      >
        {last.map((loud, i) => (
          <span
            key={i}
            className="w-1 flex-none rounded-full bg-leaf forced-colors:bg-[CanvasText]"
            style={{ height: `${Math.max(12, Math.min(1, loud / LOUD) * 100)}%` }}
          />
        ))}
      </div>
      <Button ref={stop} icon="stop" onClick={() => recording.stop()}>
        {t('rooms.voice.stop')}
      </Button>
    </div>
  );
}
