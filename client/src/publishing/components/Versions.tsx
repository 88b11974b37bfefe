import type { ManuscriptFile, ManuscriptRemark } from '@egoejo/shared/publishing/model.ts';
import { hasMessage, useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { CardList } from '../../ui/cards/Card.tsx';
import { Chip } from '../../ui/feedback/Chip.tsx';
import { useUploadState } from '../../uploads/model.ts';
import { whyUnfit } from '../versions.ts';

/** Older versions than these are folded away. */
const SHOWN = 3;

/** What its author should know of a version that was taken, with the lines. */
function Remarks({ remarks }: { remarks: readonly ManuscriptRemark[] }) {
  const t = useT();
  if (remarks.length === 0) return null;
  const words = ({ code, what }: ManuscriptRemark): string => {
    // What the checker of books says is grouped: `nav.no_toc` has the words of `nav`.
    const keys: string[] = [`publishing.remark.${code}`, `publishing.remark.in.${code.replace(/\..*/, '')}`];
    return t(keys.find(hasMessage) ?? 'publishing.remark.other', { code, what });
  };
  return (
    <details>
      <summary className="min-h-11 cursor-pointer py-2.5 font-strong text-leaf">
        {t('publishing.remarks', { n: remarks.length })}
      </summary>
      <ul className="flex flex-col gap-1 text-small">
        {remarks.map((remark, i) => (
          <li key={i} className="break-words">
            {remark.line > 0 && `${t('publishing.line', { line: remark.line })} `}
            {typeset(words(remark))}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Version({ file, mine }: { file: ManuscriptFile; mine: boolean }) {
  const t = useT();
  const { tone, icon, words } = useUploadState('manuscriptFile', file, whyUnfit(t, file));
  return (
    <li className="flex flex-col gap-1.5 py-3">
      <p className="font-strong">
        {file.n === null ? t('publishing.version.new') : t('publishing.version', { n: file.n })}
      </p>
      <p className="text-tiny break-words text-soft" dir="auto">
        {file.name}
      </p>
      {file.words !== null && (
        <p className="text-small">
          {t('publishing.words', { n: file.words })}
          {file.chapters !== null && ` · ${t('publishing.chapters', { n: file.chapters })}`}
        </p>
      )}
      <p role="status" className="empty:hidden">
        {(mine || file.state !== 'stored') && (
          <Chip tone={tone} icon={icon}>
            {words}
          </Chip>
        )}
      </p>
      <Remarks remarks={file.remarks} />
    </li>
  );
}

/** The versions of a manuscript, the newest first. Their author sees how far the file of each got. */
export function Versions({ files, mine }: { files: readonly ManuscriptFile[]; mine: boolean }) {
  const t = useT();
  const older = files.slice(SHOWN);
  return (
    <>
      {files.length > 0 && (
        <CardList label={t('publishing.versions')}>
          {files.slice(0, SHOWN).map((file) => (
            <Version key={file.id} file={file} mine={mine} />
          ))}
        </CardList>
      )}
      {older.length > 0 && (
        <details className="rounded-card border border-line bg-surface px-3.5">
          <summary className="min-h-11 cursor-pointer py-2.5 font-strong text-leaf">
            {t('publishing.versions.older', { n: older.length })}
          </summary>
          <ul className="divide-y divide-line">
            {older.map((file) => (
              <Version key={file.id} file={file} mine={mine} />
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
