import { expect, test, type Page } from '@playwright/test';
import { TERMINATED } from '../../src/lib/sandbox/frame-messages.ts';
import type { Shown } from '../../src/lib/sandbox/contract.ts';
import { bundlePage, openPage, type Files } from './sandbox-page/bundle.ts';
import type { Bench } from './sandbox-page/main.ts';

declare const bench: Bench;

let files: Files;
test.beforeAll(async () => {
  files = await bundlePage();
});
test.beforeEach(({ page }) => openPage(page, files));

const run = (page: Page, code: string, check?: string, stopAfter?: number | 'unresponsive') =>
  page.evaluate(([text, judge, stop]) => bench.run(text, judge, stop), [code, check, stopAfter] as const);
const errorOf = async (page: Page, code: string, check?: string) => {
  const { end } = await run(page, code, check);
  return end.outcome === 'error' ? end.error : end;
};
const countOf = (shown: readonly Shown[]): number =>
  shown.reduce(
    (sum, one) => sum + (one.kind === 'dropped' ? one.count : one.kind === 'console' ? (one.repeated ?? 1) : 0),
    0,
  );

test('reader can print values, with the line they come from @deep', async ({ page }) => {
  const { end, shown } = await run(
    page,
    'const a: number = 3;\n\nconsole.log(a, [1, 2]);\nconsole.warn(new Float32Array(784));',
  );
  expect(end).toMatchObject({ outcome: 'done' });
  expect(shown).toMatchObject([
    { kind: 'console', level: 'log', line: 3, values: [{ text: '3' }, { kind: 'vector', length: 2, head: [1, 2] }] },
    { kind: 'console', level: 'warn', line: 4, values: [{ kind: 'vector', type: 'Float32Array', length: 784 }] },
  ]);
});

test('reader can see the line of an error in their own code', async ({ page }) => {
  const cases: readonly (readonly [code: string, expected: Record<string, unknown>, check?: string])[] = [
    ['const a = 1;\nnothing(a);', { line: 2, message: 'nothing is not defined' }],
    ['let a = 1;\n\nlet a = 2;', { line: 3, message: 'a is declared twice.' }],
    ['const a: = 3;', { line: 1, column: 10, message: '= is not expected here.' }],
    ['type A = {\n  b: number;\n};\nfunction f(x?: A): number {\n  return x!.b;\n}\nf();', { line: 5 }],
    ['async function main() {\n  await null;\n  throw new Error("later");\n}\nmain();', { line: 3, message: 'later' }],
    ['setTimeout(() => {\n  throw new Error("timer");\n}, 20);', { line: 2, message: 'timer' }],
    [
      "import { dot, zeros } from 'lab';\n\ndot(zeros(3), zeros(4));",
      { line: 3, message: 'dot expected two vectors of one length, got 3 and 4 numbers.' },
    ],
    ["import { digits } from 'lab';\n\nawait digits('train', 5, 3);", { line: 3 }],
    [
      'function f() {\n  return f();\n}\nf();',
      { message: 'A function calls itself, or others in a circle, without an end.' },
    ],
    ['throw "text";', { message: 'Your code threw "text".' }],
    [
      'export function f() {\n  const a: any = null;\n  return a.b;\n}',
      { line: 3 },
      'export default ({ f }, { pass }) => {\n\n\n\n  f();\n  return pass("no");\n};',
    ],
    [
      'export async function f() {\n  await null;\n  throw new Error("inside");\n}',
      { line: 3, message: 'inside' },
      'export default async ({ f }, { pass }) => { await f(); return pass("no"); };',
    ],
    ['new Float64Array(1e12);', { line: 1, message: 'A list of this length cannot be made.' }],
  ];
  for (const [code, expected, check] of cases) expect(await errorOf(page, code, check), code).toMatchObject(expected);
});

test('reader can export what they like, a then as well', async ({ page }) => {
  const check =
    'export default ({ then, value }, { pass, fail }) => typeof then === "function" && value === 3 ? pass("yes") : fail("no", "no");';
  const { end } = await run(page, 'export const value = 3;\nexport function then() {}', check);
  expect(end).toMatchObject({ outcome: 'done', verdict: { passed: true } });
  expect((await run(page, 'export function then() {}')).end).toMatchObject({ outcome: 'done' });
});

test('reader can run on when the frame was lost: what still waits for it does not end the next run', async ({
  page,
}) => {
  // Before the sandbox listens itself.
  await page.evaluate((type) => {
    const deaf = { now: false, unheard: 0 };
    addEventListener('message', (event: MessageEvent<{ readonly type?: unknown } | null>) => {
      if (!deaf.now || event.data?.type !== type) return;
      deaf.unheard++;
      event.stopImmediatePropagation();
    });
    Object.assign(window, { deaf });
  }, TERMINATED);
  const beDeaf = (now: boolean): Promise<number> =>
    page.evaluate((set) => {
      const { deaf } = window as unknown as { deaf: { now: boolean; unheard: number } };
      deaf.now = set;
      return deaf.unheard;
    }, now);
  await run(page, 'const first = 1;');
  await beDeaf(true);
  await run(page, 'const second = 2;');
  await page.waitForTimeout(1500);
  await run(page, 'const third = 3;');
  await expect(page.locator('iframe')).toHaveCount(0);
  // What the third one says may come before its frame goes, or be lost with it.
  expect(await beDeaf(false)).toBeGreaterThanOrEqual(2);
  expect(await errorOf(page, 'await new Promise((resolve) => setTimeout(resolve, 3500));')).toMatchObject({
    outcome: 'done',
  });
});

test('reader can stop an endless loop at once, and run again', async ({ page }) => {
  const check = 'export default (_reader, { pass }) => pass("no");';
  const endless = await run(page, 'for (;;) {}', check, 'unresponsive');
  expect(endless.end).toEqual({ outcome: 'stopped' });
  expect(endless.stoppedIn).toBeLessThan(1000);
  expect(endless.unresponsive[0]).toBeGreaterThanOrEqual(2);
  for (const code of [
    'await new Promise(() => {});',
    'while (true) await null;',
    'setInterval(() => 1, 1);',
    'for (;;) console.log("x".repeat(1000));',
  ]) {
    expect((await run(page, code, undefined, 500)).end, code).toEqual({ outcome: 'stopped' });
  }
  expect((await run(page, 'export {};', check)).end).toMatchObject({ outcome: 'done', verdict: { passed: true } });
});

test('reader can log a million lines, and the page stays alive and shows the last', async ({ page }) => {
  const { end, shown, longestTask } = await run(
    page,
    'for (let i = 0; i < 1e6; i++) console.log("line", i);\nconsole.log("the end");',
  );
  expect(end).toMatchObject({ outcome: 'done' });
  expect(countOf(shown)).toBe(1_000_001);
  expect(shown.length).toBeLessThan(5000);
  expect(shown.at(-1)).toMatchObject({ values: [{ text: 'the end' }], line: 2 });
  test.info().annotations.push({
    type: 'measured',
    description: `a million lines: ${shown.length} shown, longest task of the page ${Math.round(longestTask)} ms`,
  });
});

test('reader can print the same line often: it is counted', async ({ page }) => {
  const { shown } = await run(page, 'for (let i = 0; i < 1000; i++) console.log("again");');
  expect(countOf(shown)).toBe(1000);
  expect(shown.length).toBeLessThan(20);
});

test('reader can print values that resist: huge, deep, circular, throwing', async ({ page }) => {
  const { end, shown } = await run(
    page,
    `const circle: any = {}; circle.self = circle;
    console.log('x'.repeat(1e7), circle, new Array(1e6).fill(1), new Proxy({}, { ownKeys() { throw 1; } }), { get a() { throw 2; } });
    console.log(new Map(Array.from({ length: 1e4 }, (_, i) => [i, { i }])), () => 1, Symbol('s'), 10n);`,
  );
  expect(end).toMatchObject({ outcome: 'done' });
  expect(JSON.stringify(shown).length).toBeLessThan(50_000);
  expect(shown).toHaveLength(2);
});

test('reader can show pictures, bars, tables and plots', async ({ page }) => {
  const { shown } = await run(
    page,
    `import { show, plot, zeros, random } from 'lab';
    show(zeros(784), 'blank');
    show(random(1).rand(784, 10), 'weights');
    show([1, 2, 3], 'three');
    show(zeros(3, 4));
    plot({ a: [1, 2], b: [[0, 1], [5, 2]] }, { title: 'two', xLabel: 'x' });
    plot(Array.from({ length: 20000 }, (_, i) => i));`,
  );
  expect(shown.map(({ kind }) => kind)).toEqual([
    'picture',
    ...Array.from({ length: 10 }, () => 'picture'),
    'bars',
    'console',
    'plot',
    'plot',
  ]);
  expect(shown[0]).toMatchObject({ title: 'blank', width: 28, height: 28, diverging: false });
  expect(shown[10]).toMatchObject({ title: 'weights, column 9', diverging: true });
  expect(shown[13]).toMatchObject({
    title: 'two',
    xLabel: 'x',
    series: [
      { name: 'a', x: [0, 1], y: [1, 2] },
      { name: 'b', x: [0, 5], y: [1, 2] },
    ],
  });
  const [line] = (shown[14] as Extract<Shown, { kind: 'plot' }>).series;
  expect(line!.x.length).toBeLessThanOrEqual(5000);
  expect(line!.y.at(-1)).toBe(19999);
});

test('reader can use the real digits', async ({ page }) => {
  const { end, shown } = await run(
    page,
    `import { digits } from 'lab';
    const { images, labels } = await digits('train', 0, 3);
    console.log(images.length, images[0].length, [...labels]);
    const test = await digits('test', 9999, 10000);
    console.log(test.labels[0]);`,
  );
  expect(end).toMatchObject({ outcome: 'done' });
  expect(shown).toMatchObject([
    { values: [{ text: '3' }, { text: '784' }, { head: [5, 0, 4] }] },
    { values: [{ text: '6' }] },
  ]);
});

test("reader can train on the page's engine and get the published counts", async ({ page }) => {
  const { end, shown } = await run(
    page,
    `import { train } from 'lab';
    let told = 0;
    const { accuracy, curve, weights } = await train({ alpha: 0.01, images: 1000, testAt: [0, 100] }, () => told++);
    console.log(accuracy, curve.map(({ accuracy }) => accuracy), weights.length, weights[0].length, told > 0);`,
  );
  expect(end).toMatchObject({ outcome: 'done' });
  expect(shown).toMatchObject([
    {
      values: [
        { text: '0.3129' },
        { head: [0.1256, 0.1835, 0.3129] },
        { text: '784' },
        { text: '10' },
        { text: 'true' },
      ],
    },
  ]);
  expect(await errorOf(page, "import { train } from 'lab';\n\nawait train({ alpha: 1, images: 2000 });")).toMatchObject(
    { line: 3 },
  );
});

test("reader can train a network of several layers on the page's engine", async ({ page }) => {
  const { shown } = await run(
    page,
    `import { train } from 'lab';
    const network = { layers: [{ units: 30, activation: 'relu' }, { units: 10 }] };
    const { accuracy, weights, layers } = await train({ alpha: 0.2, images: 6000, network });
    console.log(accuracy > 0.8, weights.length, layers.flatMap(({ weights, biases }) => [weights.length, weights[0].length, biases.length]));`,
  );
  expect(shown).toMatchObject([{ values: [{ text: 'true' }, { text: '784' }, { head: [784, 30, 30, 30, 10, 10] }] }]);
  expect(
    await errorOf(
      page,
      "import { train } from 'lab';\n\nawait train({ alpha: 1, network: { layers: [{ units: 9 }] } });",
    ),
  ).toMatchObject({ line: 3, message: expect.stringContaining('expected 10') });
});
