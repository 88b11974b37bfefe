import { useId } from 'react';
import { useT } from '../../i18n/locale.ts';
import { Icon } from '../pictures/icons.tsx';

/** Search: a magnifier, the text, and a button to clear it. */
export function SearchField({
  label,
  value,
  onValue,
  placeholder,
  first = false,
}: {
  label: string;
  value: string;
  onValue: (v: string) => void;
  placeholder?: string;
  /** Gets the focus on arrival, instead of the page's title. */
  first?: boolean;
}) {
  const t = useT();
  const id = useId();
  return (
    <div role="search" className="relative">
      <label htmlFor={id} className="sr-only">
        {label}
      </label>
      <Icon name="search" className="pointer-events-none absolute start-3 top-1/2 size-5 -translate-y-1/2 text-soft" />
      <input
        id={id}
        type="search"
        data-arrival={first ? '' : undefined}
        enterKeyHint="search"
        autoComplete="off"
        value={value}
        placeholder={placeholder ?? label}
        onChange={(e) => onValue(e.target.value)}
        className="h-12 w-full appearance-none rounded-card border border-edge bg-surface ps-10 pe-12 text-base placeholder-shown:pe-3 placeholder:text-soft placeholder:text-[min(1rem,5.2vw)] [&::-webkit-search-cancel-button]:hidden"
      />
      {value && (
        <button
          type="button"
          aria-label={t('ui.search.clear')}
          className="absolute end-0.5 top-0.5 grid size-11 place-items-center text-soft"
          onClick={() => onValue('')}
        >
          <Icon name="no" className="size-5" />
        </button>
      )}
    </div>
  );
}
