import { useRef } from 'react';
import { useDraft } from '../../sync/api/kept/drafts.ts';
import { NO_MEMORY, type Memory } from '../sitting/reader.ts';
import { OpenText, type ReaderProps } from './OpenText.tsx';

/** The text itself, from the position where this device left it. */
export function Reader({ readable, body, settings }: ReaderProps) {
  const [memory, setMemory, , loaded] = useDraft<Memory>(`reader:${readable.id}`, NO_MEMORY);
  // This component is the only writer of this memory, so what it last wrote is newer than what the last render read.
  const written = useRef<Memory | null>(null);
  if (!loaded) return null;
  const remember = (change: Partial<Memory>) => {
    written.current = { ...(written.current ?? memory), ...change };
    setMemory(written.current);
  };
  return (
    <OpenText
      key={readable.id}
      readable={readable}
      body={body}
      settings={settings}
      memory={memory}
      remember={remember}
    />
  );
}
