/** Told to the document when there are runs to care for. */
export const CARE_EVENT = 'delta-to-depth:runs';
