import { useEffect, useId, useSyncExternalStore } from 'react';
import { create } from 'zustand';
import { useLocale, useT } from '../../i18n/locale.ts';
import { Button } from '../actions/Button.tsx';
import { sentencesOf } from './sentences.ts';
import { toast } from '../layers/toasts.tsx';

/** Lines of the part of that number, counted from 0; null after the last one. */
type Read = (part: number) => readonly string[] | null;
/** What is being read aloud. The browser may drop an utterance to which nothing refers, so it is kept here. */
interface Reading {
  by: string;
  said: SpeechSynthesisUtterance | null;
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
  if (useReading.getState().now === null) return;
  useReading.setState({ now: null });
  speechSynthesis.cancel();
}

function start(by: string, language: string, read: Read, onFailure: () => void): void {
  stop();
  const reading: Reading = { by, said: null };
  useReading.setState({ now: reading });
  // The browser would go on reading after the page is left.
  addEventListener('pagehide', stop, { once: true });
  const voice = voiceFor(language);
  let part = 0;
  let waiting: string[] = [];
  const current = (): boolean => useReading.getState().now === reading;
  const next = (): void => {
    if (!current()) return;
    while (waiting.length === 0) {
      const lines = read(part++);
      if (lines === null) return stop();
      waiting = lines.flatMap(sentencesOf);
    }
    const said = new SpeechSynthesisUtterance(waiting.shift());
    said.lang = voice?.lang ?? language;
    said.voice = voice ?? null;
    said.addEventListener('end', next);
    said.addEventListener('error', () => {
      if (!current()) return;
      stop();
      onFailure();
    });
    reading.said = said;
    speechSynthesis.speak(said);
  };
  next();
}

/**
 * Reads texts aloud by a voice of the device, and stops when tapped again, when the page is left, or when another text
 * is started. Not shown where the device has no voice. `read` is asked for each part when the one before has been read;
 * `brief`: a small screen shows the icon alone.
 */
export function Listen({ read, language, brief = false }: { read: Read; language?: string; brief?: boolean }) {
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
  const word = t(on ? 'ui.listen.stop' : 'ui.listen');
  return (
    <Button
      variant="plain"
      icon={on ? 'stop' : 'sound'}
      aria-label={word}
      className={brief ? '' : '-ms-[min(1rem,16px)] self-start'}
      onClick={() => (on ? stop() : start(id, language ?? locale, read, () => toast(t('ui.listen.failed'), 'clay')))}
    >
      <span className={brief ? 'hidden @min-[20rem]:inline' : undefined}>{word}</span>
    </Button>
  );
}
