import { useState } from 'react';
import { useLocale, useT } from '../../../i18n/locale.ts';
import { bytes } from '../../../i18n/when.ts';
import { Notice } from '../../../ui/feedback/feedback.tsx';
import { ProgressBar } from '../../../ui/feedback/progress.tsx';
import { useDelayedFlag } from '../../../ui/feedback/use-delayed-flag.ts';
import { ROW_BYTES, useListing } from '../../listing.ts';

/** The rest of a long public list: its length, its size, and the progress of loading it. */
export function RestOfList() {
  const t = useT();
  const locale = useLocale();
  const { total, here = 0, loading, ask, load, stop } = useListing();
  // The progress shows at once after a tap; an automatic load shows it only when it takes more than a moment.
  const [tapped, setTapped] = useState(false);
  const coming = loading && total !== null && here < total;
  const lasts = useDelayedFlag(coming);
  if (total === null) return null;
  if (coming)
    return (
      (lasts || tapped) && (
        <ProgressBar
          label={t('projects.rest.loading', { n: here, total, size: bytes(locale, total * ROW_BYTES) })}
          value={here}
          max={total}
          onCancel={stop}
        />
      )
    );
  if (!ask) return null;
  return (
    <Notice icon="download">
      <p>{t('projects.rest', { n: total - here })}</p>
      <button
        type="button"
        className="min-h-11 font-strong text-leaf underline"
        onClick={() => {
          setTapped(true);
          load();
        }}
      >
        {t('projects.rest.load', { size: bytes(locale, total * ROW_BYTES) })}
      </button>
    </Notice>
  );
}
