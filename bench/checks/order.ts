/** What is looked at in one run: so many sites of the farm, each so often. */
export type Order = {
  readonly ports: { readonly https: number; readonly http: number; readonly dns: number }
  readonly ca: string // path of the farm's authority
  readonly sites: number
  readonly intervalMs: number
  readonly scheme: 'https' | 'http'
  readonly resumes: boolean
  readonly threads?: 'by the load' // else all on the main thread
}
