import { useEffect, useState } from 'react';
import { fileBytes } from '../sync/api/kept/files.ts';

/** An address under which a file stored on this device can be shown. Null until it is read, and if there is none. */
export function useKeptAddress(id: string | null): string | null {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    if (id === null) return undefined;
    let made: string | null = null;
    let gone = false;
    void fileBytes(id).then((bytes) => {
      if (gone || !bytes) return;
      made = URL.createObjectURL(new Blob([bytes]));
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
