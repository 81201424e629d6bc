import config from '../e2e/playwright.config.ts';

const { projects, timeout, expect } = config;

/** The specs that bundle a page of their own, with a software graphics card and without the built site: for `mutate.ts`. */
export default {
  testDir: '../e2e',
  outputDir: '../../test-results/card',
  timeout,
  expect,
  workers: 1,
  projects: projects?.filter(({ name }) => name === 'webgpu'),
};
