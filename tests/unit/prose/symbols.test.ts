import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { symbolOfCode } from '../../../src/components/prose/symbol-codes.mjs';
import { bookSymbols, symbolMacros } from '../../../src/components/prose/symbols.mjs';

const names = Object.keys(bookSymbols);
const style = (file: string): string => readFileSync(`src/styles/${file}.css`, 'utf8');

it('a symbol has a name in listings, letters in formulas and a colour by day and by night', () => {
  expect(Object.values(symbolOfCode).sort()).toEqual([...names].sort());
  expect(new Set(Object.values(bookSymbols).map(({ code }) => code)).size).toBe(names.length);
  const inFormulas = Object.values(symbolMacros).map((macro) => /symbol=(\w+)/.exec(String(macro))![1]);
  expect([...new Set(inFormulas)].sort()).toEqual([...names].sort());
  const rules = [...style('symbols').matchAll(/\[data-symbol='(\w+)'\] \{\s*--symbol: var\(--sym-(\w+)\);/g)];
  expect(rules.map(([, symbol]) => symbol)).toEqual(names);
  expect(rules.map(([, , colour]) => colour)).toEqual(names);
  for (const name of names) expect(style('tokens').match(new RegExp(`--sym-${name}:`, 'g'))?.length, name).toBe(2);
});
