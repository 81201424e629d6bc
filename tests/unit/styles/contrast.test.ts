import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../../../src/styles/tokens.css', import.meta.url), 'utf8');

/** Custom properties of one rule, by name. */
function tokens(selector: string): Map<string, string> {
  const rule = css.slice(css.indexOf(`${selector} {`)).split('}')[0] ?? '';
  return new Map([...rule.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [name, value]));
}

/** Relative luminance, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const TEXT = /^--(?:ink|ink-soft|accent|good|bad|warn|sym-\w+|code-(?:keyword|string|number|function|comment|type))$/;

it('both themes have the same colours', () => {
  const colours = (selector: string): string[] =>
    [...tokens(selector)]
      .filter(([, value]) => /^(#|rgb)/.test(value))
      .map(([name]) => name)
      .sort();
  expect(colours(":root[data-theme='dark']")).toEqual(colours(':root'));
});

describe.each([
  ['light', ':root'],
  ['dark', ":root[data-theme='dark']"],
])('the %s theme', (_, selector) => {
  const theme = tokens(selector);
  const colour = (name: string): string => {
    const value = theme.get(name);
    if (value === undefined || !/^#[\da-f]{6}$/.test(value))
      throw new Error(`${name}: expected #rrggbb, got ${value ?? 'nothing'}`);
    return value;
  };
  const names = [...theme.keys()].filter((name) => TEXT.test(name));

  it('has all text colours', () => {
    expect(names.length).toBeGreaterThanOrEqual(18);
  });

  it.each(names)('%s can be read on paper and on panels (4.5 : 1)', (name) => {
    for (const ground of ['--paper', '--panel'])
      expect(contrast(colour(name), colour(ground)), ground).toBeGreaterThanOrEqual(4.5);
  });

  it('listings can be read on their own paper', () => {
    for (const name of theme.keys()) {
      if (/^--(?:sym-\w+|code-(?!paper)\w+)$/.test(name))
        expect(contrast(colour(name), colour('--code-paper')), name).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('ink can be read on the deeper panel, and what stands on the accent on it', () => {
    expect(contrast(colour('--ink'), colour('--panel-2'))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(colour('--ink-soft'), colour('--panel-2'))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(colour('--accent-ink'), colour('--accent'))).toBeGreaterThanOrEqual(4.5);
  });

  it('edges of controls and the ring of focus can be seen (3 : 1)', () => {
    for (const name of ['--rule-strong', '--focus'])
      expect(contrast(colour(name), colour('--paper')), name).toBeGreaterThanOrEqual(3);
  });
});

it('knows black on white', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 6);
});
