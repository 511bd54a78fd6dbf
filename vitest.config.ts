import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{src,packs,territories,tests}/**/*.test.{ts,tsx}'],
    pool: 'forks',
    // All the cores: most of these tests wait for a database or a disk.
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
