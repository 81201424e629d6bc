import { expect, it } from 'vitest';
import { placesOn } from '../../../src/lib/engine/places.ts';

it.each([
  ['a phone with little memory', { cores: 8, memory: 2, isHandheld: true }, 1],
  ['an old phone', { cores: 4, memory: 0.5, isHandheld: true }, 1],
  ['a phone that does not tell its memory', { cores: 6, isHandheld: true }, 1],
  ['a phone with much memory', { cores: 8, memory: 8, isHandheld: true }, 4],
  ['one core', { cores: 1, memory: 8, isHandheld: false }, 1],
  ['two cores', { cores: 2, memory: 8, isHandheld: false }, 2],
  ['two cores, in a browser that does not tell the memory', { cores: 2, isHandheld: false }, 2],
  ['four cores and 4 GB', { cores: 4, memory: 4, isHandheld: false }, 2],
  ['three cores and 8 GB', { cores: 3, memory: 8, isHandheld: false }, 3],
  ['many cores', { cores: 64, memory: 32, isHandheld: false }, 4],
] as const)('so many runs train at once on %s', (_machine, machine, runs) => {
  expect(placesOn(machine).runs).toBe(runs);
});

it('leaves seven eighths of the memory to everything else', () => {
  const gigabyte = 1_073_741_824;
  expect(placesOn({ cores: 4, memory: 4, isHandheld: false }).bytes).toBe(gigabyte / 2);
  expect(placesOn({ cores: 4, isHandheld: false }).bytes).toBe(gigabyte);
  expect(placesOn({ cores: 4, isHandheld: true }).bytes).toBe(gigabyte / 4);
});
