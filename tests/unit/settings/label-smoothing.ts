/** A setting that the book does not have, as an entry of `SPECIFICATION_FIELDS`. */
export const LABEL_SMOOTHING = `
  // In code: Share of the label that goes to the other digits.
  labelSmoothing: added(
    number({
      label: 'Label smoothing',
      group: 'Learning',
      range: { least: 0, below: 1 },
      such: '0.1',
      usual: 0,
      says: (share) => (share > 0 ? \`labels smoothed by \${share}\` : ''),
      without: 'labels as they are',
    }),
  ),`;
