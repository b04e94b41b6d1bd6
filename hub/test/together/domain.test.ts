import { testTogether } from './test-together.ts'

await testTogether('hub/src/domain/**/*.test.ts', 'hub/test/stories/*.test.ts')
