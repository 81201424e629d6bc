import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { bundlePage as bundle, openBundled, type Files } from '../../../scripts/lib/bundle-page.ts';

export type { Files };

/** The sandbox's page side as a page of its own, which shares nothing with the built site but its sandbox.html and data. */
export const bundlePage = (): Promise<Files> => bundle(fileURLToPath(new URL('.', import.meta.url)));

/** Opens the page as if it lay in a folder of the built site. */
export const openPage = (page: Page, files: Files): Promise<void> => openBundled(page, files, 'sandbox-under-test');
