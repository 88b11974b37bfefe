import { Link } from '@tanstack/react-router';
import { useT } from '../../i18n/locale.ts';
import { Card } from '../../ui/Card.tsx';
import { Icon, type IconName } from '../../ui/icons.tsx';
import { useLastVisit, useMoved } from '../queries.ts';

/** What has changed since the last visit. */
export function Since() {
  const t = useT();
  const moved = useMoved(useLastVisit());
  if (!moved) return null;
  const lines = [
    { n: moved.polls, to: '/votes', icon: 'vote', word: 'home.moved.polls' },
    { n: moved.closed, to: '/votes', icon: 'ok', word: 'home.moved.closed' },
    { n: moved.projects, to: '/projets', icon: 'project', word: 'home.moved.projects' },
    { n: moved.stories, to: '/lire', icon: 'read', word: 'home.moved.stories' },
  ] as const satisfies readonly { n: number; to: string; icon: IconName; word: string }[];
  const some = lines.filter((l) => l.n > 0);
  return (
    <Card>
      <h2 className="text-head">{t('home.moved.title')}</h2>
      {some.length === 0 && <p className="mt-1 text-small text-soft">{t('home.moved.nothing')}</p>}
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
