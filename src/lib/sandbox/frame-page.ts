import { FAILED, PING, PONG, READY, START, TERMINATE, TERMINATED } from './frame-messages.ts';

/**
 * All that the frame and its workers may do: run script that they were given. No request of any kind leaves.
 * `data:` workers inherit this policy.
 */
export const FRAME_POLICY =
  "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval' blob: data:; worker-src data: blob:";

/** The text of `sandbox.html`: a policy, the runtime as a string, and the few lines that start and end workers. */
export function framePage(runtime: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${FRAME_POLICY}">
<meta name="robots" content="noindex">
<title>Sandbox</title>
</head>
<body data-pagefind-ignore="all">
<p>Code that you write in this book runs in this empty page, apart from everything else.</p>
<script>
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
</script>
</body>
</html>
`;
}

/** A string as JavaScript inside a `<script>`: nothing in it can end the element or open a comment. */
function scriptString(text: string): string {
  return JSON.stringify(text)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}
