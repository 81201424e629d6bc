import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { importsOf, importsOfSource, type Imports } from '../../support/imports.ts';

/** Every set of files each of which leads to all others (Tarjan's strongly connected components of more than one). */
function circles(imports: Imports): string[][] {
  const found: string[][] = [];
  const place = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const visit = (file: string): void => {
    place.set(file, place.size);
    lowest.set(file, place.get(file)!);
    open.push(file);
    for (const next of imports.get(file) ?? []) {
      if (!place.has(next)) visit(next);
      else if (!open.includes(next)) continue;
      lowest.set(file, Math.min(lowest.get(file)!, lowest.get(next)!));
    }
    if (lowest.get(file) !== place.get(file)) return;
    const circle = open.splice(open.indexOf(file));
    if (circle.length > 1 || imports.get(file)?.includes(file)) found.push(circle.sort());
  };
  for (const file of imports.keys()) if (!place.has(file)) visit(file);
  return found;
}

const graph = (files: Readonly<Record<string, string>>): Imports =>
  new Map(Object.entries(files).map(([file, text]) => [file, importsOf(file, text)]));

describe('imports', () => {
  it('lead in no circle, not even of types', () => {
    const imports = importsOfSource();
    expect(imports.size).toBeGreaterThan(300);
    const all = [...imports.values()].flat();
    expect(all.filter((file) => !existsSync(file))).toEqual([]);
    expect(circles(imports)).toEqual([]);
  });

  it.each([
    ['types', "import type { B } from './b.ts';", "import type { A } from './a.ts';"],
    ['a name among others', "import { b, type B } from './b.ts';", "export type { A } from './a.ts';"],
    ['what is fetched later', "const b = () => import('./b.ts');", "import './a.ts';"],
    ['a type in place', "type B = import('./b.ts').B;", "export * from './a.ts';"],
  ])('would be seen in a circle of %s', (_by, a, b) => {
    expect(circles(graph({ 'src/a.ts': a, 'src/b.ts': b, 'src/c.ts': "import './a.ts';" }))).toEqual([
      ['src/a.ts', 'src/b.ts'],
    ]);
  });

  it('would be seen in a circle through a component, and by a file of itself', () => {
    const component = "---\nimport { a } from './a.ts';\n---\n<p>import './b.ts'</p>\n";
    expect(circles(graph({ 'src/A.astro': component, 'src/a.ts': "import type B from './A.astro';" }))).toHaveLength(1);
    expect(circles(graph({ 'src/a.ts': "import type { A } from './a.ts';" }))).toEqual([['src/a.ts']]);
  });
});
