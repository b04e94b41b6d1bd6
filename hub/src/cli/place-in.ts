import { join } from 'node:path'
import type { Place } from '../store/store.ts'

/** Where the data is: in the database that `DATABASE_URL` names, else in the file of this folder. */
export const placeIn = (data: string): Place =>
  process.env.DATABASE_URL ? { url: process.env.DATABASE_URL } : { file: join(data, 'allclear.sqlite') }
