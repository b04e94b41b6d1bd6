/** What is wrong in something a person wrote, and where. Lines and columns count from 1. */
export type Complaint = {
  readonly level: 'error' | 'finding' | 'warning'
  readonly file: string
  readonly line: number
  readonly column: number
  readonly message: string // what is wrong, naming the key
  readonly fix: string // what to write instead
}
