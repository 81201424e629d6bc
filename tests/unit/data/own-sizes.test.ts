import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

/** Rooms that are for any data set, and what in them may say a number of the book's own. */
const FOR_ANY: Readonly<Record<string, readonly string[]>> = {
  'src/lib/nn': [],
  'src/lib/settings': [],
  'src/lib/engine': [],
  'src/lib/models': [],
  'src/lib/interchange': [],
  'src/lib/runs': ['runs-before.ts'], // kept by versions that knew no other
  'src/lib/storage': [],
  'src/components/words': [],
  'src/components/widgets/models': [],
  'src/components/widgets/pictures': [],
  'src/components/widgets/playground': [],
  'src/components/widgets/chart': [],
  'src/components/widgets/trainer': ['systems.ts', 'delta-rule.ts'], // published systems, and those of Part I
};

/** What is said by names and numbers of MNIST, anywhere but in comments. */
const OWN =
  /^(IMAGE_PIXELS|IMAGE_SIDE|CLASS_COUNT|TRAIN_COUNT|TEST_COUNT)$|mnist|\b(784|28 ?[x×*] ?28|60[_,]?000|70[_,]?000)\b/i;
/** Numbers that are the same by chance: a time in milliseconds. */
const BY_CHANCE = /setTimeout\(.*\b60_000\)/;

/** The words of a program, each identifier, number and text, with its line. */
function wordsOf(file: string, text: string): { readonly word: string; readonly line: string }[] {
  const kind = file.endsWith('.tsx') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, kind);
  const lines = text.split('\n');
  const words: { word: string; line: string }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) || ts.isLiteralExpression(node) || ts.isTemplateLiteralToken(node) || ts.isJsxText(node))
      words.push({
        word: node.getText(source),
        line: lines[source.getLineAndCharacterOfPosition(node.getStart(source)).line]!.trim(),
      });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return words;
}

const told = (file: string, text: string): string[] =>
  wordsOf(file, text).flatMap(({ word, line }) =>
    OWN.test(word) && !BY_CHANCE.test(line) ? [`${file}: ${line}`] : [],
  );

describe('what trains, keeps and shows any data set', () => {
  it.each(Object.entries(FOR_ANY))('%s: knows neither MNIST’s name nor its sizes', (room, exceptions) => {
    const files = globSync(`${room}/**/*.{ts,tsx}`).filter(
      (file) =>
        !exceptions.some((name) => file.endsWith(name)) && !file.includes('/assembly/') && !file.includes('/compiled/'),
    );
    expect(files.length).toBeGreaterThan(0);
    expect(files.flatMap((file) => told(file, readFileSync(file, 'utf8')))).toEqual([]);
  });

  it.each([
    ["import { TRAIN_COUNT } from './contract.ts';", 1],
    ['const rows = images.subarray(0, 784);', 1],
    ['const all = 60_000;', 1],
    ["const id = 'mnist';", 1],
    ['const words = `all 60,000 of ${name}`;', 1],
    ['const view = <p>A picture of 28 × 28.</p>;', 1],
    ['/** Of MNIST: 784 inputs. */ const inputs = 12; // 60,000', 0],
  ])('would be seen: %s', (text, times) => {
    expect(told('a.tsx', text)).toHaveLength(times);
  });
});
