import { Link } from '@tanstack/react-router';
import type { BookImport } from '@egoejo/shared/catalogue/model.ts';
import { errorText } from '../../../i18n/error-text.ts';
import { hasMessage, useT } from '../../../i18n/locale.ts';
import { typeset } from '../../../i18n/typeset.ts';
import { Chip } from '../../../ui/feedback/Chip.tsx';
import { useUploadState } from '../../../uploads/model.ts';

/** What readers take out of the book, and what is wrong with its file. */
function Warnings({ warnings }: Pick<BookImport, 'warnings'>) {
  const t = useT();
  if (warnings.length === 0) return null;
  return (
    <details>
      <summary className="min-h-11 cursor-pointer py-2.5 font-strong text-leaf">
        {t('administration.books.warnings', { n: warnings.length })}
      </summary>
      <ul className="flex flex-col gap-1 pb-1 text-small">
        {warnings.map(({ code, what }, i) => {
          const key = `administration.books.warning.${code}`;
          return (
            <li key={i} className="break-words">
              {typeset(
                hasMessage(key)
                  ? t(key, { what, n: Number(what) || 0 })
                  : t('administration.books.warning.other', { code, what }),
              )}
            </li>
          );
        })}
      </ul>
    </details>
  );
}

/** One file: how far it got, what it became or why it was refused. `place`: the community that it is for. */
export function ImportLine({ one, place }: { one: BookImport; place: string | null }) {
  const t = useT();
  const { name, state, code, params, title, work, added, warnings } = one;
  const sending = useUploadState('bookImport', one, '');
  const { tone, icon, words } =
    state === 'refused'
      ? ({ tone: 'clay', icon: 'no', words: t('administration.books.refused') } as const)
      : state === 'stored'
        ? ({
            tone: added ? 'leaf' : 'plain',
            icon: 'ok',
            words: t(added ? 'administration.books.added' : 'administration.books.there'),
          } as const)
        : sending;
  return (
    <li className="flex flex-col gap-1.5 py-3">
      {work !== null && (
        <Link to="/lire/catalogue/$id" params={{ id: work }} className="font-strong break-words" dir="auto">
          {typeset(title)}
        </Link>
      )}
      <p className="text-small break-words text-soft">
        <span dir="auto">{name}</span>
        {' · '}
        {one.community === null
          ? t('administration.books.ofAll')
          : t('administration.books.of', { place: place ?? '?' })}
      </p>
      <p role="status">
        <Chip tone={tone} icon={icon}>
          {words}
        </Chip>
      </p>
      {state === 'refused' && <p className="text-small break-words">{errorText({ code: code ?? '', params })}</p>}
      <Warnings warnings={warnings} />
    </li>
  );
}
