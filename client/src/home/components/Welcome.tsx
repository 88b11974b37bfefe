import { Link } from '@tanstack/react-router';
import { useT } from '../../i18n/locale.ts';
import { useSyncStatus } from '../../sync/api/status/status-store.ts';
import { LinkButton } from '../../ui/actions/Button.tsx';
import { Card } from '../../ui/cards/Card.tsx';
import { CycleRing } from '../../ui/pictures/CycleRing.tsx';
import { LanguageSwitch } from '../../ui/forms/LanguageSwitch.tsx';

/** False when the server's page says that grains are switched off. Later the sync tells the same. */
const named = typeof document === 'undefined' || document.documentElement.dataset['noGrains'] === undefined;

/** What EGOEJO is, and what a grain is, for visitors: two sentences and the ways further. */
export function Welcome() {
  const t = useT();
  const grains = useSyncStatus((s) => s.flags['ENABLE_SAKA'] ?? named);
  return (
    <Card className="flex flex-col gap-3" label={t('home.visitor.title')}>
      <div className="flex items-center gap-3">
        <CycleRing small />
        <p className="min-w-0 flex-1">{t(grains ? 'home.visitor.what' : 'home.visitor.whatOnly')}</p>
      </div>
      {grains && <p className="text-small text-soft">{t('home.visitor.grain')}</p>}
      <div className="flex flex-wrap gap-2">
        <LinkButton to="/inscription" className="flex-1 px-2 whitespace-nowrap">
          {t('home.signUp')}
        </LinkButton>
        <LinkButton to="/connexion" variant="quiet" className="flex-1 px-2 whitespace-nowrap">
          {t('home.signIn')}
        </LinkButton>
      </div>
      <p className="flex flex-wrap items-center gap-x-4 text-tiny text-soft">
        <Link to="/aide" className="inline-flex min-h-8 items-center font-strong text-leaf">
          {t('home.help')}
        </Link>
        <LanguageSwitch />
      </p>
    </Card>
  );
}
