import { defineConfig, type PlaywrightTestConfig } from '@playwright/test';

const browser = process.env['DELTA_BROWSER'];
const port = Number(process.env['DELTA_E2E_PORT'] ?? 4173);
const deepPort = port + 1;
const root = process.getuid?.() === 0;

/**
 * Features of Chromium that are off. First those that Playwright switches off, since the flag replaces its own. The last
 * two are the suggestions of the address bar: two pages that each new window, so each test, would load behind its own.
 */
const off = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'TcpPortRandomizationWin',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
];

/** Flags that keep a headless Chromium quiet and give it, or deny it, a software WebGPU adapter. */
const quiet = [
  `--disable-features=${off.join(',')}`,
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Under root, as in many containers, Chromium runs only so.
  ...(root ? ['--no-sandbox'] : []),
];
const software = [
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--enable-features=Vulkan',
  '--use-vulkan=swiftshader',
  '--use-angle=vulkan',
];

type Project = NonNullable<PlaywrightTestConfig['projects']>[number];
const project = (name: string, baseURL: string, flags: string[], rest: Partial<Project>): Project => ({
  name,
  ...rest,
  use: {
    baseURL,
    viewport: { width: 1440, height: 900 },
    launchOptions: { ...(browser ? { executablePath: browser } : { channel: 'chromium' }), args: [...quiet, ...flags] },
    ...rest.use,
  },
});

const serve = (at: number, base: string) => ({
  command: `node scripts/serve.mjs --strict --port ${at} --base ${base}`,
  url: `http://127.0.0.1:${at}${base}`,
  cwd: '../..',
  reuseExistingServer: !process.env['CI'],
  stdout: 'ignore' as const,
});

/** Built site at `/` (all tests), at a deep path (those tagged @deep), and with a software GPU (those tagged @webgpu). */
export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results/e2e',
  timeout: 90_000,
  expect: { timeout: 15_000 },
  fullyParallel: true,
  workers: 2,
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list'], ['json', { outputFile: '../../test-results/e2e.json' }]],
  // Pages come from the server; what is kept for reading offline has a spec of its own, which allows it.
  use: { trace: 'off', screenshot: 'only-on-failure', serviceWorkers: 'block' },
  projects: [
    // First: most of its tests share one page, one after the other, beside which the others can run.
    project('webgpu', `http://127.0.0.1:${port}/`, software, { grep: /@webgpu/ }),
    project('chromium', `http://127.0.0.1:${port}/`, ['--disable-gpu'], { grepInvert: /@webgpu/ }),
    project('deep', `http://127.0.0.1:${deepPort}/some/deep/path/`, ['--disable-gpu'], { grep: /@deep/ }),
  ],
  webServer: [serve(port, '/'), serve(deepPort, '/some/deep/path/')],
});
