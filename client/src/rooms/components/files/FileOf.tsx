import { useState } from 'react';
import { lowerFirst } from '@egoejo/shared/platform/cut.ts';
import { UPLOAD } from '@egoejo/shared/media/model.ts';
import { VOICE_SECONDS, type Message, type MessageFile } from '@egoejo/shared/rooms/model.ts';
import { useEcoRules } from '../../../eco/store.ts';
import { errorText } from '../../../i18n/error-text.ts';
import { useT } from '../../../i18n/locale.ts';
import { Chip } from '../../../ui/feedback/Chip.tsx';
import { Icon } from '../../../ui/pictures/icons.tsx';
import { Picture } from '../../../ui/pictures/Picture.tsx';
import { useKeptAddress, useUploadState } from '../../../uploads/model.ts';
import { kindOf } from '../../files/said.ts';
import { soundOf } from '../../files/sound-of.ts';
import { plainOf } from '../../markdown/markdown.ts';
import { FileLine } from './AttachedFile.tsx';
import { LargePicture } from './LargePicture.tsx';
import { VoicePlayer } from './VoicePlayer.tsx';

const mostOf = (code: string): number => (code === 'media.too_long' ? VOICE_SECONDS : UPLOAD.message);

/** How much of the file of the member's own message was sent. */
function OwnState({ file }: { file: MessageFile }) {
  const t = useT();
  const code = file.code ?? 'media.bad_picture';
  const reason = lowerFirst(errorText({ code, params: { most: mostOf(code) } }));
  const { tone, icon, words } = useUploadState('messageFile', file, reason);
  return (
    <span role="status">
      <Chip tone={tone} icon={icon}>
        {file.state === 'refused' ? t('rooms.file.refused', { reason }) : words}
      </Chip>
    </span>
  );
}

const coming = { picture: 'rooms.picture.coming', voice: 'rooms.voice.coming', file: 'rooms.file.coming' } as const;

/** Shown to others while the file of a message has not arrived, or was refused. */
function NotHere({ file }: { file: MessageFile }) {
  const t = useT();
  return (
    <p className="flex items-center gap-2 py-1 text-small text-soft">
      <Icon name={file.state === 'awaited' ? 'wait' : 'no'} className="size-5 flex-none" />
      {t(file.state === 'awaited' ? coming[file.kind] : 'rooms.file.lost')}
    </p>
  );
}

/** A photo of a message. A tap opens it in full size. */
function PictureOf({ file, message, title }: { file: MessageFile; message: Message; title: string }) {
  const t = useT();
  const { images } = useEcoRules();
  const kept = useKeptAddress(file.picture === null ? file.id : null);
  const [large, setLarge] = useState(false);
  const label = t('rooms.picture.open');
  const open = () => setLarge(true);
  const name = file.picture?.name ?? null;
  return (
    <>
      {kept === null && images === 'never' && name !== null ? (
        <button type="button" className="flex min-h-11 items-center gap-2 text-small underline" onClick={open}>
          <Icon name="image" className="size-5" />
          {label}
        </button>
      ) : (
        <Picture
          name={name}
          kept={kept}
          alt={title}
          shape="message"
          colour={file.picture?.colour ?? null}
          renderIn={(picture) => (
            <button type="button" aria-label={label} className="block max-w-full" onClick={open}>
              {picture}
            </button>
          )}
        />
      )}
      {large && (
        <LargePicture
          name={name}
          kept={kept}
          title={title}
          words={plainOf(message.text)}
          onClose={() => setLarge(false)}
        />
      )}
    </>
  );
}

/** A file to download, by the name its author gave it. */
function Other({ file }: { file: MessageFile }) {
  const t = useT();
  const name = kindOf(t, file);
  const look = 'flex min-h-11 max-w-full items-center gap-2';
  const line = (
    <>
      <Icon name={file.key === null ? 'text' : 'download'} className="size-6 flex-none" />
      <FileLine name={name} size={file.bytes} />
    </>
  );
  if (file.key === null) return <p className={look}>{line}</p>;
  return (
    <a href={`/media/${file.key}`} download={name} className={`${look} text-leaf no-underline`}>
      <span className="sr-only">{t('rooms.file.download')}</span>
      {line}
    </a>
  );
}

/** The file of a message, with its state while it is not stored. */
export function FileOf({
  file,
  message,
  own,
  waits,
  title,
}: {
  file: MessageFile;
  message: Message;
  own: boolean;
  /** True while the message itself waits on this device: its own state is shown then. */
  waits: boolean;
  /** What kind of file it is, and who sent it: the label of the picture or player. */
  title: string;
}) {
  if (!own && file.state !== 'stored') return <NotHere file={file} />;
  return (
    <div className="flex max-w-full flex-col items-start gap-1 pb-1">
      {file.kind === 'picture' && <PictureOf file={file} message={message} title={title} />}
      {file.kind === 'voice' && (
        <div role="group" aria-label={title} className="max-w-full">
          <VoicePlayer id={file.id} seconds={file.seconds ?? 1} bars={file.bars} source={soundOf(file)} />
        </div>
      )}
      {file.kind === 'file' && <Other file={file} />}
      {own && file.state !== 'stored' && !waits && <OwnState file={file} />}
    </div>
  );
}
