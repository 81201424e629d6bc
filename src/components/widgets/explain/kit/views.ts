import type { ComponentType } from 'preact';

/** What a view is given: what the build worked out for it. */
export type Given = Record<string, unknown>;

/** How each explanation's view is fetched, by its path from here. Its list is long, so pages fetch it when they first need one. */
export const views = import.meta.glob<{ default: ComponentType<Given> }>('../*/View.tsx');
