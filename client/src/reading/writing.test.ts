import { expect, it } from 'vitest';
import { mutations } from '@egoejo/shared/registry.ts';
import { changed, EMPTY_WRITING, faultsOf, isBlank, LANGUAGES, LICENCES, publishArgs } from './writing.ts';

it('a text needs a title and words; sending twice publishes one', () => {
  expect(isBlank(EMPTY_WRITING)).toBe(true);
  expect(faultsOf(EMPTY_WRITING)).toEqual(['title', 'text']);
  const titled = changed(EMPTY_WRITING, { title: ' La pluie ' });
  expect(faultsOf(titled)).toEqual(['text']);
  expect(isBlank(titled)).toBe(false);
  const whole = changed(titled, { text: '\nUn.\n\nDeux.\n' });
  expect(faultsOf(whole)).toEqual([]);
  expect(whole.id).toBe(titled.id);
  expect(publishArgs(whole, 'fr')).toEqual({
    id: whole.id,
    title: 'La pluie',
    language: 'fr',
    licence: 'CC BY 4.0',
    text: 'Un.\n\nDeux.',
  });
});

it('whatever the form offers is accepted', () => {
  const { args } = mutations['story.publish'];
  for (const language of LANGUAGES)
    for (const licence of LICENCES) {
      const form = changed(EMPTY_WRITING, { title: 'a', text: 'b', language, licence });
      expect(args.safeParse(publishArgs(form, 'fr')).success, language).toBe(true);
    }
});
