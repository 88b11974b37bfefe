import { useT } from '../../i18n/locale.ts';

/** An address that the member types into an app. */
const Address = ({ path }: { path: string }) => (
  <code dir="ltr" className="block py-1 break-all text-ink">
    {location.origin + path}
  </code>
);

/** Explains how to connect an app to the catalogue, to the sync of places, and to tracks. */
export function HowTo() {
  const t = useT();
  return (
    <div className="flex flex-col gap-2 text-small text-soft">
      <h3 className="font-strong text-ink">{t('books.apps.catalogue')}</h3>
      <p>
        {t('books.apps.catalogue.text')}
        <Address path="/opds" />
      </p>
      <h3 className="font-strong text-ink">{t('books.apps.places')}</h3>
      <ol className="flex list-decimal flex-col gap-1 ps-5">
        <li>{t('books.apps.places.open')}</li>
        <li>
          {t('books.apps.places.server')}
          <Address path="/kosync" />
        </li>
        <li>{t('books.apps.places.login')}</li>
        <li>{t('books.apps.places.method')}</li>
      </ol>
      <p>{t('books.apps.places.exact')}</p>
      <h3 className="font-strong text-ink">{t('books.apps.music')}</h3>
      <ol className="flex list-decimal flex-col gap-1 ps-5">
        <li>
          {t('books.apps.music.server')}
          <Address path="" />
        </li>
        <li>{t('books.apps.music.login')}</li>
        <li>{t('books.apps.music.plain')}</li>
      </ol>
      <p>{t('books.apps.music.reads')}</p>
    </div>
  );
}
