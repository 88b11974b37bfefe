import { useState } from 'react';
import { useEcoRules } from '../../../eco/store.ts';
import { useT } from '../../../i18n/locale.ts';
import { Notice } from '../../../ui/feedback/feedback.tsx';
import { Dialog } from '../../../ui/layers/Sheet.tsx';

/** Shows a picture as large as the screen and the eco level allow, with the words of its message below. */
export function LargePicture({
  name,
  kept,
  title,
  words,
  onClose,
}: {
  /** Null: the server does not have the photo yet; only this device does. */
  name: string | null;
  kept: string | null;
  title: string;
  words: string;
  onClose: () => void;
}) {
  const t = useT();
  const { images } = useEcoRules();
  const [tried, setTried] = useState(0);
  const sizes = images === 'tap' || images === 'never' ? ['m', 's'] : ['l', 'm', 's'];
  // Without a network, only the size that was shown before is on this device.
  const size = sizes[tried];
  const src = kept ?? (name !== null && size !== undefined ? `/media/pictures/${name}-${size}.webp` : null);
  return (
    <Dialog open width="max-w-2xl" onClose={onClose} title={title}>
      {src === null ? (
        <Notice icon="offline">{t('rooms.picture.offline')}</Notice>
      ) : (
        <img
          src={src}
          alt={words === '' ? title : words}
          className="max-h-[70dvh] w-full rounded-inner object-contain"
          onError={() => setTried(tried + 1)}
        />
      )}
      {words !== '' && (
        <p dir="auto" className="max-w-prose text-small break-words">
          {words}
        </p>
      )}
    </Dialog>
  );
}
