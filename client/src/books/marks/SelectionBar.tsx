import type { Colour } from '@egoejo/shared/books/model.ts';
import { useT } from '../../i18n/locale.ts';
import { IconButton } from '../../ui/actions/Button.tsx';
import { Colours } from './Colours.tsx';

/** What can be done with the words that are selected. */
export function SelectionBar({ onColour, onNote }: { onColour: (colour: Colour) => void; onNote: () => void }) {
  const t = useT();
  return (
    <div
      role="toolbar"
      aria-label={t('books.mark.selected')}
      style={{ bottom: 'calc(4rem + env(safe-area-inset-bottom))' }}
      className="fixed inset-x-0 z-50 mx-auto flex w-fit items-center gap-1 rounded-card border border-line bg-paper px-2 shadow-card"
    >
      <Colours onColour={onColour} />
      <IconButton icon="edit" label={t('books.mark.note.add')} onClick={onNote} />
    </div>
  );
}
