import { useEffect, useState } from 'react';
import { fileBlob } from '../sync/api/kept/files.ts';

/** An address under which a file stored on this device can be shown. Null until it is read, and if there is none. */
export function useKeptAddress(id: string | null): string | null {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    if (id === null) return undefined;
    let made: string | null = null;
    let gone = false;
    void fileBlob(id).then((blob) => {
      if (gone || !blob) return;
      made = URL.createObjectURL(blob);
      setAddress(made);
    });
    return () => {
      gone = true;
      setAddress(null);
      if (made !== null) URL.revokeObjectURL(made);
    };
  }, [id]);
  return address;
}
