import { expect, test, type Frame, type Page } from '@playwright/test';
import { bundlePage, openPage, type Files } from './sandbox-page/bundle.ts';
import { openCanary, type Canary } from './sandbox-page/canary.ts';
import { keptSite, openKept, type KeptSite } from './sandbox-page/kept.ts';
import { LEFT } from './sandbox-page/left.ts';
import type { Bench } from './sandbox-page/main.ts';

declare const bench: Bench;

let files: Files;
let canary: Canary;
test.beforeAll(async () => {
  files = await bundlePage();
});
test.beforeEach(async () => {
  canary = await openCanary();
});
test.afterEach(() => canary.close());

const run = (page: Page, code: string, check?: string) =>
  page.evaluate(([text, judge]) => bench.run(text!, judge), [code, check] as const);

/** The texts that a run printed, one for each line. */
async function printed(page: Page, code: string): Promise<readonly string[]> {
  const { end, shown } = await run(page, code);
  expect(end, JSON.stringify(end)).toMatchObject({ outcome: 'done' });
  return shown.map((one) =>
    one.kind === 'console'
      ? one.values.map((value) => ('text' in value ? value.text : value.kind)).join(' ')
      : one.kind,
  );
}

/** Everything that may reach out, as code: each must throw, be undefined, or be refused. */
const attacks = (url: string): Readonly<Record<string, string>> => ({
  fetch: `await fetch('${url}fetch')`,
  XMLHttpRequest: `await new Promise((yes, no) => { const x = new XMLHttpRequest(); x.open('GET', '${url}xhr'); x.onload = yes; x.onerror = () => no(new Error('refused')); x.send(); })`,
  WebSocket: `await new Promise((yes, no) => { const s = new WebSocket('${url.replace('http', 'ws')}ws'); s.onopen = yes; s.onerror = () => no(new Error('refused')); })`,
  EventSource: `await new Promise((yes, no) => { const s = new EventSource('${url}events'); s.onopen = yes; s.onerror = () => no(new Error('refused')); })`,
  WebTransport: `await new WebTransport('${url.replace('http', 'https')}').ready`,
  importScripts: `importScripts('${url}script.js')`,
  'dynamic import': `const address = '${url}module.js'; await import(address)`,
  Worker: `await new Promise((yes, no) => { const w = new Worker('${url}worker.js'); w.onmessage = yes; w.onerror = () => no(new Error('refused')); })`,
  'a worker in the worker': `await new Promise((yes, no) => { const w = new Worker('data:text/javascript,' + encodeURIComponent("fetch('${url}nested').then(() => postMessage(1), () => postMessage(0))")); w.onmessage = (event) => event.data ? yes() : no(new Error('refused')); w.onerror = () => no(new Error('refused')); })`,
  RTCPeerConnection: 'new RTCPeerConnection()',
  localStorage: 'localStorage.setItem("a", "b")',
  indexedDB: 'await new Promise((yes, no) => { const r = indexedDB.open("a"); r.onsuccess = yes; r.onerror = no; })',
  caches: 'await caches.open("a")',
  'file system': 'await navigator.storage.getDirectory()',
  document: 'document.title = "taken"',
  parent: 'parent.document.title = "taken"',
  cookies: 'await cookieStore.set("a", "b")',
});

/** Runs code in a bare worker of the frame, without the runtime: only the frame's policy is left to stop it. */
async function inBareWorker(page: Page, code: string): Promise<unknown> {
  await run(page, '1');
  const frame = page.frames().find((one) => one.url().endsWith('/sandbox.html')) as Frame;
  return frame.evaluate(
    (text) =>
      new Promise((resolve) => {
        const worker = new Worker(`data:text/javascript,${encodeURIComponent(text)}`, { type: 'module' });
        worker.onmessage = (event) => resolve(event.data);
        worker.onerror = (event) => resolve(`error: ${event.message}`);
        setTimeout(() => resolve('silence'), 3000);
      }),
    `try { ${code}; postMessage('reached'); } catch (error) { postMessage('refused'); }`,
  );
}

const check = `export default ({ double }, { random, close, pass, fail }) => {
  const x = random.vector(5);
  const result = double(x);
  return close(result, x.map((value) => 2 * value)) ? pass('Right.') : fail('not-doubled', 'Not twice.');
};`;

/**
 * A program that walks from the globals, from `more` and from what no name leads to, over all properties and
 * prototypes but those of `spared`, tries to put something wrong in each place, and prints those that took it.
 */
const changesOf = (more = '', spared = ''): string => `{
  const seen = new Set([${spared}]), took = [], log = console.log;
  const wrong = () => () => true;
  const roots = { globalThis, ${more} iterator: [][Symbol.iterator](), map: new Map().entries(), set: new Set().entries(), text: ''[Symbol.iterator](), matches: 'a'.matchAll(/a/g),
    generator: Object.getPrototypeOf((function* () {})()), asyncGenerator: Object.getPrototypeOf((async function* () {})()), asyncFunction: async () => {}, regexp: /a/, date: new Date(), error: new RangeError('a'), promise: Promise.resolve(), args: (function () { return arguments; })() };
  try { (function f() { f(); })(); } catch (error) { roots.recursion = error; }
  const waiting = Object.entries(roots).map(([name, value]) => [name, value, name !== 'globalThis' && name !== 'tf' && !name.endsWith('Prototype')]);
  while (waiting.length > 0) {
    const [path, value, own] = waiting.pop();
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) continue;
    seen.add(value);
    waiting.push([path + '.__proto__', Object.getPrototypeOf(value), false]);
    if (ArrayBuffer.isView(value)) continue; // numbers, in WebAssembly millions
    for (const key of Reflect.ownKeys(value)) {
      const { value: inner, get, set } = Object.getOwnPropertyDescriptor(value, key);
      const name = path + '.' + String(key);
      waiting.push([name, inner, false], [name + '<get>', get, false], [name + '<set>', set, false]);
      if (own || (value === globalThis && typeof inner !== 'function' && typeof inner !== 'object')) continue;
      const before = inner ?? get;
      try { value[key] = wrong; } catch {}
      try { Object.defineProperty(value, key, { value: wrong, configurable: true, writable: true }); } catch {}
      try { delete value[key]; } catch {}
      const after = Object.getOwnPropertyDescriptor(value, key);
      if (!Object.is(after?.value ?? after?.get, before)) took.push(name);
    }
    if (own || value === globalThis) continue;
    for (const key of ['then', 'planted', Symbol.hasInstance, Symbol.toPrimitive, Symbol.iterator, 'call', 0]) {
      if (Object.hasOwn(value, key)) continue;
      try { value[key] = wrong; } catch {}
      try { Object.defineProperty(value, key, { value: wrong, configurable: true }); } catch {}
      if (Object.hasOwn(value, key)) took.push(path + '+' + String(key));
      delete value[key];
    }
  }
  for (const name of took) log(name);
  log('done');
}`;
const changes = changesOf();

/** The same with TensorFlow.js, and with the prototypes of what a reader makes with it. */
const tensorFlowChanges = `import * as tf from 'tf';
const model = tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [3] })] });
model.compile({ optimizer: tf.train.momentum(0.1, 0.9), loss: tf.losses.softmaxCrossEntropy });
const of = Object.getPrototypeOf;
${changesOf(
  `tf, tensorPrototype: of(tf.tensor([1])), variablePrototype: of(tf.variable(tf.tensor([1]))), modelPrototype: of(model),
   layerPrototype: of(model.layers[0]), optimizerPrototype: of(tf.train.adam(0.1)), enginePrototype: of(tf.engine()),
   backendPrototype: of(tf.backend()), environmentPrototype: of(tf.env()),`,
  'tf.engine(), tf.env()',
)}`;
/** What classes count by, and room for layers of the reader's own. */
const COUNTED = /\.next\w+Id$|\.classNameMap\+/;

/** Their own console, and what is said in place of the browser's features: no check uses either. */
const OWN =
  /^(console\b|globalThis\.(console|fetch|XMLHttpRequest|WebSocket|EventSource|importScripts|Worker|BroadcastChannel|postMessage|close|addEventListener|removeEventListener|dispatchEvent|when)\b|.*\.stackTraceLimit$)/;

/** Everything that the frame must withstand, however it was opened. */
function standsFirm(open: (page: Page) => Promise<void>): void {
  test.beforeEach(({ page }) => open(page));

  test("reader's code can reach neither page, storage nor network, and is told so", async ({ page }) => {
    for (const [name, code] of Object.entries(attacks(canary.url))) {
      const lines = await printed(
        page,
        `try {\n${code};\nconsole.log('reached');\n} catch (error) {\nconsole.log('refused', error instanceof Error ? error.message : error);\n}`,
      );
      expect(lines, name).toHaveLength(1);
      expect(lines[0], name).toMatch(/^refused/);
    }
    expect(
      await printed(page, `try { await fetch('x') } catch (error) { console.log((error as Error).message) }`),
    ).toEqual(['fetch does not work here: your code runs without a network.']);
    expect(canary.visits).toEqual([]); // not even a connection
    expect(await page.title()).toBe('Sandbox under test');
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
  });

  test("the frame's policy alone keeps a worker from the network and from storage", async ({ page }) => {
    for (const [name, code] of Object.entries(attacks(canary.url)))
      expect(await inBareWorker(page, code), name).toBe('refused');
    expect(canary.visits).toEqual([]);
  });

  test('the frame can neither be led elsewhere nor touch the page', async ({ page }) => {
    await run(page, '1');
    const frameOf = () => page.frames().find((one) => one.url().endsWith('/sandbox.html'))!;
    expect(await frameOf().evaluate(() => origin)).toBe('null');
    const read = (code: string) =>
      frameOf().evaluate((text) => {
        try {
          return String(new Function(`return ${text}`)());
        } catch (error) {
          return (error as Error).name;
        }
      }, code);
    for (const secret of [
      'parent.document.title',
      'top.document.cookie',
      'localStorage.length',
      'parent.bench',
      'document.cookie',
    ])
      expect(await read(secret), secret).toBe('SecurityError');
    const moves: readonly string[] = [
      `location.href = '${canary.url}leak'`,
      `location.href = 'sandbox-under-test/'`,
      `top.location.href = '${canary.url}top'`,
      `document.head.append(Object.assign(document.createElement('link'), { rel: 'prefetch', href: '${canary.url}prefetch' }))`,
      `new Image().src = '${canary.url}image'`,
      `document.body.append(Object.assign(document.createElement('iframe'), { src: '${canary.url}frame' }))`,
      `document.body.append(Object.assign(document.createElement('form'), { action: '${canary.url}form' })); document.forms[0].submit()`,
      `open('${canary.url}open')`,
      `navigator.sendBeacon('${canary.url}beacon')`,
    ];
    for (const move of moves) {
      await open(page);
      await run(page, '1');
      await frameOf()
        .evaluate((text) => new Function(text)(), move)
        .catch(() => undefined); // refused, or the frame is gone
      await page.waitForTimeout(300);
      // Chromium may open a connection ahead of a navigation that the policy then refuses: nothing is asked over it.
      expect(
        canary.visits.filter((visit) => visit !== 'connection'),
        move,
      ).toEqual([]);
      expect(await page.title(), move).toBe('Sandbox under test');
      // However that went, the reader's next run works.
      expect((await run(page, '1')).end.outcome, move).toBe('done');
    }
  });

  test('reader can call only what the language has: of the browser almost nothing is left', async ({ page }) => {
    expect(await printed(page, LEFT)).toEqual([]);
  });

  test("reader's code cannot bend built-in objects to pass a check", async ({ page }) => {
    const bends: readonly string[] = [
      'Object.prototype.passed = true',
      'Object.defineProperty(Object.prototype, "passed", { get: () => true })',
      'Math.abs = () => 0',
      'Math.max = () => Infinity',
      'globalThis.Math = { abs: () => 0 }',
      'Array.prototype.every = () => true',
      'Array.prototype.push = function () { return 0 }',
      'Array.prototype[Symbol.iterator] = function* () {}',
      'Object.getPrototypeOf(Float32Array.prototype)[Symbol.iterator] = function* () {}',
      'Array.isArray = () => false',
      'Promise.prototype.then = function (f) { f({ passed: true, message: "mine" }) }',
      'globalThis.Promise = null',
      'MessagePort.prototype.postMessage = function (message) { this.leak = message }',
      'Object.defineProperty(MessagePort.prototype, "postMessage", { value() {} })',
      'Function.prototype.call = Function.prototype.apply = Function.prototype.bind = () => () => true',
      'ArrayBuffer.isView = () => false',
      'Number.isFinite = () => true',
      'globalThis.structuredClone = () => null',
      'Error.prepareStackTrace = () => "x"',
      'globalThis.setTimeout = globalThis.queueMicrotask = () => 0',
      'Float32Array.prototype.map = function () { return this }',
      'globalThis.Float32Array.from = () => new Float32Array(5)',
    ];
    const all = bends.map((bend) => `try { ${bend} } catch {}`).join('\n');
    const { end } = await run(page, `${all}\nexport const double = (x: number[]) => x;`, check);
    expect(end).toMatchObject({ outcome: 'done', verdict: { passed: false, mistake: 'not-doubled' } });
    for (const bend of bends) {
      const one = await run(page, `try { ${bend} } catch {}\nexport const double = (x: number[]) => x;`, check);
      expect('verdict' in one.end && one.end.verdict?.passed, bend).not.toBe(true);
    }
    const { end: honest } = await run(
      page,
      'export const double = (x: Float32Array) => x.map((value) => 2 * value);',
      check,
    );
    expect(honest).toMatchObject({ outcome: 'done', verdict: { passed: true, message: 'Right.' } });
  });

  test("reader's code can change nothing that a check may use, wherever it looks", async ({ page }) => {
    const changed = await printed(page, changes);
    expect(changed.filter((name) => !OWN.test(name))).toEqual(['done']);
    const wrong = await run(page, `${changes}\nexport const double = (x: number[]) => x;`, check);
    expect(wrong.end).toMatchObject({ outcome: 'done', verdict: { passed: false, mistake: 'not-doubled' } });
    const right = await run(
      page,
      `${changes}\nexport const double = (x: Float32Array) => x.map((value) => 2 * value);`,
      check,
    );
    expect(right.end).toMatchObject({ outcome: 'done', verdict: { passed: true } });
  });

  test("reader's code can change nothing of TensorFlow.js that a check may use", async ({ page }) => {
    const changed = await printed(page, tensorFlowChanges);
    const taken = changed.filter((line) => !/^TensorFlow\.js /.test(line) && !OWN.test(line) && !COUNTED.test(line));
    expect(taken).toEqual(['done']);
    const sum = `import * as tf from 'tf';
      export default async ({ sum }, { pass, fail }) => {
        const [found] = await tf.Tensor.prototype.data.call(sum(tf.tensor([1, 2])));
        return found === 3 ? pass('Right.') : fail('not-the-sum', 'Not the sum.');
      };`;
    const own = "import * as tf from 'tf';\nexport const sum = (x: tf.Tensor) => ";
    const bends = `
      for (const name of ['data', 'dataSync']) try { tf.Tensor.prototype[name] = async () => [3]; } catch {}
      for (const name of ['read', 'readSync', 'runKernel']) for (const owner of [tf.engine(), tf.backend()]) try { owner[name] = async () => [3]; } catch {}
      try { tf.unregisterKernel('Sum', tf.getBackend()); } catch {}
      try { globalThis._tfengine = { read: async () => [3] }; } catch {}`;
    expect((await run(page, `${own} tf.mul(x, 2);${bends}`, sum)).end).toMatchObject({ verdict: { passed: false } });
    expect((await run(page, `${own} tf.sum(x);${bends}`, sum)).end).toMatchObject({ verdict: { passed: true } });
  });

  test("reader's code cannot read the check that judges it", async ({ page }) => {
    const secret = check.replace('Not twice.', 'A secret.');
    const code = `const seen: string[] = [];
      for (const name of ['encodeURIComponent', 'encodeURI', 'escape', 'eval', 'Function', 'URL', 'TextEncoder', 'String', 'RegExp']) {
        const real = globalThis[name];
        try { globalThis[name] = function (...args) { seen.push(String(args)); return real.apply(this, args); }; } catch {}
      }
      for (const [owner, name] of [[Function.prototype, 'constructor'], [RegExp.prototype, 'exec'], [String.prototype, 'replace'], [Object.prototype, 'toString']]) {
        const real = owner[name];
        try { owner[name] = function (...args) { seen.push(String(args)); return real.apply(this, args); }; } catch {}
      }
      export function double(x) {
        Error.stackTraceLimit = 1000;
        seen.push(new Error().stack, String(double.caller), JSON.stringify(performance.getEntries()));
        for (const part of seen) console.log(/secret|not-doubled/.test(decodeURIComponent(part.replaceAll(/%(?![0-9a-f]{2})/gi, ''))), seen.length);
        return x;
      }`.replace(', String(double.caller)', '');
    const { end, shown } = await run(page, code, secret);
    expect(end).toMatchObject({ outcome: 'done', verdict: { passed: false } });
    expect(shown.length).toBeGreaterThan(0);
    for (const one of shown) expect(one).toMatchObject({ values: [{ text: 'false' }, {}] });
  });

  test("reader's code goes on as usual: its own objects take what names they like", async ({ page }) => {
    const code = `class Lost extends Error { constructor() { super(); this.name = 'Lost'; this.message = 'way'; } }
      const thing: any = {};
      thing.toString = () => 'mine'; thing.constructor = 1; thing.valueOf = () => 3;
      function Old() {} Old.prototype = { a: 1 }; Old.prototype.constructor = Old;
      class Two extends Float32Array { map() { return this; } }
      globalThis.kept = 5;
      console.log = ((log) => (...values) => log('!', ...values))(console.log);
      console.log(String(new Lost()), String(thing), thing + 1, new Old().constructor === Old, new Two(2).map().length, globalThis.kept, Object.keys(thing).length);`;
    expect(await printed(page, code)).toEqual(['! Lost: way mine 4 true 2 5 3']);
  });

  test('a worker that sends whatever it likes changes nothing on the page', async ({ page }) => {
    await run(page, '1');
    const frame = page.frames().find((one) => one.url().endsWith('/sandbox.html'))!;
    const hostile = (text: string) =>
      frame.evaluate((code) => {
        const Real = (globalThis as { RealWorker?: typeof Worker }).RealWorker ?? Worker;
        Object.assign(globalThis, {
          RealWorker: Real,
          Worker: class extends Real {
            constructor() {
              super(
                `data:text/javascript,${encodeURIComponent(`onmessage = ({ ports: [port] }) => { const send = (m, t) => port.postMessage(m, t); ${code} }`)}`,
              );
            }
          },
        });
      }, text);

    await hostile(`
      for (const m of [null, 1, 'done', {}, [], { type: '__proto__' }, { type: 'done' }, { type: 'done', milliseconds: 1, verdict: { passed: 1 } },
        { type: 'shown', items: [{ kind: 'console', level: '<img src=x onerror=alert(1)>', values: [] }] },
        { type: 'shown', items: [{ kind: 'picture', width: 1e9, height: 1e9, pixels: new Float32Array(1), diverging: false }] },
        { type: 'error', error: { message: 'x'.repeat(1e6) } }, new Map(), new Error('x')]) send(m);
      send({ type: 'shown', items: [{ kind: 'dropped', count: 1 }] });
      send({ type: 'done', milliseconds: 1, verdict: { passed: true, message: 'mine' } });`);
    const sent = await run(page, '1');
    expect(sent.shown).toEqual([{ kind: 'dropped', count: 1 }]);
    // A verdict without a check is none.
    expect(sent.end).toEqual({ outcome: 'done', milliseconds: 1 });

    await hostile(`for (let i = 0; i < 1e5; i++) send({ type: 'pong', count: i });`);
    expect((await run(page, '1')).end).toMatchObject({
      outcome: 'error',
      error: { message: 'Your code sent more than the page can take, so it was stopped.' },
    });

    // Long after a stop, a late verdict changes nothing.
    await hostile(
      `setTimeout(() => send({ type: 'done', milliseconds: 1, verdict: { passed: true, message: 'late' } }), 300);`,
    );
    const stopped = await page.evaluate((judge) => bench.run('1', judge, 100), check);
    expect(stopped.end).toEqual({ outcome: 'stopped' });
  });
}

test.describe('a frame from the network', () => standsFirm((page) => openPage(page, files)));

test.describe('a frame that the service worker keeps', () => {
  test.use({ serviceWorkers: 'allow' });
  let site: KeptSite;
  test.beforeAll(async () => {
    site = await keptSite(files);
  });
  test.afterEach(() => expect(site.asked.filter((path) => path.endsWith('/sandbox.html'))).toEqual([]));
  test.afterAll(() => site.close());
  standsFirm((page) => openKept(page, site));
});

test.describe('a frame that shares the origin of the page', () => {
  test.use({ serviceWorkers: 'allow' });
  test('gets no code: the one from the network takes its place', async ({ page }) => {
    const site = await keptSite(files, (worker) => worker.replace('sandbox allow-scripts; ', ''));
    await openKept(page, site);
    const { end } = await run(page, '1');
    site.close();
    expect(end, JSON.stringify(end)).toMatchObject({ outcome: 'done' });
    expect(site.asked).toContain('/sandbox.html');
    expect(await page.locator('iframe').getAttribute('sandbox')).toBe('allow-scripts');
    expect(page.frames()).toHaveLength(2);
  });
});
