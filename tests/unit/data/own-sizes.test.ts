import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

/** Who may say MNIST's name, sizes or classes, and why. All other files of `src` are for any data set. */
const MAY: Readonly<Record<string, string>> = {
  'src/components/widgets/explain/*/': 'explanations are a part of their chapter, but for what they share',
  'src/components/widgets/explain/stepper/PublishedSteps.astro': 'what S4 printed of it',
  'src/content/': 'chapters are about this data set, and their programs learn from it',
  'src/pages/': 'the text of the pages',
  'src/layouts/Page.astro': 'the words of the picture that sites show beside a link',
  'src/components/site/Footer.astro': 'names the source on every page',
  'src/components/site/parts.ts': 'what the parts of this book are about',
  'src/components/widgets/first-page/snapshots.ts': 'moments in the learning that the first page shows',
  'src/components/prose/symbols.mjs': 'what the symbols of the chapters stand for, with their shapes there',
  'src/reference/examples/': 'the text of the examples',
  'src/lib/data/mnist.ts': 'the entry itself',
  'src/lib/data/data-sets.ts': 'the list of entries',
  'src/lib/data/origins.ts': 'where it comes from',
  'src/lib/data/originals.ts': 'reads its original files',
  'src/lib/systems/published/': 'what others published of it',
  'src/lib/runs/old-runs.ts': 'runs kept by versions that knew no other',
};

/** What is said by names and numbers of MNIST, anywhere but in comments. */
const OWN =
  /^(IMAGE_PIXELS|IMAGE_SIDE|CLASS_COUNT|TRAIN_COUNT|TEST_COUNT|28|280)$|mnist|\b(784|7[_,]?840|28 ?[x×*·] ?28|60[_,]?000|70[_,]?000)\b/i;
/** In what readers read, also what its images show, and how many classes there are. */
const READ = /\b(digits?|ten (?:outputs|classes|digits|neurons|pictures))\b/i;
/** The same by chance: times in milliseconds, sizes on the screen, digits of a number. */
const BY_CHANCE =
  /setTimeout\(.*\b60_000\)|const LEAVE_AFTER = 60_000; \/\/ ms|marginRight: 28|2 \*\* 28|POOL: usize = 28|rgb\(|const ABOUT = 280|const NARROWEST = 280;/;

interface Word {
  readonly word: string;
  readonly line: string;
  /** True: readers see it. */
  readonly read: boolean;
}

/** The words of a program, each identifier, number and text, with its line. */
function wordsOfProgram(file: string, text: string): Word[] {
  const kind = file.endsWith('.tsx') ? ts.ScriptKind.TSX : file.endsWith('.mjs') ? ts.ScriptKind.JS : ts.ScriptKind.TS;
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, kind);
  const lines = text.split('\n');
  const words: Word[] = [];
  const visit = (node: ts.Node): void => {
    const isText = ts.isJsxText(node);
    if (ts.isIdentifier(node) || ts.isLiteralExpression(node) || ts.isTemplateLiteralToken(node) || isText)
      words.push({
        word: node.getText(source),
        line: lines[source.getLineAndCharacterOfPosition(node.getStart(source)).line]!.trim(),
        read: isText,
      });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return words;
}

/** An Astro file: its program, and its markup without comments and styles, line by line. */
function wordsOfAstro(file: string, text: string): Word[] {
  const [, program = '', markup = text] = /^---\n(.*?)\n---\n(.*)$/s.exec(text) ?? [];
  const plain = markup.replace(/<style>.*?<\/style>|<!--.*?-->|\{\/\*.*?\*\/\}/gs, '');
  return [
    ...wordsOfProgram(`${file}.ts`, program),
    ...plain.split('\n').map((line) => ({ word: line, line: line.trim(), read: !/[{}=]/.test(line) })),
  ];
}

/** Numbers of a style sheet that are sizes of images: those that are no length of their own. */
const wordsOfStyles = (text: string): Word[] =>
  text
    .replace(/\/\*.*?\*\//gs, '')
    .split('\n')
    .flatMap((line) =>
      [...line.matchAll(/(?<![\d.#-])(\d+)(?![\d.%a-z-])/g)].map(([word]) => ({ word, line, read: false })),
    );

function told(file: string, text: string): string[] {
  const words = file.endsWith('.astro')
    ? wordsOfAstro(file, text)
    : file.endsWith('.css')
      ? wordsOfStyles(text)
      : wordsOfProgram(file, text);
  return words.flatMap(({ word, line, read }) =>
    (OWN.test(word) || (read && READ.test(word))) && !BY_CHANCE.test(line) ? [`${file}: ${line.trim()}`] : [],
  );
}

const FILES = globSync('src/**/*.{ts,tsx,mjs,astro,css}').filter((file) => !/\/(assembly|compiled)\//.test(file));
/** What explanations share; each other folder beside is one explanation. */
const SHARED = /\/explain\/(kit|stepper|neuron)\//;
const isOf = (place: string, file: string): boolean =>
  place.endsWith('*/')
    ? file.startsWith(place.slice(0, -2)) && file.slice(place.length - 2).includes('/') && !SHARED.test(file)
    : file.startsWith(place);
const mayIt = (file: string): boolean => Object.keys(MAY).some((place) => isOf(place, file));

describe('what is for any data set', () => {
  it('knows neither MNIST’s name nor its sizes nor its classes', () => {
    const others = FILES.filter((file) => !mayIt(file));
    expect(others.length).toBeGreaterThan(400);
    expect(others.flatMap((file) => told(file, readFileSync(file, 'utf8')))).toEqual([]);
  });

  it.each(Object.keys(MAY))('%s is not excused for nothing', (place) => {
    const files = FILES.filter((file) => isOf(place, file));
    const texts = place === 'src/reference/examples/' ? globSync(`${place}**/*.mdx`) : files;
    expect(texts.some((file) => told(file.replace('.mdx', '.astro'), readFileSync(file, 'utf8')).length > 0)).toBe(
      true,
    );
  });

  it.each([
    ['a.ts', "import { TRAIN_COUNT } from './mnist.ts';", 2],
    ['a.ts', 'const rows = images.subarray(0, 784);', 1],
    ['a.ts', 'const at = row * 28 + column;', 1],
    ['a.ts', 'const all = 60_000;', 1],
    ['a.ts', "const id = 'mnist';", 1],
    ['a.ts', 'const words = `all 60,000 of ${name}`;', 1],
    ['a.tsx', 'const view = <p>A picture of 28 × 28.</p>;', 1],
    ['a.tsx', 'const view = <p>One of ten digits.</p>;', 1],
    ['a.astro', '---\nconst side = 28;\n---\n<p>All 70,000 digits</p>\n<!-- 784 -->', 2],
    ['a.css', '.a { left: calc(100% / 28); margin: 28px; }', 1],
    ['a.ts', '/** Of MNIST: 784 inputs. */ const inputs = 12; // 60,000', 0],
  ])('would be seen in %s: %s', (file, text, times) => {
    expect(told(file, text)).toHaveLength(times);
  });
});
