import { useT } from '../../i18n/locale.ts';
import { Button, LinkButton } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { GrainBadge } from '../../ui/Chip.tsx';
import type { Placed } from '../layout.ts';

/** The project tapped, or chosen in the list. */
export function ChosenStar({ star, onClose }: { star: Placed; onClose: () => void }) {
  const t = useT();
  return (
    <Card className="flex flex-col gap-2.5" label={star.title}>
      <div className="flex items-start gap-2">
        <h2 className="min-w-0 flex-1 text-head" aria-live="polite">
          {star.title}
        </h2>
        <GrainBadge grains={star.score} />
      </div>
      {star.category && <p className="text-tiny text-soft">{star.category}</p>}
      <div className="flex gap-2">
        <LinkButton to="/projets/$id" params={{ id: star.id }} className="flex-1">
          {t('constellation.open')}
        </LinkButton>
        <Button variant="quiet" onClick={onClose}>
          {t('ui.close')}
        </Button>
      </div>
    </Card>
  );
}
