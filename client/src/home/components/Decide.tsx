import { Link } from '@tanstack/react-router';
import { useT } from '../../i18n/locale.ts';
import { useToDecide } from '../../notifications/model.ts';
import { Card } from '../../ui/cards/Card.tsx';
import { Filling } from '../../ui/feedback/Filling.tsx';
import { Icon } from '../../ui/pictures/icons.tsx';

/** Shows animators and moderators what waits for their decision. It is the first card of Accueil. */
export function Decide() {
  const t = useT();
  const waiting = useToDecide();
  if (!waiting) return <Filling />;
  if (waiting.all === 0) return null;
  const lines = [
    { n: waiting.proposals, to: '/animer', icon: 'project', word: 'home.decide.proposals' },
    { n: waiting.reports, to: '/animer/signalements', icon: 'warning', word: 'home.decide.reports' },
    { n: waiting.appeals, to: '/animer/signalements', icon: 'text', word: 'home.decide.appeals' },
  ] as const;
  return (
    <Card>
      <h2 className="text-head">{t('home.decide.title')}</h2>
      <ul className="mt-1">
        {lines
          .filter((l) => l.n > 0)
          .map(({ n, to, icon, word }) => (
            <li key={word}>
              <Link to={to} className="flex min-h-11 items-center gap-3 text-small no-underline">
                <Icon name={icon} className="size-5 text-leaf" />
                <span className="min-w-0 flex-1">{t(word, { n })}</span>
                <Icon name="next" className="size-4 text-soft" />
              </Link>
            </li>
          ))}
      </ul>
    </Card>
  );
}
