import { careForClass } from './class.ts';
import { startKeyHelp } from './dialogs.ts';
import { listenForKeys } from './keys.ts';
import { keepForOffline } from './offline.ts';
import { showProgressInLists, tellWhatIsKept } from './progress.ts';
import { careForRuns } from './runs.ts';
import { startSearch } from './search.ts';
import { startTheme } from './theme.ts';

startTheme();
startKeyHelp();
startSearch();
showProgressInLists();
tellWhatIsKept();
listenForKeys();
keepForOffline();
careForRuns();
careForClass();
