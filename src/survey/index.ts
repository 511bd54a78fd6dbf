export {
  type Answer,
  type AnswerState,
  type AsideReason,
  answerStates,
  asideReasons,
  listAnswers,
} from './answers.ts'
export { type Coefficient, type Correlation, correlate, FEWEST_PAIRS } from './correlate.ts'
export { inventAnswers } from './invent.ts'
export { type Moderation, moderateAnswer, moderationActions } from './moderate.ts'
export { FEWEST } from './release.ts'
export { countAnswers, type Result, readComments, readResults } from './results.ts'
export { MOST_COMMENT, submitAnswer } from './submit.ts'
export { keepSurveys, tendSurveys } from './tend.ts'
export type { Surveys } from './types.ts'
