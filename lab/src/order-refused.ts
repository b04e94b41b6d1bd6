/** An order that the lab cannot follow, in words for whoever gave it. */
export class OrderRefused extends Error {
  readonly code: 'site_unknown' | 'fault_unknown' | 'post_unknown' | 'order_malformed'
  readonly fix: string

  constructor(code: OrderRefused['code'], message: string, fix: string) {
    super(message)
    this.name = 'OrderRefused'
    this.code = code
    this.fix = fix
  }
}
