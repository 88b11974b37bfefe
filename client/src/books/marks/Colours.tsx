import { colours, type Colour } from '@egoejo/shared/books/model.ts';
import { useT } from '../../i18n/locale.ts';
import { Icon } from '../../ui/pictures/icons.tsx';
import { MARK_COLOURS } from '../reader/highlights.ts';

/** The four colours as buttons that act at once; `value`: the one that a mark has. */
export function Colours({ value, onColour }: { value?: Colour; onColour: (colour: Colour) => void }) {
  const t = useT();
  return (
    <div role="group" aria-label={t('books.mark.colour')} className="flex gap-1">
      {colours.map((colour) => (
        <button
          key={colour}
          type="button"
          aria-label={t(`books.mark.${colour}`)}
          title={t(`books.mark.${colour}`)}
          aria-pressed={value === undefined ? undefined : value === colour}
          className="grid size-11 flex-none place-items-center rounded-inner"
          onClick={() => onColour(colour)}
        >
          <span
            style={{ backgroundColor: MARK_COLOURS[colour], color: '#14201a', forcedColorAdjust: 'none' }}
            className="grid size-9 place-items-center rounded-full border border-edge"
          >
            {value === colour && <Icon name="ok" className="size-5" />}
          </span>
        </button>
      ))}
    </div>
  );
}
