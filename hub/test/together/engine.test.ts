import { testTogether } from './test-together.ts'

await testTogether('hub/src/engine/**/*.test.ts')
