import { testTogether } from './test-together.ts'

await testTogether('hub/src/{actions,channels,checks,evidence}/**/*.test.ts')
