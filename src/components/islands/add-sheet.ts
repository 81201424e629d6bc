/**
 * Puts a style sheet into the page, for what a script brings there. As text (`import styles from './name.css?inline'`): a
 * sheet that a script may load is linked by every page, also where the script never runs.
 * Returns how to take it away again.
 */
export function addSheet(styles: string): () => void {
  const sheet = document.createElement('style');
  sheet.textContent = styles;
  document.head.append(sheet);
  return () => sheet.remove();
}
