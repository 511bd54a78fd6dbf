import { type Block, openBlock } from './block.ts'
import { checkShade, refuseHeights } from './check.ts'
import { kernel } from './kernel.ts'
import type { Core, ShadeOptions, Surface } from './surface.ts'

/** Side of what the kernel holds at once, margins included, cells: bounds its memory whatever the surface. */
const HELD = 1664
const SMALLEST = 128
const LARGEST = 1024

/** Computes a core block by block, in bounded memory: blocks are tiles, which change no result. */
export function eachBlock(surface: Surface, core: Core, options: ShadeOptions, compute: (block: Block) => void): void {
  checkShade(surface, core, options)
  // One more than the longest ray, and what groups of cells read over their ends.
  const margin = Math.floor(options.reach / surface.step) + 8
  const side = Math.min(LARGEST, Math.max(SMALLEST, HELD - 2 * margin))
  for (let top = 0; top < core.height; top += side) {
    for (let left = 0; left < core.width; left += side) {
      const part = {
        left: core.left + left,
        top: core.top + top,
        width: Math.min(side, core.width - left),
        height: Math.min(side, core.height - top),
      }
      const block = openBlock(kernel(), surface, part, margin)
      if (!block) refuseHeights(surface)
      compute(block)
    }
  }
}

/** Copies the rows of a block (`stride` cells apart in the kernel's memory) to where they belong in the core. */
export function copyOut(
  { core: part, kernel }: Block,
  from: number,
  stride: number,
  core: Core,
  to: Float32Array,
): void {
  for (let row = 0; row < part.height; row++) {
    const values = new Float32Array(kernel.memory.buffer, from + row * stride * 4, part.width)
    to.set(values, (part.top - core.top + row) * core.width + part.left - core.left)
  }
}
