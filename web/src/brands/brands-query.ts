import { queryOptions } from '@tanstack/react-query'
import { get } from '../api.ts'

/** The partners and their brands; DNS is asked each time, so that a record turns good while one looks. */
export const brandsQuery = queryOptions({ queryKey: ['brands'], queryFn: ({ signal }) => get('/api/v1/brands', signal) })
