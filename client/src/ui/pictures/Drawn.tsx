import { useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { DayBars } from './DayBars.tsx';

/** A bar, and what it stands for: a day, a place. */
export interface Step {
  name: string;
  n: number;
}

/** Numbers in a row: drawn, in a sentence, and one by one in a table. */
export function Drawn({
  title,
  steps,
  rows = steps,
  ends,
  most = 1,
  text,
  words,
}: {
  /** Left out: the part of the page that it stands in says it. */
  title?: string;
  steps: readonly Step[];
  /** What the table lists; left out: every step. */
  rows?: readonly Step[];
  /** What stands below the first and the last bar. */
  ends: readonly [string, string];
  /** The scale ends at this number, or at a higher one that is drawn. */
  most?: number;
  text?: string;
  words: { table: string; step: string; n: string };
}) {
  const t = useT();
  const bars = steps.map(({ name, n }) => ({ day: name, n }));
  return (
    <>
      {title !== undefined && <h3 className="text-small font-strong">{title}</h3>}
      <DayBars days={bars} most={Math.max(most, ...steps.map(({ n }) => n))} fill="fill-leaf" />
      <p className="num flex justify-between text-tiny text-soft" aria-hidden="true">
        <span>{ends[0]}</span>
        <span>{ends[1]}</span>
      </p>
      {text !== undefined && <p className="text-small">{typeset(text)}</p>}
      {rows.length > 0 && (
        <details>
          <summary className="min-h-11 cursor-pointer py-2.5 text-small font-strong text-leaf">{words.table}</summary>
          <table className="w-full text-mini">
            <thead>
              <tr className="align-bottom text-soft">
                <th scope="col" className="py-1 text-start font-normal">
                  {words.step}
                </th>
                <th scope="col" className="px-1 py-1 text-end font-normal">
                  {words.n}
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ name, n }) => (
                <tr key={name} className="border-t border-line">
                  <th scope="row" className="py-1 text-start font-normal whitespace-nowrap">
                    {name}
                  </th>
                  <td className="num px-1 py-1 text-end">{t('ui.number', { n })}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </>
  );
}
