import { Link } from '@tanstack/react-router';
import { LANGUAGES, type Language } from '@egoejo/shared/platform/languages.ts';
import { languageNames, setLanguage, useLanguage, useT } from '../../i18n/locale.ts';
import { useSyncStatus } from '../../sync/api/status-store.ts';
import { LinkButton } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { CycleRing } from '../../ui/CycleRing.tsx';
import { toast } from '../../ui/toasts.tsx';

/** What EGOEJO is, for visitors: one sentence and two links. */
export function Welcome() {
  const t = useT();
  const language = useLanguage();
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
        <select
          aria-label={t('home.language')}
          className="min-h-8 bg-transparent font-strong text-leaf"
          value={language}
          onChange={(e) => {
            // Its pack could not be fetched: the language stays as it is.
            setLanguage(e.target.value as Language).catch(() => toast(t('shell.error.network'), 'clay'));
          }}
        >
          {LANGUAGES.map((l) => (
            <option key={l} value={l} lang={l}>
              {languageNames[l]}
            </option>
          ))}
        </select>
      </p>
    </Card>
  );
}
