import { getFormattedTokens } from 'sucrase';
import { describe, expect, it } from 'vitest';
import { keepFrames } from '../../../src/lib/sandbox/tail-calls.ts';
import { readTokens } from '../../../src/lib/sandbox/tokens.ts';

const kept = (code: string, needed = true): string =>
  keepFrames(
    code,
    readTokens(
      code,
      getFormattedTokens(code, { transforms: [], disableESTransforms: true, preserveDynamicImport: true }),
    ),
    needed,
  );

/** Programs whose last line is a value, and that value. */
const programs: readonly (readonly [code: string, value: unknown])[] = [
  ['function f(x) { return g(x); }\nfunction g(x) { return x + 1; }\nf(1)', 2],
  ['const f = (x) => x * 2;\nconst g = (x) => f(f(x));\ng(1)', 4],
  ['const o = { return() { return 5; }, b: () => ({ a: 1 }) };\no.return() + o.b().a', 6],
  ['function f() {\n  return\n  5;\n}\nf()', undefined],
  ['function f() { if (true) return; return 1 }\nf()', undefined],
  ['const f = (a) => a ? (b) => b ?? null : g();\nconst g = () => 1;\n[f(1)(null), f(0)].join()', ',1'],
  ['function* f() { return yield 1; }\n[...f()].join()', '1'],
  ['const f = () => function () {};\nf().name', ''],
  ['const f = () => () => class {};\nf()().name', ''],
  ['const f = (x) =>\n  x.map((y) => y + 1, 2);\nf([1]).join()', '2'],
  ['function f() { return `a${(() => { return 1; })()}`; }\nf()', 'a1'],
  ['function f() { return /=>/.test("=>"), 3; }\nf()', 3],
];

describe('keeping the frames of tail calls', () => {
  it.each(programs)('changes no value and no line: %s', (code, value) => {
    const changed = kept(code);
    // As the value of the program, not of the function at its end.
    const lines = changed.split('\n');
    expect(lines.slice(0, code.split('\n').length - 1).length).toBe(code.split('\n').length - 1);
    expect(
      (0, eval)(
        `(() => { ${changed.includes('$returned') ? lines.at(-1) : ''}\nreturn eval(${JSON.stringify(changed.replace(/\nfunction \$returned\(\) \{\}$/, ''))}); })()`,
      ),
    ).toEqual(value);
    for (const [i, line] of code.split('\n').entries())
      expect(lines[i]!.replaceAll(' $returned.value = ', '')).toBe(line);
  });

  it('leaves no call at the end of a function', () => {
    expect(kept('function f(x) { return g(x); }')).toBe(
      'function f(x) { return $returned.value =  g(x); }\nfunction $returned() {}',
    );
    expect(kept('const f = (x) => g(x);')).toBe('const f = (x) => $returned.value =  g(x);\nfunction $returned() {}');
  });

  it('leaves code alone where no frame is dropped, and where the name is taken', () => {
    const code = 'const f = (x) => g(x);';
    expect(kept(code, false)).toBe(code);
    expect(kept(`${code} let $returned;`)).toBe(`${code} let $returned;`);
    expect(kept('let a = 1;')).toBe('let a = 1;');
  });
});
