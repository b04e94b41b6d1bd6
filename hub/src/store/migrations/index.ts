import type { Migration } from '../migrate.ts'
import { up as beginning } from './0001-beginning.ts'

/** All of them, in order. A new one is its file and a line here. */
export const migrations: readonly Migration[] = [{ name: '0001-beginning', up: beginning }]
