import { createSandbox } from '../../../src/lib/sandbox/sandbox.ts';
import type { EngineClient } from '../../../src/lib/engine/contract.ts';

const client = (): Promise<EngineClient> => Promise.reject(new Error('no engines here'));

declare global {
  var makeSandbox: () => ReturnType<typeof createSandbox>;
}
globalThis.makeSandbox = () => createSandbox(client);
