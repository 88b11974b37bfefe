import { Link } from '@tanstack/react-router';
import { useT } from '../../i18n/locale.ts';
import { useSyncStatus } from '../../sync/api/status/status.ts';
import { Card } from '../../ui/cards/Card.tsx';
import { Filling } from '../../ui/feedback/Filling.tsx';
import { Icon, type IconName } from '../../ui/pictures/icons.tsx';
import { useMoved } from '../queries.ts';

/** What has changed since the last visit; null: this is the first. */
export function Since({ last }: { last: string | null }) {
  const t = useT();
  const moved = useMoved(last);
  const exchangedAt = useSyncStatus((s) => s.lastExchangeAt);
  if (moved === undefined) return <Filling />;
  if (moved === null) return null;
  const lines = [
    { n: moved.polls, to: '/votes', icon: 'vote', word: 'home.moved.polls' },
    { n: moved.closed, to: '/votes', icon: 'ok', word: 'home.moved.closed' },
    { n: moved.projects, to: '/projets', icon: 'project', word: 'home.moved.projects' },
    { n: moved.stories, to: '/lire', icon: 'read', word: 'home.moved.stories' },
  ] as const satisfies readonly { n: number; to: string; icon: IconName; word: string }[];
  const some = lines.filter((l) => l.n > 0);
  if (some.length === 0) {
    // Without an exchange since that visit the device cannot know. The empty line keeps the page from moving later.
    const knows = last !== null && exchangedAt !== null && exchangedAt >= Date.parse(last);
    return <p className="px-3.5 text-small text-soft">{knows ? t('home.moved.nothing') : '\u00A0'}</p>;
  }
  return (
    <Card>
      <h2 className="text-head">{t('home.moved.title')}</h2>
      <ul className="mt-1">
        {some.map(({ n, to, icon, word }) => (
          <li key={word}>
            <Link to={to} className="flex min-h-11 items-center gap-3 text-small no-underline">
              <Icon name={icon} className="size-5 text-leaf" />
              {t(word, { n })}
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
