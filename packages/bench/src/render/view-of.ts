import STUDIES, { type StudyResult } from '../studies/studies.ts';
import type { StudyView } from '../text/study-view.ts';

/** How the results of a study are shown. */
export function viewOf<T extends StudyResult['type']>(type: T): StudyView<Extract<StudyResult, { type: T }>> {
  return STUDIES[type].view;
}
