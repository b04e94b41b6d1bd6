import { testTogether } from './test-together.ts'

await testTogether('hub/src/http/**/*.test.ts')
