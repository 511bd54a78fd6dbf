import { expect } from 'vitest'
import type { Json } from '../testing.ts'

// The rules of CoverageJSON (OGC 21-069r2) that our answers must keep, for tests.

/** The axes that each kind of domain must have, and may have. */
const axesOf: Readonly<Record<string, readonly string[]>> = {
  Point: ['x', 'y'],
  PointSeries: ['x', 'y', 't'],
  Grid: ['x', 'y'],
  MultiPoint: ['composite'],
  MultiPointSeries: ['composite', 't'],
  Trajectory: ['composite'],
}

/** Checks a coverage, or a collection of them, by the structure that the standard gives. */
export function checkCoverageJson(document: Json): void {
  if (document.type === 'CoverageCollection') {
    checkParameters(document.parameters)
    checkReferencing(document.referencing)
    expect(document.coverages).toBeInstanceOf(Array)
    for (const coverage of document.coverages) {
      expect(coverage.domain.domainType).toBe(document.domainType)
      checkCoverage(coverage, document)
    }
    return
  }
  expect(document.type).toBe('Coverage')
  checkParameters(document.parameters)
  checkReferencing(document.domain.referencing)
  checkCoverage(document, document)
}

function checkParameters(parameters: Json): void {
  for (const [name, parameter] of Object.entries<Json>(parameters)) {
    expect(parameter).toMatchObject({ type: 'Parameter', id: name })
    expect(Object.values(parameter.observedProperty.label)[0]).toEqual(expect.any(String))
    expect(parameter.unit.symbol.value.length).toBeGreaterThan(0)
  }
}

function checkReferencing(referencing: Json): void {
  expect(referencing.length).toBeGreaterThan(0)
  for (const { coordinates, system } of referencing) {
    expect(coordinates.length).toBeGreaterThan(0)
    expect(['GeographicCRS', 'ProjectedCRS', 'TemporalRS']).toContain(system.type)
    if (system.type === 'TemporalRS') expect(system.calendar).toBe('Gregorian')
    else expect(system.id).toMatch(/^http:\/\/www\.opengis\.net\/def\/crs\//)
  }
}

const lengthOf = (axis: Json): number => axis.num ?? axis.values.length

function checkCoverage({ domain, ranges }: Json, { parameters }: Json): void {
  expect(domain.type).toBe('Domain')
  // A grid may have a time.
  const extra = domain.domainType === 'Grid' && domain.axes.t ? ['t'] : []
  expect(Object.keys(domain.axes).sort()).toEqual([...axesOf[domain.domainType]!, ...extra].sort())
  for (const [name, axis] of Object.entries<Json>(domain.axes)) {
    if (axis.num !== undefined)
      expect(axis).toEqual({ start: expect.any(Number), stop: expect.any(Number), num: axis.num })
    else expect(axis.values.length).toBeGreaterThan(0)
    // Ordinates must rise or fall all along.
    if (name === 't') expect(axis.values).toEqual([...new Set<string>(axis.values)].sort())
    if (name === 'composite') {
      expect(axis.dataType).toBe('tuple')
      for (const tuple of axis.values) expect(tuple).toHaveLength(axis.coordinates.length)
    }
  }
  expect(Object.keys(ranges)).toEqual(Object.keys(parameters))
  for (const range of Object.values<Json>(ranges)) {
    expect(range.type).toBe('NdArray')
    expect(range.shape).toEqual(range.axisNames.map((name: string) => lengthOf(domain.axes[name])))
    expect(range.values).toHaveLength(range.shape.reduce((a: number, b: number) => a * b, 1))
    for (const value of range.values) {
      if (value === null) continue
      expect(Number.isFinite(value)).toBe(true)
      if (range.dataType === 'integer') expect(Number.isInteger(value)).toBe(true)
    }
  }
}
