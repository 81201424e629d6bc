/** What can open under an exercise, one at a time. */
export type PanelName = 'compare' | 'versions' | 'solution';
