import { useId } from 'react';
import { useT } from '../../i18n/locale.ts';

const FIVE = [1, 2, 3, 4, 5] as const;

/** One to five stars, to read. */
export function Stars({ n }: { n: number }) {
  const t = useT();
  return (
    <span role="img" aria-label={t('reviews.stars', { n })} className="text-leaf">
      {'★'.repeat(n)}
      <span className="text-soft">{'☆'.repeat(5 - n)}</span>
    </span>
  );
}

/** One to five stars, to choose by finger or by arrow keys. */
export function StarsField({ value, onValue }: { value: number | null; onValue: (n: number) => void }) {
  const t = useT();
  const name = useId();
  return (
    <fieldset>
      <legend className="mb-1 text-small font-strong">{t('reviews.stars.choose')}</legend>
      <div className="-ms-2 flex">
        {FIVE.map((n) => (
          <label
            key={n}
            className="flex size-11 items-center justify-center rounded-full text-head has-focus-visible:outline-2"
          >
            <input
              type="radio"
              name={name}
              className="sr-only"
              checked={n === value}
              aria-label={t('reviews.stars', { n })}
              onChange={() => onValue(n)}
            />
            <span aria-hidden="true" className={n <= (value ?? 0) ? 'text-leaf' : 'text-soft'}>
              {n <= (value ?? 0) ? '★' : '☆'}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
