import { hasMessage, useLocale, useT } from '../../i18n/locale.ts';
import { CardList } from '../../ui/cards/Card.tsx';
import { Chip } from '../../ui/feedback/Chip.tsx';
import { Section } from '../../ui/layout/Page.tsx';
import { useAsked, type Settings } from '../calls.ts';
import { parameterOf, parameterText } from '../parameters.ts';
import { Asking } from './Asking.tsx';
import { Variable } from './Names.tsx';

const row = 'flex min-h-11 flex-wrap items-center gap-x-3 py-2 text-small';

/** The settings that this server was started with. Of secrets it only says that they are set. */
export function SettingsPart() {
  const t = useT();
  const asked = useAsked('settings', (api) => api.administration.settings.query());
  return (
    <Asking asked={asked}>
      {({ flags, saka, settings }) => (
        <>
          <p className="text-small text-soft">{t('administration.settings.text')}</p>
          <Section title={t('administration.flags')}>
            <CardList>
              {flags.map((flag) => (
                <Flag key={flag.name} flag={flag} />
              ))}
            </CardList>
          </Section>
          <Section title={t('administration.parameters')}>
            <CardList>
              {saka.map((rule) => (
                <Rule key={rule.name} rule={rule} />
              ))}
            </CardList>
          </Section>
          <Section title={t('administration.settings.others')}>
            <CardList>
              {settings.map(({ name, value, secret, set }) => (
                <li key={name} className={row}>
                  <span className="min-w-0 flex-1 basis-40">
                    <Variable name={name} />
                  </span>
                  {secret ? (
                    <Chip icon="lock">{t(set ? 'administration.secret' : 'administration.unset')}</Chip>
                  ) : (
                    <span className={`max-w-full wrap-anywhere ${set ? '' : 'text-soft'}`}>
                      {set ? value : t('administration.unset')}
                    </span>
                  )}
                </li>
              ))}
            </CardList>
          </Section>
        </>
      )}
    </Asking>
  );
}

/** What the flag disables, above the name by which an operator sets it. */
function Flag({ flag: { name, on } }: { flag: Settings['flags'][number] }) {
  const t = useT();
  const key = `administration.flag.${name}`;
  const known = hasMessage(key);
  return (
    <li className={row}>
      <span className="min-w-0 flex-1 basis-40">
        {known && t(key)}
        <span className={known ? 'block text-mini text-soft' : ''}>
          <Variable name={name} />
        </span>
      </span>
      <Chip tone={on ? 'leaf' : 'clay'} icon={on ? 'ok' : 'no'}>
        {t(on ? 'administration.on' : 'administration.off')}
      </Chip>
    </li>
  );
}

/** A parameter in words, above its name and its raw value; only the raw value for one that this build does not know. */
function Rule({ rule: { name, value } }: { rule: Settings['saka'][number] }) {
  const t = useT();
  const locale = useLocale();
  const known = parameterOf(name);
  return (
    <li className={row}>
      <span className="min-w-0 flex-1 basis-40">
        {known && t(`administration.parameter.${known}`)}
        <span className={known ? 'block text-mini text-soft' : ''}>
          <Variable name={name} />
          {known && `=${value}`}
        </span>
      </span>
      <span className="num font-strong">{known ? parameterText(t, locale, known, value) : value}</span>
    </li>
  );
}
