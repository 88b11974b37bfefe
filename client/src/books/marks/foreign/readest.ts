/** Readest's marks: its export as JSON, version 1 (B9). */
import { colourOf, createdAt, fieldsOf, numberIn, pointerIn, textIn, type ForeignMark } from './model.ts';

function markOf(given: unknown): ForeignMark[] {
  const note = fieldsOf(given);
  if (!note) return [];
  return [
    {
      kind: note['type'] === 'bookmark' ? 'bookmark' : 'highlight',
      text: textIn(note, 'text'),
      note: textIn(note, 'note'),
      colour: colourOf(note['color']),
      cfi: pointerIn(note, 'cfi', 'epubcfi('),
      // It knows KOReader's pointers too.
      start: pointerIn(note, 'xpointer0'),
      end: pointerIn(note, 'xpointer1'),
      ...createdAt(numberIn(note, 'createdAt')),
    },
  ];
}

/** Null: it is no such export. */
export function readReadest(given: unknown): ForeignMark[] | null {
  const file = fieldsOf(given);
  const annotations: unknown = file?.['annotations'];
  return file?.['$format'] === 'readest-annotations' && Array.isArray(annotations) ? annotations.flatMap(markOf) : null;
}
