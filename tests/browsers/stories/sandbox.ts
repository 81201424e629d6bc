import { expect } from 'vitest';
import { openCanary } from '../../e2e/sandbox-page/canary.ts';
import { LEFT } from '../../e2e/sandbox-page/left.ts';
import type { Story } from '../scene.ts';
import { openWithDraft } from './exercise.ts';

/** Everything by which code in a worker may reach out, in any of the three browsers. */
const attacks = (url: string): Readonly<Record<string, string>> => ({
  fetch: `await fetch('${url}fetch')`,
  'fetch of the prototype': `await Object.getPrototypeOf(Object.getPrototypeOf(self)).fetch.call(self, '${url}prototype')`,
  'fetch of a function': `await new Function('return fetch("${url}function")')()`,
  'fetch of eval': `await (0, eval)('fetch("${url}eval")')`,
  request: `await fetch(new Request('${url}request', { mode: 'no-cors', keepalive: true }))`,
  XMLHttpRequest: `await new Promise((yes, no) => { const x = new XMLHttpRequest(); x.open('GET', '${url}xhr'); x.onload = yes; x.onerror = () => no(new Error('refused')); x.send(); })`,
  WebSocket: `await new Promise((yes, no) => { const s = new WebSocket('${url.replace('http', 'ws')}ws'); s.onopen = yes; s.onerror = () => no(new Error('refused')); })`,
  EventSource: `await new Promise((yes, no) => { const s = new EventSource('${url}events'); s.onopen = yes; s.onerror = () => no(new Error('refused')); })`,
  WebTransport: `await new WebTransport('${url.replace('http', 'https')}').ready`,
  importScripts: `importScripts('${url}script.js')`,
  'dynamic import': `const address = '${url}module.js'; await import(address)`,
  'import of a function': `await new Function('return import("${url}import")')()`,
  Worker: `await new Promise((yes, no) => { const w = new Worker('${url}worker.js'); w.onmessage = yes; w.onerror = () => no(new Error('refused')); })`,
  'a worker in the worker': `await new Promise((yes, no) => { const w = new Worker('data:text/javascript,' + encodeURIComponent("fetch('${url}nested').then(() => postMessage(1), () => postMessage(0))")); w.onmessage = (event) => event.data ? yes(1) : no(new Error('refused')); w.onerror = () => no(new Error('refused')); })`,
  'a blob worker': `await new Promise((yes, no) => { const w = new Worker(URL.createObjectURL(new Blob(["fetch('${url}blob').then(() => postMessage(1), () => postMessage(0))"]))); w.onmessage = (event) => event.data ? yes(1) : no(new Error('refused')); w.onerror = () => no(new Error('refused')); })`,
  SharedWorker: `new SharedWorker('${url}shared.js'); throw new Error('refused, or nothing came')`,
  beacon: `if (!navigator.sendBeacon('${url}beacon')) throw new Error('refused')`,
  font: `const face = new FontFace('x', 'url(${url}font)'); await face.load()`,
  RTCPeerConnection: 'new RTCPeerConnection()',
  localStorage: 'localStorage.setItem("a", "b")',
  indexedDB: 'await new Promise((yes, no) => { const r = indexedDB.open("a"); r.onsuccess = yes; r.onerror = no; })',
  caches: `await (await caches.open('a')).add('${url}cache')`,
  'file system': 'await navigator.storage.getDirectory()',
  document: 'document.title = "taken"',
  parent: 'parent.document.title = "taken"',
  cookies: 'await cookieStore.set("a", "b")',
  channel: 'new BroadcastChannel("delta-to-depth").postMessage(1)',
});

export const sandbox: readonly Story[] = [
  {
    title: 'reader can run any code: nothing leaves the sandbox, not even a connection',
    // What the frame's policy refuses is said in the console of some browsers.
    async tell(scene) {
      const canary = await openCanary();
      try {
        const program = Object.entries(attacks(canary.url))
          .map(
            ([name, code]) => `
try {
  await Promise.race([
    (async () => { ${code}; })(),
    new Promise((_, no) => setTimeout(() => no(new Error('silence')), 2000)),
  ]);
  console.log(${JSON.stringify(name)} + ': reached');
} catch (error) {
  console.log(${JSON.stringify(name)} + ': refused ');
}`,
          )
          .join('\n');
        const exercise = await openWithDraft(
          scene,
          `// @ts-nocheck\n${program}\nconsole.log('left:');\n${LEFT}\nconsole.log('the end');\nexport const update = () => 1;\n`,
        );
        const { url } = { url: await scene.page.run(() => location.href) };
        await exercise.run.click();
        await exercise.root.in('.lab-row', { text: 'the end' }).isThere();
        const lines = await exercise.root
          .in('.lab-row')
          .all((rows) => rows.map((row) => row.innerText).filter((row) => /: (?:reached|refused)/.test(row)));
        expect(lines.filter((line) => line.includes(': reached'))).toEqual([]);
        expect(lines).toHaveLength(Object.keys(attacks('')).length);
        expect(canary.visits).toEqual([]);
        const rows = await exercise.root.in('.lab-row').all((all) => all.map((row) => row.innerText));
        const from = rows.findIndex((row) => row.includes('left:'));
        const to = rows.findIndex((row) => row.includes('the end'));
        expect(from).toBeGreaterThan(0);
        expect(rows.slice(from + 1, to), 'of the browser, besides what may be').toEqual([]);
        expect(await scene.page.run(() => [location.href, document.title.includes('taken')])).toEqual([url, false]);
      } finally {
        await canary.close();
      }
    },
  },
  {
    title: 'reader can run code in a frame that is shut in: it has no origin, no network and no page',
    goesOn: true,
    async tell(scene) {
      const frame = await scene.page.run(() => {
        const one = document.querySelector('iframe');
        return one && { sandbox: one.getAttribute('sandbox'), reachable: one.contentDocument !== null };
      });
      expect(frame).toEqual({ sandbox: 'allow-scripts', reachable: false });
    },
  },
];
