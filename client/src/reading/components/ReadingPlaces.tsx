import { Link, type LinkProps } from '@tanstack/react-router';
import { typeset } from '../../i18n/typeset.ts';
import { CardList } from '../../ui/cards/Card.tsx';
import { Icon, type IconName } from '../../ui/pictures/icons.tsx';

/** A page that Lire leads to. */
export interface ReadingPlace {
  to: NonNullable<LinkProps['to']>;
  icon: IconName;
  label: string;
  /** What is found there. */
  hint: string;
}

/** The pages around the shelf, a line each. */
export function ReadingPlaces({ label, places }: { label: string; places: readonly ReadingPlace[] }) {
  return (
    <CardList label={label}>
      {places.map((place) => (
        <li key={place.to} className="relative flex items-center gap-3 py-2.5">
          <Icon name={place.icon} className="size-5 flex-none text-leaf" />
          <div className="min-w-0 flex-1">
            <Link to={place.to} className="font-strong covers no-underline">
              {typeset(place.label)}
            </Link>
            <span className="block text-tiny text-soft">{typeset(place.hint)}</span>
          </div>
          <Icon name="next" className="size-4 flex-none text-soft rtl:-scale-x-100" />
        </li>
      ))}
    </CardList>
  );
}
