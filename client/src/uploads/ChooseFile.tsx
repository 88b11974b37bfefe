import type { ChangeEvent } from 'react';
import { Icon, type IconName } from '../ui/pictures/icons.tsx';

/** A button that lets the member choose a file, or take a photo where the browser offers that. */
export function ChooseFile({
  icon,
  label,
  accept,
  busy = false,
  block = false,
  onFile,
}: {
  icon: IconName;
  label: string;
  /** What is offered, as browsers read it; left out: all files. */
  accept?: string;
  busy?: boolean;
  /** Takes the full width. */
  block?: boolean;
  onFile: (file: File) => void;
}) {
  const take = (e: ChangeEvent<HTMLInputElement>) => {
    const file = e.target.files?.[0];
    e.target.value = '';
    if (file) onFile(file);
  };
  return (
    <label
      className={`inline-flex min-h-11 cursor-pointer items-center gap-2 rounded-card border-[1.5px] border-leaf px-4 font-strong text-leaf focus-within:outline-3 focus-within:outline-offset-2 focus-within:outline-leaf ${block ? 'w-full justify-center' : ''}`}
    >
      <Icon name={icon} className="size-5" />
      {label}
      <input type="file" accept={accept} className="sr-only" disabled={busy} onChange={take} />
    </label>
  );
}
