import { Fragment } from 'react';
import { hasMessage, useT } from '../../i18n/locale.ts';

/**
 * Why an act was refused, worded for an administrator and not for the member; the code itself where there is no
 * message.
 */
export function Refusal({ code }: { code: string }) {
  const t = useT();
  const key = `administration.refusal.${code}`;
  return hasMessage(key) ? t(key) : <code className="wrap-anywhere">{code}</code>;
}

/** The name of an environment variable; a long one breaks after an underscore, not inside a word. */
export function Variable({ name }: { name: string }) {
  return (
    <code className="wrap-anywhere">
      {name.split(/(?<=_)/).map((part, i) => (
        <Fragment key={`${i} ${part}`}>
          {i > 0 && <wbr />}
          {part}
        </Fragment>
      ))}
    </code>
  );
}
