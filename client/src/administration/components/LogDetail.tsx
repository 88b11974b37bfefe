import { isId } from '@egoejo/shared/platform/ids.ts';
import type { ReactNode } from 'react';
import { hasMessage, useLocale, useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { DateTime } from '../../ui/text/times.tsx';
import type { LogLine } from '../calls.ts';
import { isParameter, parameterText } from '../parameters.ts';

/** Ids tell a reader nothing; the name of a community can be shown instead. */
const saysNothing = (name: string, value: unknown): boolean =>
  name !== 'community' &&
  [value].flat().length > 0 &&
  [value].flat().every((one) => typeof one === 'string' && isId(one));
/** The display order; the database keeps the fields in no particular order. */
const ORDER = [
  'role',
  'community',
  'startsAt',
  'endsAt',
  'at',
  'before',
  'until',
  'compostRate',
  'compostInactivityDays',
  'compostMinBalance',
  'compostMinAmount',
];
const rank = (name: string): number => (ORDER.indexOf(name) + ORDER.length + 1) % (ORDER.length + 1);
const INSTANTS = new Set(['at', 'since', 'before', 'until', 'startsAt', 'endsAt']);
/**
 * The message prefix for fields whose values are fixed names of the app. A role in a community is not a global role.
 */
const wordsOf = (name: string, local: boolean): string | null =>
  name === 'scopes'
    ? 'partners.scope'
    : name === 'roles' || (name === 'role' && !local)
      ? 'administration.role'
      : name === 'role'
        ? 'administration.log.role'
        : null;

/** The fields that an act of the audit log changed, by name and in words. `about`: what the line already says. */
export function LogDetail({ detail, about }: { detail: LogLine['detail']; about: string }) {
  const fields = Object.entries(detail)
    .filter(([name, value]) => !saysNothing(name, value) && !((name === 'name' || name === 'title') && value === about))
    .toSorted(([a], [b]) => rank(a) - rank(b));
  if (fields.length === 0) return null;
  return (
    <p className="break-words">
      {fields.map(([name, value], i) => (
        <span key={name}>
          {i > 0 && ' · '}
          <Label name={name} /> <Value name={name} value={value} local={'community' in detail} />
        </span>
      ))}
    </p>
  );
}

function Label({ name }: { name: string }) {
  const t = useT();
  const key = isParameter(name) ? `administration.parameter.${name}` : `administration.log.field.${name}`;
  return <span className="text-soft">{t('administration.log.field', { name: hasMessage(key) ? t(key) : name })}</span>;
}

function Value({ name, value, local }: { name: string; value: unknown; local: boolean }): ReactNode {
  const t = useT();
  const locale = useLocale();
  if (typeof value === 'number') {
    if (name === 'grains') return new Intl.NumberFormat(locale, { signDisplay: 'exceptZero' }).format(value);
    return isParameter(name) ? parameterText(t, locale, name, value) : t('ui.number', { n: value });
  }
  if (typeof value === 'string' && INSTANTS.has(name) && !Number.isNaN(Date.parse(value)))
    return <DateTime at={value} />;
  if (typeof value === 'string' && name === 'community') return <CommunityName id={value} />;
  const list: unknown[] = Array.isArray(value) ? value : [value];
  if (list.length === 0) return t('administration.log.nothing');
  const words = wordsOf(name, local);
  return list
    .map((one) => {
      const text = typeof one === 'string' ? one : JSON.stringify(one);
      const key = `${words}.${text}`;
      return hasMessage(key) ? t(key) : typeset(text);
    })
    .join(', ');
}

/** The community's name, when this device knows it. */
function CommunityName({ id }: { id: string }) {
  const t = useT();
  return typeset(useRow('community', id)?.name ?? t('administration.log.elsewhere'));
}
