import { useEffect, useRef } from 'react';
import type { NewMessageFile } from '@egoejo/shared/rooms/model.ts';
import { useLocale, useT } from '../../../i18n/locale.ts';
import { bytes } from '../../../i18n/when.ts';
import { IconButton } from '../../../ui/actions/Button.tsx';
import { Icon } from '../../../ui/pictures/icons.tsx';
import { useKeptAddress } from '../../../uploads/model.ts';
import { kindOf } from '../../files/said.ts';
import { soundOf } from '../../files/sound-of.ts';
import { VoicePlayer } from './VoicePlayer.tsx';

function Thumb({ id }: { id: string }) {
  const kept = useKeptAddress(id);
  return kept === null ? (
    <span className="size-12 flex-none rounded-inner bg-edge" />
  ) : (
    <img src={kept} alt="" className="size-12 flex-none rounded-inner object-cover" />
  );
}

/** What a file is called and how heavy it is. */
export function FileLine({ name, size }: { name: string; size: number | null }) {
  const locale = useLocale();
  return (
    <span className="min-w-0 flex-1 py-1 text-small">
      <b dir="auto" className="line-clamp-2 wrap-anywhere">
        {name}
      </b>
      {size !== null && <span className="num block text-tiny text-soft">{bytes(locale, size)}</span>}
    </span>
  );
}

/** A file that this device keeps: it can be seen or heard. @param here its bytes are still here */
export function KeptFile({ file, size, here }: { file: NewMessageFile; size: number | null; here: boolean }) {
  const t = useT();
  if (file.kind === 'voice') {
    const source = here ? soundOf({ id: file.id, key: null }) : null;
    return <VoicePlayer id={file.id} seconds={file.seconds} bars={file.bars} source={source} />;
  }
  return (
    <>
      {file.kind === 'picture' ? <Thumb id={file.id} /> : <Icon name="text" className="size-6 flex-none text-soft" />}
      <FileLine name={kindOf(t, file)} size={size} />
    </>
  );
}

/** The file that the message being written brings, with the button that takes it off. */
export function AttachedFile({ file, size, onDrop }: { file: NewMessageFile; size: number; onDrop: () => void }) {
  const t = useT();
  const box = useRef<HTMLDivElement>(null);
  const name = kindOf(t, file);
  useEffect(() => {
    // The button that stopped the recording, or the sheet, took the focus along.
    if (document.activeElement === document.body) box.current?.focus();
  }, []);
  return (
    <div
      ref={box}
      role="group"
      tabIndex={-1}
      aria-label={t('rooms.attached', { name })}
      className="flex items-center gap-2 rounded-inner bg-sunk py-1 ps-2"
    >
      <div className="flex min-w-0 flex-1 items-center gap-2">
        <KeptFile file={file} size={size} here />
      </div>
      <IconButton icon="trash" label={t('rooms.attached.no', { name })} className="text-clay!" onClick={onDrop} />
    </div>
  );
}
