import { useT } from '../../i18n/locale.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { RelativeTime } from '../../ui/text/times.tsx';

/**
 * The age of public figures, with a button to read them again where the eco level requests nothing by itself, or after
 * a try without an answer.
 */
export function AsOf({
  read,
  again,
  hand,
}: {
  read: { value: { asOf: string } | null | undefined; asking: boolean; failed: boolean };
  again: () => void;
  hand: boolean;
}) {
  const t = useT();
  if (read.value === undefined) return null;
  return (
    <div className="flex flex-wrap items-center gap-x-2 text-tiny text-soft" role="status">
      <span className="flex-1">
        {read.value === null ? (
          t(read.asking ? 'saka.read.coming' : 'saka.read.never')
        ) : (
          <>
            {t('saka.read.asOf')} <RelativeTime at={read.value.asOf} />
          </>
        )}
        {read.failed && !read.asking && <> · {t('saka.read.offline')}</>}
      </span>
      {(hand || read.failed) && (
        <Button variant="plain" busy={read.asking} onClick={again}>
          {t('saka.read.again')}
        </Button>
      )}
    </div>
  );
}
