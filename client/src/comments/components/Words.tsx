import { typeset } from '../../i18n/typeset.ts';
import { partsOf, type Person } from '../mentions.ts';

/** The words of a comment, in which the names of the people it mentions stand out. */
export function Words({ text, people }: { text: string; people: readonly Person[] }) {
  return (
    <p className="max-w-prose whitespace-pre-line">
      {partsOf(text, people).map((part, i) =>
        part.people.length > 0 ? (
          <b key={i} className="font-strong text-leaf">
            {typeset(part.text)}
          </b>
        ) : (
          typeset(part.text)
        ),
      )}
    </p>
  );
}
