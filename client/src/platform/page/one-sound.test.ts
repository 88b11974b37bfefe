import { expect, it } from 'vitest';
import { silence, takeSound } from './one-sound.ts';

it('L4: a sound that begins stops the one before, not itself, and recording stops both', () => {
  const stopped: string[] = [];
  const note = () => void stopped.push('note');
  const track = () => void stopped.push('track');
  takeSound(note);
  takeSound(note);
  expect(stopped).toEqual([]);
  takeSound(track);
  expect(stopped).toEqual(['note']);
  silence();
  silence();
  expect(stopped).toEqual(['note', 'track']);
});
