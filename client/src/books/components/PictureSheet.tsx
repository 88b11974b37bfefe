import { useState } from 'react';
import { useT } from '../../i18n/locale.ts';
import { Sheet } from '../../ui/layers/Sheet.tsx';

export interface Shown {
  src: string;
  alt: string;
}

/** A picture as large as the screen, and twice that at a tap. */
export function PictureSheet({ picture, onClose }: { picture: Shown | null; onClose: () => void }) {
  const t = useT();
  const [large, setLarge] = useState(false);
  const name = picture?.alt || t('books.picture');
  return (
    <Sheet
      open={picture !== null}
      onClose={() => {
        setLarge(false);
        onClose();
      }}
      title={name}
    >
      {picture && (
        <div className="max-h-[70dvh] overflow-auto">
          <button
            type="button"
            aria-pressed={large}
            aria-label={t('books.picture.large')}
            onClick={() => setLarge(!large)}
          >
            <img
              src={picture.src}
              alt={name}
              className={large ? 'w-[250%] max-w-none' : 'max-h-[70dvh] w-full object-contain'}
            />
          </button>
        </div>
      )}
    </Sheet>
  );
}
