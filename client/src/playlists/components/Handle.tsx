import type { PointerEvent } from 'react';
import { useT } from '../../i18n/locale.ts';
import type { Move } from '../list.ts';

/** The id of the handle of a line, which gets the focus back after a move. */
export const handleId = (item: string): string => `handle-${item}`;

/** Drags a line; a tap opens what else can be done with it, and the arrow keys move it by one. */
export function Handle({
  item,
  title,
  onPress,
  onMove,
  onOpen,
}: {
  item: string;
  title: string;
  onPress: (event: PointerEvent) => void;
  onMove: (move: Move) => void;
  /** @param pointed by a finger or a mouse */
  onOpen: (pointed: boolean) => void;
}) {
  const t = useT();
  const name = t('playlists.item', { title });
  return (
    <button
      type="button"
      id={handleId(item)}
      aria-label={name}
      title={name}
      aria-haspopup="dialog"
      className="relative grid size-[clamp(44px,2.75rem,56px)] flex-none cursor-grab touch-none place-items-center rounded-inner text-leaf select-none"
      onPointerDown={onPress}
      onContextMenu={(event) => event.preventDefault()}
      onClick={(event) => onOpen(event.detail > 0)}
      onKeyDown={(event) => {
        if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
        event.preventDefault();
        onMove(event.key === 'ArrowUp' ? 'up' : 'down');
      }}
    >
      <svg viewBox="0 0 24 24" aria-hidden="true" className="stroke-icon size-6">
        <path d="M5 9h14M5 15h14" />
      </svg>
    </button>
  );
}
