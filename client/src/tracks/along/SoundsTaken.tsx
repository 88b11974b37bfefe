import { useLocale, useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { bytes } from '../../i18n/when.ts';
import { IconButton } from '../../ui/actions/Button.tsx';
import { CardList } from '../../ui/cards/Card.tsx';
import { Section } from '../../ui/layout/Page.tsx';
import { leaveBehind } from './along.ts';
import type { Sound } from './database.ts';
import { useAlong } from './queries.ts';

const hereOf = (sounds: Iterable<Sound>): number => [...sounds].reduce((sum, { got }) => sum + got, 0);

/** What the sounds take that the member has along, and the way to remove them; nothing where there are none. */
export function SoundsTaken() {
  const t = useT();
  const locale = useLocale();
  const along = useAlong();
  if (!along || along.wanted.length === 0) return null;
  const { wanted, sounds } = along;
  return (
    <Section title={t('tracks.along.title')}>
      <p className="text-small text-soft">
        {t('tracks.along.total', { size: bytes(locale, hereOf(sounds.values())) })}
      </p>
      <CardList label={t('tracks.along.title')}>
        {wanted.map(({ key, title, tracks }) => (
          <li key={key} className="flex items-center gap-2 py-2">
            <p className="min-w-0 flex-1">
              <span className="block truncate" dir="auto">
                {typeset(title)}
              </span>
              <span className="num text-tiny text-soft">
                {t('tracks.count', { n: tracks.length })} ·{' '}
                {bytes(locale, hereOf(tracks.flatMap((track) => sounds.get(track) ?? [])))}
              </span>
            </p>
            <IconButton icon="trash" label={t('tracks.along.leave', { title })} onClick={() => void leaveBehind(key)} />
          </li>
        ))}
      </CardList>
    </Section>
  );
}
