import { z } from 'zod'
import { gatherAccounts } from './accounts.ts'
import type { Account, Owner } from './accounts.ts'
import type { Imported } from './imported.ts'
import { readExport } from './read-export.ts'

const Id = z.coerce.string()
const Client = z.object({
  id: Id,
  firstname: z.string().default(''),
  lastname: z.string().default(''),
  companyname: z.string().nullish(),
  email: z.string().nullish(),
})
const Product = z.object({
  id: Id,
  clientid: Id,
  name: z.string().default(''),
  domain: z.string().nullish(),
  status: z.string().default('Active'),
})
const Answer = z.object({
  clients: z.object({ client: z.array(Client) }).optional(),
  products: z.object({ product: z.array(Product) }).optional(),
})
const Export = z.union([z.array(Answer), Answer.transform((one) => [one])])

const HOW =
  'WHMCS: save the answers of GetClients and GetClientsProducts (responsetype json), and put them together: jq -s . clients.json products.json'

/** The answers of WHMCS's `GetClients` and `GetClientsProducts`, one or both, any number of pages of each. */
export function importWhmcs(text: string): Imported {
  const answers = readExport(Export, text, HOW)
  const products = answers.flatMap(({ products }) => products?.product ?? [])
  const clients = new Map(answers.flatMap((answer) => answer.clients?.client ?? []).map((client) => [client.id, client]))
  const used = new Set<string>()
  const left: Imported['left'][number][] = []
  const accounts = products.flatMap(({ id, clientid, name, domain, status }): Account[] => {
    const from = `product ${id} "${name}"`
    const client = clients.get(clientid)
    if (status !== 'Active') return (left.push({ from, why: `it is ${status.toLowerCase()} there` }), [])
    if (!domain) return (left.push({ from, why: 'it has no domain' }), [])
    used.add(clientid)
    return [{ from, domain, client: client ? ownerOf(client) : null, tags: [name], loses: client ? [] : [`its client ${clientid}, of whom the file says nothing`] }] // prettier-ignore
  })
  const without = [...clients.values()].filter(({ id }) => !used.has(id))
  left.push(
    ...without.map((client) => ({
      from: `client ${client.id} "${ownerOf(client).name}"`,
      why: 'no active product of theirs has a domain',
    })),
  )
  return gatherAccounts(accounts, left)
}

function ownerOf({ id, firstname, lastname, companyname, email }: z.infer<typeof Client>): Owner {
  const person = `${firstname} ${lastname}`.trim()
  const name = companyname || person || email || `Client ${id}`
  return { key: id, name, contacts: email ? [{ name: person || name, mail: email }] : [] }
}
