import { useEffect, useState } from 'react';
import { fileBytes } from '../../sync/api/files.ts';

/** A photo that this device keeps, before the server has it. */
export function KeptPhoto({ id, alt }: { id: string; alt: string }) {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    let made: string | null = null;
    let gone = false;
    void fileBytes(id).then((bytes) => {
      if (gone || !bytes) return;
      made = URL.createObjectURL(new Blob([bytes]));
      setAddress(made);
    });
    return () => {
      gone = true;
      if (made !== null) URL.revokeObjectURL(made);
    };
  }, [id]);
  const box = 'aspect-[2/1] w-full rounded-inner earth';
  return address === null ? (
    <div aria-hidden="true" className={box} />
  ) : (
    <img src={address} alt={alt} className={`${box} object-cover`} />
  );
}
