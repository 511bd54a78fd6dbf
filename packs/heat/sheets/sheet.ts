export type { ModelSheet, SheetParameter } from '../../../src/kernel/index.ts'
