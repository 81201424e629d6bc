import { createHash } from 'node:crypto';
import { FAILED, PING, PONG, READY, START, TERMINATE, TERMINATED } from './frame-messages.ts';

/**
 * All that the frame and its workers may do: run this one script, and script that they were given. No request of any
 * kind leaves, and no address, base or form leads elsewhere. `data:` workers inherit this policy.
 */
const policyFor = (script: string): string =>
  [
    "default-src 'none'",
    `script-src 'sha256-${createHash('sha256').update(script).digest('base64')}' 'unsafe-eval' blob: data:`,
    'worker-src data: blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');

/** The policy that such a page has. Errors: it has none. */
export function framePolicy(page: string): string {
  const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(page)?.[1];
  if (policy === undefined) throw new Error('sandbox.html: expected a Content-Security-Policy, found none');
  return policy;
}

/** The text of `sandbox.html`: a policy, the runtime as a string, and the few lines that start and end workers. */
export function framePage(runtime: string): string {
  const script = scriptOf(runtime);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policyFor(script)}">
<meta name="robots" content="noindex">
<title>Sandbox</title>
</head>
<body>
<p>Code that you write in this book runs in this empty page, apart from everything else.</p>
<script>${script}</script>
</body>
</html>
`;
}

/** The few lines that start workers of this runtime and end them. */
const scriptOf = (runtime: string): string => `
const runtime = 'data:text/javascript;charset=utf-8,' + encodeURIComponent(${scriptString(runtime)} + '\\n//# sourceURL=sandbox-runtime.js');
const workers = new Map();
const tell = (type, id, message) => parent.postMessage({ type, id, message }, '*');
addEventListener('message', (event) => {
  if (event.source !== parent || parent === window) return;
  const { type, id } = event.data;
  if (type === '${START}') {
    try {
      const worker = new Worker(runtime, { type: 'module' });
      workers.set(id, worker);
      worker.addEventListener('error', (error) => { error.preventDefault(); tell('${FAILED}', id, String(error.message)); });
      worker.postMessage(null, [event.ports[0]]);
    } catch (error) {
      tell('${FAILED}', id, String(error));
    }
  } else if (type === '${TERMINATE}') {
    workers.get(id)?.terminate();
    workers.delete(id);
    tell('${TERMINATED}', id);
  } else if (type === '${PING}') {
    tell('${PONG}', id);
  }
});
if (parent !== window) tell('${READY}');
`;

/** A string as JavaScript inside a `<script>`: nothing in it can end the element or open a comment. */
function scriptString(text: string): string {
  return JSON.stringify(text)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}
