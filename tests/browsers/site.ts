import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { serve } from '../../scripts/lib/static-server.mjs';
import { dist, filesIn } from '../../scripts/post-build/site.ts';
import { watch } from './watch.ts';

/** The built site on a host, an origin of its own. */
export interface Site {
  readonly url: string;
  /** Addresses that were asked for and are not there. */
  readonly missing: readonly string[];
  /** Everything that was asked for. */
  readonly asked: readonly string[];
  /** Takes it off the network, as when the line breaks. */
  switchOff(): void;
}

/** A page of the copied site with nothing in it, for what is done to the browser's storage alone. */
export const BLANK = 'blank.html';

/** What keeps the book for reading offline. */
const KEEPER = '/service-worker.js';

/** What the engines' worker hears in a copied site: it then waits, deaf to all, for an answer that never comes. */
export const HANG = 'hang';
/** Where the host leaves the worker without an answer. A worker in an endless loop is as deaf, but heats the machine meanwhile. */
const UNANSWERED = '/unanswered';

/**
 * A copy of the built site whose pages note what goes wrong in them, and whose engines' worker can be made to hang. The
 * note-taker stands before the policy; but for a blank page beside them there is no other change.
 */
export function copySite(): { readonly folder: string; remove(): void } {
  if (!existsSync(path.join(dist, 'index.html')))
    throw new Error('dist/: expected the built site, found none. Run "npm run build".');
  const folder = mkdtempSync(path.join(tmpdir(), 'site-'));
  cpSync(dist, folder, { recursive: true });
  for (const file of filesIn(folder, '.html')) {
    if (file === 'sandbox.html') continue;
    const name = path.join(folder, file);
    const html = readFileSync(name, 'utf8');
    const noted = html.replace('<head>', `<head><script>(${watch.toString()})()</script>`);
    if (noted === html) throw new Error(`${file}: expected a <head>, found none.`);
    writeFileSync(name, noted);
  }
  writeFileSync(path.join(folder, BLANK), '<!doctype html><title>Nothing</title>');
  const engines = filesIn(folder, '.js').filter((file) => /_astro\/worker-/.test(file));
  const hung = engines.filter((file) => {
    const name = path.join(folder, file);
    const code = readFileSync(name, 'utf8');
    if (!code.includes('createSession') || !code.includes('navigator.locks')) return false;
    writeFileSync(
      name,
      `self.addEventListener('message', ({ data }) => {
        if (data !== '${HANG}') return;
        const request = new XMLHttpRequest();
        request.open('GET', '${UNANSWERED}', false);
        request.send();
      });${code}`,
    );
    return true;
  });
  if (hung.length !== 1)
    throw new Error(`expected one worker of the engines, found ${hung.length} in ${engines.length}`);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** With `keeps` false the host has no service worker, as where one is forbidden: the browser keeps nothing of the book. */
export async function openSite(folder: string, base = '/', { keeps = true } = {}): Promise<Site> {
  const server = (await serve({ folder, base })) as Server;
  const missing: string[] = [];
  const asked: string[] = [];
  const answers = server.listeners('request') as RequestListener[];
  server.removeAllListeners('request');
  server.on('request', (request, response) => {
    const url = request.url ?? '';
    asked.push(url);
    if (url === UNANSWERED) return;
    // Browsers ask for the first by themselves.
    const mayBeMissing = ['/favicon.ico', ...(keeps ? [] : [KEEPER])].some((name) => url.endsWith(name));
    if (!keeps && url.endsWith(KEEPER)) request.url = `${base}none.js`;
    response.on('finish', () => response.statusCode === 404 && !mayBeMissing && missing.push(url));
    for (const answer of answers) answer(request, response);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${base}`,
    missing,
    asked,
    switchOff() {
      server.close();
      server.closeAllConnections();
    },
  };
}
