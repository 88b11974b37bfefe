import { useT } from '../../i18n/locale.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { Sheet } from '../../ui/layers/Sheet.tsx';
import { MOVES, placeOf, type Move } from '../list.ts';

/** Where a line of a playlist can go, and out of it. */
export function ItemMenu({
  title,
  from,
  n,
  onMove,
  onDrop,
  onClose,
}: {
  title: string;
  from: number;
  n: number;
  onMove: (move: Move) => void;
  onDrop: () => void;
  onClose: () => void;
}) {
  const t = useT();
  return (
    <Sheet open onClose={onClose} title={title} description={t('playlists.place', { n: from + 1, all: n })}>
      <div className="flex flex-col">
        {MOVES.filter((move) => placeOf(move, from, n) !== null).map((move) => (
          <Button key={move} variant="plain" className="justify-start!" onClick={() => onMove(move)}>
            {t(`playlists.move.${move}`)}
          </Button>
        ))}
        <Button variant="grave" className="justify-start!" onClick={onDrop}>
          {t('playlists.drop')}
        </Button>
      </div>
    </Sheet>
  );
}
