import type { Translated } from '../../words.ts'
import type { en } from './en.ts'

export const pt: Translated<typeof en> = {
  title: 'Prontidão',
  owners: {
    operator: 'Nós corrigimos',
    partner: 'Um parceiro',
    client: 'Um cliente',
  },
  mendedBy: {
    operator: 'nós corrigimos',
    partner: 'o parceiro corrige',
    client: 'o cliente sabe',
  },
  where: {
    form: 'formulário:',
    key: 'allclear.yaml:',
    command: 'executar:',
  },
  nothingLeft: 'Aqui não resta nada a corrigir. O que é verificado está abaixo.',
  score: 'Pontuação',
  byWeight: 'se cumpre, por peso',
  dnsAsked: 'O DNS foi consultado.',
  asking: 'Consultando…',
  askDns: 'Consultar o DNS de novo',
  partner: 'Parceiro',
  everyPartner: 'Todos os parceiros',
  onlyThis: 'apenas; mostrar todos os sites',
  narrowIt: {
    one: 'E mais {count}: filtre a lista para ver.',
    other: 'E mais {count}: filtre a lista para ver.',
  },
  holding: 'O que se cumpre ou ainda não se sabe',
  lookedAt: '{held} verificados',
  notKnown: '{unknown} desconhecidos',
  both: '{held} verificados, {unknown} desconhecidos',
  andMore: '{sites} e mais {more}',
  mend: 'Corrigir',
  see: 'Ver',
  whyMatters: 'Por que isso importa',
  keptFromToday: 'A evolução é guardada a partir de hoje.',
  change: '{before} % em {day}, {percent} % agora',
  nowAt: 'agora · {percent} %',
}
