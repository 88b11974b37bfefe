import { FILE_NAME } from '@egoejo/shared/rooms/model.ts';
import { expect, it } from 'vitest';
import { fileName } from './name.ts';

it('a name is one line without a path, and keeps its ending when it is cut', () => {
  expect(fileName('plan du four.pdf', 'file')).toBe('plan du four.pdf');
  expect(fileName('C:\\temp\\plan\n\u202Efdp.pdf', 'file')).toBe('plan fdp.pdf');
  expect(fileName(' \u200B ', 'file')).toBe('file');
  const long = fileName(`${'é'.repeat(200)}.pdf`, 'file');
  expect([long.length, long.endsWith('é.pdf')]).toEqual([FILE_NAME, true]);
  expect(fileName('a'.repeat(300), 'file')).toBe('a'.repeat(FILE_NAME));
  expect(fileName(`a.${'b'.repeat(300)}`, 'file')).toHaveLength(FILE_NAME);
});
