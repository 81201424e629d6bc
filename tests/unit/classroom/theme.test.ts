import { expect, it } from 'vitest';
import { isDark, nextTheme, parseTheme } from '../../../src/lib/classroom/theme.ts';

it('follows the device until the reader chooses, and goes round', () => {
  expect(parseTheme(undefined)).toBe('system');
  expect(parseTheme('sepia')).toBe('system');
  expect([isDark('system', true), isDark('system', false), isDark('dark', false), isDark('light', true)]).toEqual([
    true,
    false,
    true,
    false,
  ]);
  expect(['system', 'light', 'dark'].map((theme) => nextTheme(parseTheme(theme)))).toEqual(['light', 'dark', 'system']);
});
