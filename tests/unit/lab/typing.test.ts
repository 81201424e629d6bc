import { expect, test } from 'vitest';
import { scrollFor } from '../../../src/components/lab/plain-editor.ts';
import { seenOf } from '../../../src/components/lab/typing.ts';

test('a keyboard covers what the visual viewport does not show of the window', () => {
  expect(seenOf({ height: 508, offsetTop: 0, scale: 1 }, 844)).toEqual({ height: 508, covered: 336 });
  expect(seenOf({ height: 508, offsetTop: 100, scale: 1 }, 844)).toEqual({ height: 508, covered: 236 });
  expect(seenOf({ height: 508, offsetTop: 0, scale: 1 }, 508)).toEqual({ height: 508, covered: 0 });
});

test('a page that was zoomed in has no keyboard', () => {
  expect(seenOf({ height: 422, offsetTop: 0, scale: 2 }, 844)).toBeNull();
});

test('code is scrolled right no further than the caret needs, and back when it can be', () => {
  // width 300, gutter 40, letters 8 wide
  expect(scrollFor(100, 250, 300, 40, 8)).toBe(0);
  expect(scrollFor(600, 0, 300, 40, 8)).toBe(316);
  expect(scrollFor(600, 400, 300, 40, 8)).toBe(400);
  // A caret that would stand behind the line numbers.
  expect(scrollFor(420, 400, 300, 40, 8)).toBe(348);
});
