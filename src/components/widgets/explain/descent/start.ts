/** The learning rate and the batch size that stand here first. */
export const ALPHA = 2;
export const SIZE = 30;
