import { Lazy } from '../../islands/Lazy.tsx';

const loadForm = async () => (await import('./WorkForm.tsx')).WorkForm;

/** What this browser keeps of the reader’s; its parts load with the page’s script. */
export const WorkIsland = () => <Lazy load={loadForm} props={{}} />;
