import { Lazy } from '../../islands/Lazy.tsx';

const loadForm = async () => (await import('./HandInForm.tsx')).HandInForm;

/** What a student hands in; its parts load with the page’s script. */
export const HandInIsland = () => <Lazy load={loadForm} props={{}} />;
