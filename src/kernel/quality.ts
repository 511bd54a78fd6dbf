/** What the quality of the description of a dataset is judged by. */
export const qualityCriteria = ['completeness', 'freshness', 'links', 'conformity', 'format', 'licence'] as const
export type QualityCriterion = (typeof qualityCriteria)[number]

/** What each criterion weighs in the whole; one that weighs 0 is not counted. */
export type QualityWeights = Readonly<Record<QualityCriterion, number>>

/**
 * The usual weights. Our choice, after what the European portal measures of each catalogue (data.europa.eu, Metadata Quality
 * Assessment, 2024: findability 100 points, accessibility 100, interoperability 110, reusability 75, contextuality 20).
 */
export const usualWeights: QualityWeights = {
  completeness: 30,
  freshness: 15,
  links: 20,
  conformity: 10,
  format: 15,
  licence: 10,
}
