import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Node } from '../kernel/index.ts'

const IMPORT = /(?:\bfrom\s*|\bimport\s*\(?\s*)['"](\.{1,2}\/[^'"]+)['"]/g

/**
 * The version of the code that makes an asset: a hash of its module and of every module of ours that it imports, so that
 * mending a model recomputes what the model makes, and nothing else. Packages are not followed: their versions are pinned.
 */
export function codeVersion(moduleUrl: string, known: Map<string, string> = new Map()): string {
  const cached = known.get(moduleUrl)
  if (cached) return cached
  const seen = new Map<string, string>()
  const visit = (path: string): void => {
    if (seen.has(path) || !existsSync(path)) return
    const text = readFileSync(path, 'utf8')
    seen.set(path, createHash('sha256').update(text).digest('hex'))
    for (const [, target] of text.matchAll(IMPORT)) visit(fileURLToPath(new URL(target!, `file://${path}`)))
  }
  visit(fileURLToPath(moduleUrl))
  const version = digest([...seen.values()].sort().join('\n'))
  known.set(moduleUrl, version)
  return version
}

/** What every partition of an asset shares: code, parameters, shape, checks, inputs' names, cut, options. */
export function recipeOf(node: Node, known: Map<string, string>): { recipe: string; code: string } {
  const code = codeVersion(node.code, known)
  const { parameters, rows, checks, inputs, source, margin } = node
  const shape = Object.entries(rows.columns)
  const options = source
    ? { ...source.options, address: source.address, snapshot: source.snapshot }
    : node.asset?.options
  // The end of an open cut moves with time and does not change what was made before.
  const cut = node.partitions && { ...node.partitions, to: undefined }
  const text = JSON.stringify({ code, parameters, shape, checks, inputs, cut, margin, options }, functionsAsText)
  return { recipe: digest(text), code }
}

function functionsAsText(_key: string, value: unknown): unknown {
  if (typeof value === 'function') return value.toString()
  return value instanceof RegExp ? value.source : value
}

export const digest = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16)
