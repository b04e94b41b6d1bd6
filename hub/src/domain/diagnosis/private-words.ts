// What nobody but the client and its partner shall read of an outage (COM-6), in every language that the product speaks; `*` is any ending.
const PRIVATE: readonly { readonly about: string; readonly words: string }[] = [
  {
    about: 'a payment',
    words:
      'unpaid overdue non-payment nonpayment payment payments paid invoice* billing rechnung* zahlung* bezahlt* factura* pago pagos impago* facture* paiement* impayé* fatura* pagamento*',
  },
  { about: 'a suspended account', words: 'suspend* suspension gesperrt* sperrung suspendid* suspendu* suspens*' },
  {
    about: 'what was found on the site',
    words:
      'malware hack* gehackt* infect* infiziert* virus phishing defac* backdoor back-door blocklist* blacklist* schadcode schadsoftware schädlich* pirat* invadid* compromised cryptomin*',
  },
  { about: 'an attack', words: 'attack* ddos flood* angriff* angegriffen ataque* atacad* attaque* attaqué*' },
]

/** A private matter that words name, and by which of them. */
export type PrivateMatter = { readonly about: string; readonly words: readonly string[] }

/**
 * What a person's own words say of causes that are nobody's business but the client's: a payment, a suspension, what was found, an attack. It
 * finds words and understands no sentence, so it warns and forbids nothing.
 */
export const privateMattersIn = (text: string): PrivateMatter[] =>
  MATTERS.flatMap(({ about, pattern }) => {
    const found = [...new Set((text.match(pattern) ?? []).map((word) => word.toLowerCase()))]
    return found.length === 0 ? [] : [{ about, words: found }]
  })

const MATTERS = PRIVATE.map(({ about, words }) => {
  const any = words.split(' ').map((word) => word.replace('*', '\\p{L}*'))
  return { about, pattern: new RegExp(`(?<!\\p{L})(?:${any.join('|')})(?!\\p{L})`, 'giu') }
})
