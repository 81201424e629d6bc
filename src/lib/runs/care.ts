/** In `localStorage` while there are runs to care for: pages without it load nothing of all this. */
export const CARE_KEY = 'delta-to-depth:runs';
/** Told to the document when there are runs to care for. */
export const CARE_EVENT = 'delta-to-depth:runs';
