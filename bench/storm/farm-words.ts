import type { Credentials } from '../../lab/src/authority.ts'

/** How a site of the farm can be broken; a stopped server is an order of its own, since it takes every site of its group. */
export type Fault = 'status' | 'content' | 'certificate'

/** What opens a farm of so many servers. */
export type Opening = { readonly groups: number; readonly good: Credentials; readonly bad: Credentials }

/** What the farm does on order. */
export type Order =
  | { readonly do: 'stop' | 'start'; readonly group: number }
  | { readonly do: 'break'; readonly site: string; readonly fault: Fault }
  | { readonly do: 'mend'; readonly site: string }
  | { readonly do: 'count' }

/** What it says at its opening, and how many pages it has served after each order. */
export type Ports = { readonly https: number; readonly http: number; readonly dns: number }
export type Done = { readonly served: number }

/** The name of a site of a group; short, since ten thousand of them stand in one file of at most 1 MiB. */
export const siteOn = (group: number, n: number) => `s${n}.g${group}.test`
