/** Records a voice note with the device's microphone. */
import { VOICE_SECONDS } from '@egoejo/shared/rooms/model.ts';
import { barsOf, loudnessOf } from './bars.ts';

/** In the order in which they are chosen. */
const TYPES = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus'];
const typeHere = (): string | undefined => TYPES.find((type) => MediaRecorder.isTypeSupported(type));

/** Whether this browser can record. */
export const canRecord = (): boolean =>
  'MediaRecorder' in globalThis && 'mediaDevices' in navigator && typeHere() !== undefined;

/** How often the loudness is measured, ms. */
const MOMENT_MS = 100;
/** How often the browser hands over what it recorded, ms. */
const PIECE_MS = 1000;
/** Most that is lost when a phone ends the app, ms. */
const KEEP_MS = 10_000;

export interface Recorded {
  sound: Blob;
  /** At least 1. */
  seconds: number;
  bars: number[];
}
/** Why there is no sound: it is not allowed, there is no microphone, or another app has it. */
export type NoSound = 'denied' | 'none' | 'busy';
/**
 * Why the recording ended: the member stopped it, it reached the longest length, or the page or the microphone went
 * away.
 */
export type Ended = 'stopped' | 'full' | 'cut';
export interface Recording {
  stop(): void;
  /** Ends it and keeps nothing more. */
  cancel(): void;
  /** How long it is, ms, and how loud each moment was, from 0 to 1. */
  look(): { ms: number; moments: readonly number[] };
}
export interface Listener {
  /** What is recorded so far, to be kept: from time to time, when the page is hidden, and at the end. */
  onPart(recorded: Recorded): void;
  onEnd(how: Ended): void;
}

const NAMES: Readonly<Record<string, NoSound>> = {
  NotAllowedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'none',
  OverconstrainedError: 'none',
  NotReadableError: 'busy',
  AbortError: 'busy',
};

/** Asks for the microphone and begins. @param bits of sound a second */
export async function record(bits: number, listener: Listener): Promise<Recording | NoSound> {
  const audio = { echoCancellation: true, noiseSuppression: true };
  let stream: MediaStream | null = null;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio });
    return begin(stream, bits, listener);
  } catch (cause) {
    if (stream) giveBack(stream);
    const why = cause instanceof DOMException ? NAMES[cause.name] : undefined;
    if (why === undefined) throw cause;
    return why;
  }
}
const giveBack = (stream: MediaStream): void => {
  for (const track of stream.getTracks()) track.stop();
};

/** Measures the loudness of the microphone. */
function meter(stream: MediaStream): { loudness(): number; close(): void } {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  context.createMediaStreamSource(stream).connect(analyser);
  void context.resume();
  const samples = new Float32Array(analyser.fftSize);
  return {
    loudness() {
      analyser.getFloatTimeDomainData(samples);
      return loudnessOf(samples);
    },
    close: () => void context.close(),
  };
}

function begin(stream: MediaStream, bits: number, { onPart, onEnd }: Listener): Recording {
  const mimeType = typeHere() ?? '';
  const recorder = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: bits });
  const sound = meter(stream);
  const began = performance.now();
  const pieces: Blob[] = [];
  const moments: number[] = [];
  const heard = new AbortController();
  const page = { signal: heard.signal };
  let [length, keptAt, how]: [number, number, Ended | 'cancelled'] = [0, 0, 'cut'];
  const told = (): Recorded => ({
    sound: new Blob(pieces, { type: mimeType }),
    seconds: Math.min(VOICE_SECONDS, Math.max(1, Math.round(length / 1000))),
    bars: barsOf(moments),
  });
  const end = (why: Ended | 'cancelled'): void => {
    if (recorder.state === 'inactive') return;
    how = why;
    recorder.stop();
  };
  const measure = (): void => {
    length = performance.now() - began;
    const loudness = sound.loudness();
    // Browsers delay the timers of hidden pages.
    while (moments.length < length / MOMENT_MS) moments.push(loudness);
    if (length >= VOICE_SECONDS * 1000 - PIECE_MS / 2) end('full');
  };
  const timer = setInterval(measure, MOMENT_MS);
  recorder.addEventListener('dataavailable', ({ data }) => {
    if (data.size > 0) pieces.push(data);
    // A short one is kept often, a long one not too often: each time all of it is written.
    const due = keptAt + Math.min(KEEP_MS, keptAt);
    if (recorder.state === 'inactive' || pieces.length === 0 || length < due) return;
    keptAt = length;
    onPart(told());
  });
  recorder.addEventListener('stop', () => {
    // The microphone is given back whatever ended it.
    clearInterval(timer);
    heard.abort();
    giveBack(stream);
    sound.close();
    if (how === 'cancelled') return;
    if (pieces.length > 0) onPart(told());
    onEnd(how);
  });
  const hidden = (): void => {
    if (!document.hidden || recorder.state === 'inactive') return;
    // The browser may let the recording go on, or end it: store now what is recorded so far.
    keptAt = 0;
    recorder.requestData();
  };
  document.addEventListener('visibilitychange', hidden, page);
  addEventListener('pagehide', () => end('cut'), page);
  recorder.start(PIECE_MS);
  return {
    stop: () => end('stopped'),
    cancel: () => end('cancelled'),
    look: () => ({ ms: performance.now() - began, moments }),
  };
}
