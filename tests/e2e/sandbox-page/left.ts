import { runInNewContext } from 'node:vm';

/** What the language has, and what a plain object has from it. */
const LANGUAGE = runInNewContext(
  'Object.getOwnPropertyNames(globalThis).concat(Object.getOwnPropertyNames(Object.prototype))',
) as string[];

/** What of the browser is left: nothing that asks, keeps or tells anything anywhere. Those in the last line only say so. */
const WEB =
  `self console setTimeout setInterval clearTimeout clearInterval queueMicrotask structuredClone performance TextEncoder TextDecoder
  atob btoa crypto AbortController AbortSignal Event EventTarget DOMException URL URLSearchParams ReadableStream WritableStream
  TransformStream CompressionStream DecompressionStream MessageChannel MessagePort MessageEvent WebAssembly Temporal Float16Array
  SuppressedError DisposableStack AsyncDisposableStack TEMPORARY PERSISTENT
  fetch XMLHttpRequest WebSocket EventSource importScripts Worker BroadcastChannel postMessage close`.split(/\s+/);

/** A program that prints each name that is left in the sandbox besides these. */
export const LEFT = `{
  const names = new Set();
  for (let o = globalThis; o; o = Object.getPrototypeOf(o)) for (const name of Object.getOwnPropertyNames(o)) if (globalThis[name] !== undefined) names.add(name);
  for (const name of names) if (!${JSON.stringify([...LANGUAGE, ...WEB])}.includes(name)) console.log(name);
}`;
