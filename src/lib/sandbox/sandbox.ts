import type { EngineClient } from '../engine/contract.ts';
import type { Sandbox } from './contract.ts';
import { SandboxFrame } from './frame.ts';
import { startExecution } from './execution.ts';
import { ReaderSession } from './session.ts';

/** `sandbox.html` lies at the root of the site, wherever that is: the layout says where, seen from this page. */
function frameUrl(): string {
  const root = document.documentElement.dataset['root'] ?? './';
  return new URL('sandbox.html', new URL(root, document.baseURI)).href;
}

/** A sandbox whose readers' code gets its data and engines from `client`, once it asks for them. */
export function createSandbox(client: () => Promise<EngineClient>, url = frameUrl()): Sandbox {
  const frame = new SandboxFrame(url);
  const host = { frame, client };
  const sessions = new Set<ReaderSession>();
  return {
    run: (request) => startExecution(request, host),
    createSession(code, settings, onShown, from) {
      const session = new ReaderSession(code, settings, host, onShown, from);
      sessions.add(session);
      return session;
    },
    dispose() {
      for (const session of sessions) session.dispose();
      frame.dispose();
    },
  };
}

let shared: Sandbox | undefined;

/** The page's one sandbox. Neither frame nor engines are loaded before something runs. */
export function getSandbox(): Sandbox {
  shared ??= createSandbox(async () => (await import('../engine/client.ts')).getEngineClient());
  return shared;
}
