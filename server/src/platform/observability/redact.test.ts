import { expect, it } from 'vitest';
import { redactError, redactText } from './redact.ts';

it('keeps the error message and removes personal data', () => {
  expect(redactText('invalid input syntax for type uuid: "awa@example.org"')).toBe(
    'invalid input syntax for type uuid: …',
  );
  expect(redactText('no account for awa.diop+x@mail.example.org from 203.0.113.9')).toBe('no account for … from …');
  expect(redactText('token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIx.abc refused')).toBe('token … refused');
  expect(redactText("column 'name' of 'awa'")).toBe('column … of …');
  expect(redactText('deadlock detected')).toBe('deadlock detected');
});

it('keeps kind, code and stack frames of an error and of its cause', () => {
  const cause = Object.assign(new TypeError('bad "secret"'), { code: '22P02' });
  const red = redactError(new Error('outer', { cause }));
  expect(red).toMatchObject({
    type: 'Error',
    message: 'outer',
    cause: { type: 'TypeError', code: '22P02', message: 'bad …' },
  });
  expect(red.stack[0]).toMatch(/^at /);
  expect(JSON.stringify(red)).not.toContain('secret');
  expect(redactError('thrown text with awa@example.org')).toEqual({ type: 'string', message: '', stack: [] });
});
