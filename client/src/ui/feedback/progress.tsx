import { useT } from '../../i18n/locale.ts';
import { Button } from '../actions/Button.tsx';

const fills = {
  leaf: 'fill-leaf',
  grain: 'fill-grain-fill',
  wait: 'fill-wait',
  soil: 'fill-soil',
  clay: 'fill-clay',
} as const;
type Fill = keyof typeof fills;

/** Parts of a whole side by side (a wallet: free, reserved). The text beside it gives the figures. */
export function Bar({ parts, total }: { parts: readonly { value: number; fill: Fill }[]; total: number }) {
  const width = (value: number) => (total > 0 ? (100 * value) / total : 0);
  return (
    <svg
      viewBox="0 0 100 8"
      preserveAspectRatio="none"
      aria-hidden="true"
      className="h-2 w-full overflow-hidden rounded-full bg-sunk forced-colors:border rtl:-scale-x-100"
    >
      {parts.map(({ value, fill }, i) => (
        <rect
          key={fill}
          x={width(parts.slice(0, i).reduce((sum, p) => sum + p.value, 0))}
          width={width(value)}
          height="8"
          className={fills[fill]}
        />
      ))}
    </svg>
  );
}

/** The progress of long work; without `max` only that it is running. `onCancel` offers to stop it. */
export function ProgressBar({
  label,
  value,
  max,
  fill = 'leaf',
  onCancel,
}: {
  label: string;
  value: number;
  max?: number;
  fill?: Fill;
  onCancel?: () => void;
}) {
  const t = useT();
  return (
    <div className="flex items-center gap-3">
      <div className="min-w-0 flex-1">
        <div className="mb-1 text-tiny text-soft">{label}</div>
        <div
          role="progressbar"
          aria-label={label}
          aria-valuemin={0}
          aria-valuemax={max}
          aria-valuenow={max === undefined ? undefined : value}
        >
          <Bar parts={[{ value: max === undefined ? 35 : value, fill }]} total={max ?? 100} />
        </div>
      </div>
      {onCancel && (
        <Button variant="quiet" onClick={onCancel}>
          {t('ui.cancel')}
        </Button>
      )}
    </div>
  );
}
