// The operators of FES 2.0 that a filter may use, by what they are in CQL2.

export const logical: Readonly<Record<string, 'and' | 'or' | 'not'>> = { And: 'and', Or: 'or', Not: 'not' }

export const comparisons: Readonly<Record<string, string>> = {
  PropertyIsEqualTo: '=',
  PropertyIsNotEqualTo: '<>',
  PropertyIsLessThan: '<',
  PropertyIsGreaterThan: '>',
  PropertyIsLessThanOrEqualTo: '<=',
  PropertyIsGreaterThanOrEqualTo: '>=',
}

export const spatial: Readonly<Record<string, string>> = {
  Intersects: 's_intersects',
  Within: 's_within',
  Contains: 's_contains',
  Disjoint: 's_disjoint',
  Touches: 's_touches',
  Crosses: 's_crosses',
  Overlaps: 's_overlaps',
  Equals: 's_equals',
}

export const temporal: Readonly<Record<string, string>> = {
  After: 't_after',
  Before: 't_before',
  During: 't_during',
  TEquals: 't_equals',
  AnyInteracts: 't_intersects',
}
