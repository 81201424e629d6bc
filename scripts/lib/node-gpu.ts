/**
 * WebGPU without a browser: the engine for graphics cards in Node, by the npm package `webgpu` (Dawn). It takes the
 * machine's own card by its driver, or, when told to, an adapter made of software, which Chromium brings (SwiftShader).
 */
import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { create, globals } from 'webgpu';

/** Chromium's description of its software adapter lies beside its program, which some systems start by a script elsewhere. */
const DESCRIPTION = 'vk_swiftshader_icd.json';
const ELSEWHERE = ['/usr/lib/chromium', '/usr/lib/chromium-browser'];
/** By this the Vulkan loader is told which driver to take. */
const DRIVER = 'VK_ICD_FILENAMES';

/** The software adapter of the Chromium that is installed; undefined where there is none. */
export async function softwareDriver(): Promise<string | undefined> {
  const { findBrowser } = await import('./browser.mjs'); // which the packed bench has not
  const browser = await findBrowser({ install: false });
  const places = [...(browser ? [path.dirname(realpathSync(browser))] : []), ...ELSEWHERE];
  return places.map((place) => path.join(place, DESCRIPTION)).find((file) => existsSync(file));
}

/**
 * From here on WebGPU finds the software adapter, here and in the processes that this one starts. A thread has to share
 * its environment for that (`SHARE_ENV`). Throws an Error when there is none.
 */
export async function takeSoftware(): Promise<void> {
  const driver = await softwareDriver();
  if (!driver) throw new Error('There is no software adapter: install Chromium (on Debian: apt install chromium).');
  process.env[DRIVER] = driver;
}

/**
 * Puts WebGPU at `navigator.gpu` and its constants beside it, as in a browser. `software` takes Chromium's software
 * adapter, whatever card there is.
 */
export async function offerNodeGpu({ software = false } = {}): Promise<void> {
  if (software) await takeSoftware();
  Object.assign(globalThis, globals);
  Object.defineProperty(globalThis.navigator, 'gpu', { configurable: true, value: create([]) });
}
