import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { build, type Rolldown } from 'vite';
import { contentPolicy, OWN_SCRIPTS_ONLY } from '../../src/components/site/content-policy.ts';
import { sandboxTensorFlow } from '../vite/sandbox-tensorflow.mjs';

const types: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.html': 'text/html' };

export type Files = ReadonlyMap<string, string | Uint8Array>;

/** A page that is nothing but its script. */
const page = (script: string): string => `<!doctype html>
<html lang="en" data-root="../">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="%CONTENT_POLICY%" />
    <title>Delta to Depth</title>
    <link rel="icon" href="data:," />
  </head>
  <body>
    <script type="module" src="./${script}"></script>
  </body>
</html>
`;

/**
 * Bundles the `index.html` of `folder`, or its `main.ts` where there is none, with what it imports, as a page of its own that uses the sandbox: it shares nothing
 * with the built site but its sandbox.html and data.
 */
export async function bundlePage(folder: string): Promise<Files> {
  const hasPage = existsSync(path.join(folder, 'index.html'));
  const built = (await build({
    root: folder,
    base: './',
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    plugins: [sandboxTensorFlow()],
    build: {
      write: false,
      target: 'es2022',
      assetsInlineLimit: 0,
      ...(hasPage ? {} : { rolldownOptions: { input: path.join(folder, 'main.ts') } }),
    },
    worker: { format: 'es' },
  })) as Rolldown.RolldownOutput;
  const files = new Map(built.output.map((file) => [file.fileName, file.type === 'chunk' ? file.code : file.source]));
  const script = built.output.find((file) => file.type === 'chunk' && file.isEntry)?.fileName;
  const html = files.get('index.html') ?? page(script ?? '');
  return files.set(
    'index.html',
    String(html)
      .replace('%CONTENT_POLICY%', contentPolicy)
      .replace('<title>', `<script>${OWN_SCRIPTS_ONLY}</script><title>`),
  );
}

/** Opens the page as if it lay in this folder of the built site. */
export async function openBundled(page: Page, files: Files, folder: string): Promise<void> {
  await page.route(`**/${folder}/**`, (route) => {
    const name = new URL(route.request().url()).pathname.split(`/${folder}/`)[1] || 'index.html';
    const body = files.get(name);
    if (body === undefined) return route.fulfill({ status: 404 });
    return route.fulfill({
      body: typeof body === 'string' ? body : Buffer.from(body),
      contentType: types[path.extname(name)] ?? 'application/octet-stream',
    });
  });
  await page.goto(`./${folder}/`);
}
