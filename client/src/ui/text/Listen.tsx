import { useEffect, useId, useSyncExternalStore } from 'react';
import { create } from 'zustand';
import { useLocale, useT } from '../../i18n/locale.ts';
import { Button } from '../actions/Button.tsx';
import { sentencesOf } from './sentences.ts';
import { toast } from '../layers/toasts.tsx';

type Lines = readonly string[] | null;
/** Lines of the part of that number, counted from 0; null after the last one. A part may take a while to come. */
type Read = (part: number) => Lines | Promise<Lines>;
/** What is being read aloud. The browser may drop an utterance to which nothing refers, so it is kept here. */
interface Reading {
  by: string;
  said: SpeechSynthesisUtterance | null;
  onStop: (() => void) | undefined;
}
/** A device has one voice, so at most one text is read. */
const useReading = create<{ now: Reading | null }>(() => ({ now: null }));

/**
 * The voices of the device itself. The others send what they read to a company, which would learn the choices of a
 * secret ballot, and need the network.
 */
const voices = (): SpeechSynthesisVoice[] =>
  'speechSynthesis' in globalThis ? speechSynthesis.getVoices().filter((v) => v.localService) : [];
const canSpeak = (): boolean => voices().length > 0;
/** Browsers list their voices some time after the page has opened. */
function watchVoices(changed: () => void): () => void {
  if (!('speechSynthesis' in globalThis)) return () => undefined;
  speechSynthesis.addEventListener('voiceschanged', changed);
  return () => speechSynthesis.removeEventListener('voiceschanged', changed);
}
/** “fr” of “fr-CA”; some systems write “fr_CA”. */
const base = (language: string): string => language.toLowerCase().split(/[-_]/)[0] ?? '';
/** A voice of that language, else the one the device prefers. */
const voiceFor = (language: string): SpeechSynthesisVoice | undefined =>
  voices().toSorted(
    (a, b) =>
      Number(base(b.lang) === base(language)) - Number(base(a.lang) === base(language)) ||
      Number(b.default) - Number(a.default),
  )[0];

function stop(): void {
  const { now } = useReading.getState();
  if (now === null) return;
  useReading.setState({ now: null });
  speechSynthesis.cancel();
  now.onStop?.();
}

function start(by: string, language: string, read: Read, onFailure: () => void, onStop?: () => void): void {
  stop();
  const reading: Reading = { by, said: null, onStop };
  useReading.setState({ now: reading });
  // The browser would go on reading after the page is left.
  addEventListener('pagehide', stop, { once: true });
  const voice = voiceFor(language);
  let part = 0;
  let waiting: string[] = [];
  const current = (): boolean => useReading.getState().now === reading;
  const failed = (): void => {
    if (!current()) return;
    stop();
    onFailure();
  };
  const came = (lines: Lines): void => {
    if (!current()) return;
    if (lines === null) return stop();
    waiting = lines.flatMap(sentencesOf);
    next();
  };
  const next = (): void => {
    if (!current()) return;
    while (waiting.length === 0) {
      const lines = read(part++);
      if (lines === null) return stop();
      if (lines instanceof Promise) {
        lines.then(came).catch((cause: unknown) => (failed(), reportError(cause)));
        return;
      }
      waiting = lines.flatMap(sentencesOf);
    }
    const said = new SpeechSynthesisUtterance(waiting.shift());
    said.lang = voice?.lang ?? language;
    said.voice = voice ?? null;
    said.addEventListener('end', next);
    said.addEventListener('error', failed);
    reading.said = said;
    speechSynthesis.speak(said);
  };
  next();
}

/** The button that begins and ends a voice. `brief`: a small screen shows the icon alone. */
export function ListenButton({ on, onTap, brief = false }: { on: boolean; onTap: () => void; brief?: boolean }) {
  const t = useT();
  const word = t(on ? 'ui.listen.stop' : 'ui.listen');
  return (
    <Button
      variant="plain"
      icon={on ? 'stop' : 'sound'}
      aria-label={word}
      className={brief ? '' : '-ms-[min(1rem,16px)] self-start'}
      onClick={onTap}
    >
      <span className={brief ? 'hidden @min-[20rem]:inline' : undefined}>{word}</span>
    </Button>
  );
}

/**
 * Reads texts aloud by a voice of the device, and stops when tapped again, when the page is left, or when another text
 * is started. Not shown where the device has no voice. `read` is asked for each part when the one before has been read;
 * `onStop`: it is silent again, for whatever reason.
 */
export function Listen({
  read,
  language,
  brief = false,
  onStop,
}: {
  read: Read;
  language?: string;
  brief?: boolean;
  onStop?: () => void;
}) {
  const t = useT();
  const locale = useLocale();
  const id = useId();
  const can = useSyncExternalStore(watchVoices, canSpeak);
  const on = useReading((s) => s.now?.by === id);
  useEffect(
    () => () => {
      if (useReading.getState().now?.by === id) stop();
    },
    [id],
  );
  if (!can) return null;
  const begin = () => start(id, language ?? locale, read, () => toast(t('ui.listen.failed'), 'clay'), onStop);
  return <ListenButton on={on} brief={brief} onTap={on ? stop : begin} />;
}
