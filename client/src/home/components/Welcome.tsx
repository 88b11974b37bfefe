import { Link } from '@tanstack/react-router';
import { setLocale, useLocale, useT } from '../../i18n/locale.ts';
import { useSyncStatus } from '../../sync/api/status-store.ts';
import { LinkButton } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { CycleRing } from '../../ui/CycleRing.tsx';

/** What EGOEJO is, for visitors: one sentence and two links. */
export function Welcome() {
  const t = useT();
  const locale = useLocale();
  const grains = useSyncStatus((s) => s.flags['ENABLE_SAKA'] !== false);
  return (
    <Card className="flex flex-col gap-3" label={t('home.visitor.title')}>
      <div className="flex items-center gap-3">
        <CycleRing small />
        <p className="min-w-0 flex-1">{t(grains ? 'home.visitor.what' : 'home.visitor.whatOnly')}</p>
      </div>
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
        <button
          type="button"
          lang={locale === 'fr' ? 'en' : 'fr'}
          className="min-h-8 font-strong text-leaf"
          onClick={() => void setLocale(locale === 'fr' ? 'en' : 'fr')}
        >
          {t('home.otherLanguage')}
        </button>
      </p>
    </Card>
  );
}
