import { getSandbox } from '../../../src/lib/sandbox/sandbox.ts';
import { getEngineClient } from '../../../src/lib/engine/client.ts';

/** The page's side of the sandbox and of the engines, for the tests to call. */
Object.assign(globalThis, { sandbox: getSandbox(), engines: getEngineClient() });
