import type { EngineClient } from '../engine/contract.ts';
import type { Sandbox } from './contract.ts';
import { SandboxFrame } from './frame.ts';
import { startRun } from './run.ts';

/** `sandbox.html` lies at the root of the site, wherever that is: the layout says where, seen from this page. */
function frameUrl(): string {
  const root = document.documentElement.dataset['root'] ?? './';
  return new URL('sandbox.html', new URL(root, document.baseURI)).href;
}

/** A sandbox whose readers' code gets its data and engines from `client`, once it asks for them. */
export function createSandbox(client: () => Promise<EngineClient>, url = frameUrl()): Sandbox {
  const frame = new SandboxFrame(url);
  return {
    run: (request) => startRun(request, frame, client),
    createSession: () => {
      throw new Error('not yet');
    },
    dispose: () => frame.dispose(),
  };
}

let sandbox: Sandbox | null = null;

/** The page's one sandbox. Nothing is loaded before something runs. */
export function getSandbox(): Sandbox {
  sandbox ??= createSandbox(() => Promise.reject(new Error('The engines have not landed yet.')));
  return sandbox;
}
