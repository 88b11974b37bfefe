import fc from '../testing/fast-check.ts';
import { expect, it } from 'vitest';
import { newId, type MemberId } from '../platform/ids.ts';
import { invitationCode, invitationPath, readCode, spelled, tailOf } from './model.ts';

it('R5: a code is the end of its member’s id, computed and read offline', () => {
  fc.assert(
    fc.property(fc.uuid(), (id) => {
      const code = invitationCode(id as MemberId);
      expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{10}$/);
      expect(id.endsWith(tailOf(code))).toBe(true);
      expect(readCode(spelled(code))).toBe(code);
      expect(readCode(`https://egoejo.example.org${invitationPath(code)}?utm=x#y`)).toBe(code);
    }),
  );
  expect(invitationCode('00000000-0000-7000-8000-ffffffffffff' as MemberId)).toBe('7ZZZZZZZZZ');
  expect(tailOf(invitationCode('00000000-0000-7000-8000-000000000001' as MemberId))).toBe('000000000001');
});

it('R5: a code may be typed as it was dictated: lower case, spaces, O for zero, I and L for one', () => {
  expect(readCode(' 7il0o zzzzz ')).toBe('71100ZZZZZ');
  expect(readCode('71100-zzzzz/')).toBe('71100ZZZZZ');
  for (const wrong of [
    '',
    '71100',
    '71100ZZZZZZ',
    '8ZZZZZZZZZ',
    '7110UZZZZZ',
    'https://egoejo.example.org/projets',
    newId(),
  ])
    expect(readCode(wrong)).toBeNull();
});
