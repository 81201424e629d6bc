/** `node scripts/serve.mjs [--port 4321] [--host 127.0.0.1] [--base /]`: serves dist/. */
import { parseArgs } from 'node:util';
import path from 'node:path';
import { fail, root } from './lib/setup.mjs';
import { serve } from './lib/static-server.mjs';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: process.env.PORT ?? '4321' },
    host: { type: 'string', default: process.env.HOST ?? '127.0.0.1' },
    base: { type: 'string', default: '/' },
    strict: { type: 'boolean', default: false },
  },
});

const wanted = Number(values.port);
if (!Number.isInteger(wanted) || wanted < 0 || wanted > 65_535)
  fail(`--port: expected a whole number from 0 to 65535, got "${values.port}".`);

/** The next free port, unless the very one was asked for. */
async function listen() {
  for (let port = wanted; ; port += 1) {
    try {
      return await serve({ folder: path.join(root, 'dist'), base: values.base, port, host: values.host });
    } catch (error) {
      const taken = error?.code === 'EADDRINUSE';
      if (!taken || values.strict || port >= wanted + 20) throw error;
      console.log(`Port ${port} is taken; trying ${port + 1}.`);
    }
  }
}

try {
  const server = await listen();
  const { port } = server.address();
  const shown = values.host === '0.0.0.0' || values.host === '127.0.0.1' ? 'localhost' : values.host;
  console.log(`\n  Delta to Depth is at  http://${shown}:${port}${values.base}\n  Ctrl+C ends it.\n`);
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(0));
} catch (error) {
  fail(error?.code === 'EADDRINUSE' ? `Port ${wanted} is taken. Choose another: npm start -- --port 5000` : error);
}
