import { useEffect, useRef, useState } from 'react';
import { newId, type MessageFileId } from '@egoejo/shared/platform/ids.ts';
import { VOICE_SECONDS } from '@egoejo/shared/rooms/model.ts';
import { ecoLevel } from '../../eco/store.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { silence } from '../../platform/page/one-sound.ts';
import { forgetFile } from '../../sync/api/kept/files.ts';
import { toast } from '../../ui/layers/toasts.tsx';
import { attachVoice, type Attached } from '../files/attached.ts';
import { record, type Ended, type NoSound, type Recorded, type Recording } from './recorder.ts';

/** The bit rate of a recording, in bits a second; lower at eco levels that save data. */
const BITS = 24_000;
const FEW_BITS = 16_000;

const words = {
  denied: 'rooms.voice.denied',
  none: 'rooms.voice.none',
  busy: 'rooms.voice.busy',
} as const satisfies Record<NoSound, string>;

export interface Voice {
  /** Null: nothing is being recorded. */
  recording: Recording | null;
  /** Why nothing was recorded, in words. */
  trouble: string | null;
  start(): Promise<void>;
  cancel(): Promise<void>;
}

/** Records voice notes into what is attached. What is recorded is kept as it comes; leaving the page ends it. */
export function useVoice({ put, drop }: Pick<Attached, 'put' | 'drop'>): Voice {
  const t = useT();
  const [recording, setRecording] = useState<Recording | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  /** The recorder of this component; 'gone' after the component has left the page. */
  const live = useRef<{ asking: boolean; recording: Recording | null; gone: boolean }>({
    asking: false,
    recording: null,
    gone: false,
  });
  /** Resolves when everything recorded so far is stored on the device. */
  const kept = useRef(Promise.resolve());
  const id = useRef<MessageFileId | null>(null);
  useEffect(() => {
    const { current } = live;
    current.gone = false;
    return () => {
      current.gone = true;
      current.recording?.stop();
    };
  }, []);
  const keepAfter = async (before: Promise<void>, of: MessageFileId, part: Recorded): Promise<void> => {
    await before;
    if (id.current !== of) return;
    const file = await attachVoice(of, part);
    if (file.ok) put(file.value);
    else setTrouble(errorText(file.error));
  };
  const ended = async (how: Ended): Promise<void> => {
    await kept.current;
    live.current.recording = null;
    setRecording(null);
    if (how === 'full') toast(t('rooms.voice.full', { n: VOICE_SECONDS / 60 }), 'wait');
  };
  return {
    recording,
    trouble,
    async start() {
      if (live.current.asking || live.current.recording) return;
      live.current.asking = true;
      setTrouble(null);
      silence();
      const of = newId<MessageFileId>();
      id.current = of;
      const begun = await record(ecoLevel() >= 4 ? FEW_BITS : BITS, {
        onPart(part) {
          kept.current = keepAfter(kept.current, of, part);
        },
        onEnd: (how) => void ended(how),
      });
      live.current.asking = false;
      if (typeof begun === 'string') return setTrouble(t(words[begun]));
      // The member left the page while the browser asked for the microphone.
      if (live.current.gone) return begun.cancel();
      live.current.recording = begun;
      setRecording(begun);
    },
    async cancel() {
      const of = id.current;
      id.current = null;
      live.current.recording?.cancel();
      live.current.recording = null;
      setRecording(null);
      await kept.current;
      if (of) await forgetFile(of);
      await drop();
    },
  };
}
