/// <reference lib="webworker" />

declare const self: DedicatedWorkerGlobalScope;

/**
 * The worker's entry, of which nothing else can be a part: WebKit evaluates an entry again for a chunk that imports
 * from it, and a second host would answer. So all that lazy chunks share is in the chunk of the host
 * (scripts/post-build/worker-entries.ts looks at what is built), and what is sent meanwhile waits here.
 */
const early: unknown[] = [];
const hold = ({ data }: MessageEvent): void => void early.push(data);
self.addEventListener('message', hold);

/** With its first session it takes the lock of its name: the browser takes it back when the worker ends, however it ends. */
const takeName = ({ data }: MessageEvent<{ readonly type: string }>): void => {
  if (data.type !== 'createSession') return;
  self.removeEventListener('message', takeName);
  const forever = new Promise<void>(() => undefined);
  const held = (): Promise<void> => {
    self.postMessage({ type: 'named' });
    return forever;
  };
  navigator.locks?.request(self.name, held).catch(() => undefined); // a browser that lends no locks
};
self.addEventListener('message', takeName);

import('./engine-host.ts').then(({ EngineHost }) => {
  self.removeEventListener('message', hold);
  new EngineHost(self);
  for (const data of early) self.dispatchEvent(new MessageEvent('message', { data }));
}, reportError);

export {};
