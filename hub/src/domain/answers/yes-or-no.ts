// English, German, Spanish, French, Portuguese; without accents and marks. Anything else is for a person to read.
const YES =
  /^(yes( please)?|yep|yes go ahead|go ahead|please go ahead|please do|approved|i approve|agreed|ja( bitte)?|ja gerne|einverstanden|genehmigt|si|si por favor|adelante|de acuerdo|aprobado|oui|oui s ?il vous plait|d ?accord|approuve|sim|sim por favor|pode avancar|aprovado|aprobada|concordo)$/
const NO =
  /^(no|no thanks|no thank you|nope|declined|i decline|not approved|please don ?t|nein|nein danke|abgelehnt|no gracias|rechazado|non|non merci|refuse|nao|nao obrigado|nao obrigada|recusado)$/
const HEDGES =
  /\b(but|however|only|if|unless|wait|until|before|after|not|except|aber|nur|wenn|falls|erst|bis|nicht|pero|solo|si|hasta|espera|cuando|mais|seulement|attendez|avant|pas|mas|apenas|somente|se|ate|quando|espere)\b|[?\d]/

const MOST_WORDS_AFTER = 8 // a greeting and a name

/** What an answer to a question with yes or no says, by its first line alone; null unless nothing in it can be read otherwise. */
export function yesOrNo(words: string): 'yes' | 'no' | null {
  const [first = '', ...rest] = words.split('\n').filter((line) => line.trim() !== '')
  const after = flat(rest.join(' '))
  if (after.split(' ').length > MOST_WORDS_AFTER || HEDGES.test(after) || rest.some((line) => line.includes('?'))) return null
  if (first.includes('?')) return null
  return YES.test(flat(first)) ? 'yes' : NO.test(flat(first)) ? 'no' : null
}

const flat = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
