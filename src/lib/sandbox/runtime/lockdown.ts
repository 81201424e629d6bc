/** Globals of a worker that readers' code keeps. Everything else goes: new browser features too. */
const KEPT = new Set(
  `Object Function Array Number parseFloat parseInt Infinity NaN undefined Boolean String Symbol Date Promise RegExp Error
  AggregateError EvalError RangeError ReferenceError SyntaxError TypeError URIError SuppressedError globalThis JSON Math Intl
  ArrayBuffer Atomics Uint8Array Int8Array Uint16Array Int16Array Uint32Array Int32Array Float16Array Float32Array Float64Array
  Uint8ClampedArray BigUint64Array BigInt64Array DataView Map BigInt Set Iterator WeakMap WeakSet WeakRef Proxy Reflect
  FinalizationRegistry DisposableStack AsyncDisposableStack Temporal decodeURI decodeURIComponent encodeURI encodeURIComponent
  escape unescape eval isFinite isNaN WebAssembly self console setTimeout setInterval clearTimeout clearInterval queueMicrotask
  structuredClone performance TextEncoder TextDecoder atob btoa crypto AbortController AbortSignal Event EventTarget
  DOMException URL URLSearchParams ReadableStream WritableStream TransformStream CompressionStream DecompressionStream
  MessageChannel MessagePort MessageEvent
  _tfengine _tfGlobals`.split(/\s+/), // the last two are where TensorFlow.js keeps its state
);

/** What readers may well try, and why it is not there. */
const EXPLAINED: Readonly<Record<string, string>> = {
  fetch: 'runs without a network',
  XMLHttpRequest: 'runs without a network',
  WebSocket: 'runs without a network',
  EventSource: 'runs without a network',
  importScripts: "can import only 'lab' and 'tf'",
  Worker: 'runs in one worker only',
  BroadcastChannel: 'runs apart from everything else',
  postMessage: 'runs apart from the page',
  close: 'ends by itself',
};

/** Built-in objects that a check relies on: they stay as the browser has them. */
const FROZEN =
  `Object Function Array Number Boolean String Symbol BigInt Promise Map Set WeakMap WeakSet JSON Math Reflect
  ArrayBuffer DataView Float32Array Float64Array Int8Array Int16Array Int32Array Uint8Array Uint16Array Uint32Array
  Uint8ClampedArray MessagePort MessageChannel EventTarget Event`.split(/\s+/);

type Globals = Record<string, unknown>;

function removeGlobals(globals: Globals): void {
  for (
    let owner: object | null = globals;
    owner && owner !== Object.prototype;
    owner = Object.getPrototypeOf(owner) as object | null
  ) {
    if (owner === EventTarget.prototype) continue;
    for (const name of Object.getOwnPropertyNames(owner)) {
      if (KEPT.has(name) || name === 'constructor') continue;
      if (!Reflect.deleteProperty(owner, name)) tryToHide(owner, name);
    }
  }
  for (const name of ['addEventListener', 'removeEventListener', 'dispatchEvent']) globals[name] = undefined;
  for (const [name, reason] of Object.entries(EXPLAINED)) {
    const refuse = function (): never {
      throw new Error(`${name} does not work here: your code ${reason}.`);
    };
    Object.defineProperty(globals, name, { value: refuse, writable: true, configurable: true });
  }
}

function tryToHide(owner: object, name: string): void {
  try {
    Object.defineProperty(owner, name, { value: undefined });
  } catch {
    // It cannot be taken away; the frame's policy holds all the same.
  }
}

/** A prototype's own assignments (`vector.map = …`) fail from here on; its methods stay what they were. */
function freezeBuiltIns(globals: Globals): void {
  const freeze = (value: unknown): void => {
    if ((typeof value === 'object' && value !== null) || typeof value === 'function') Object.freeze(value);
  };
  freeze(Object.getPrototypeOf(Float32Array));
  freeze(Object.getPrototypeOf(Float32Array.prototype));
  freeze(Object.getPrototypeOf([][Symbol.iterator]()));
  for (const name of FROZEN) {
    const value = globals[name];
    freeze(value);
    const prototype = typeof value === 'function' ? (value as { prototype?: unknown }).prototype : undefined;
    // `object.toString = …` must go on working, so Object.prototype only takes nothing new.
    if (prototype === Object.prototype) Object.preventExtensions(prototype);
    else freeze(prototype);
    Object.defineProperty(globals, name, { value, writable: false, configurable: false });
  }
  // The trace's format is how lines are found.
  Object.defineProperty(Error, 'prepareStackTrace', { value: undefined, writable: false, configurable: false });
  Error.stackTraceLimit = 50;
}

/**
 * Makes the worker a quiet room before any code of the reader's runs: no network, no messages of its own, and
 * built-in objects that cannot be bent to fool a check. The wall is the frame's policy; this is the second one,
 * with better words.
 */
export function lockDown(): void {
  const globals = globalThis as unknown as Globals;
  removeGlobals(globals);
  freezeBuiltIns(globals);
}
