import { LANGUAGES, type Language } from '@egoejo/shared/platform/languages.ts';
import { languageNames, setLanguage, useLanguage, useT } from '../../i18n/locale.ts';
import { toast } from '../layers/toasts.tsx';

/** Chooses the interface's language before there is an account with settings: on a visitor's Accueil and at sign-in. */
export function LanguageSwitch() {
  const t = useT();
  const language = useLanguage();
  return (
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
  );
}
