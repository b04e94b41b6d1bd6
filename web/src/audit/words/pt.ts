import type { Translated } from '../../words.ts'
import type { en } from './en.ts'

export const pt: Translated<typeof en> = {
  title: 'Auditoria',
  newer: 'Procurar linhas mais novas',
  intro: 'Cada ação deixa uma linha, e nenhuma linha é alterada. As mais novas primeiro.',
  lines: '{count} linhas',
  linesAndOlder: '{count} linhas, e outras mais antigas',
  older: 'Linhas mais antigas',
  narrowSite: 'Limitar a um site',
  person: 'Pessoa',
  everybody: 'Todas',
  kind: 'Tipo',
  everything: 'Tudo',
  site: 'Site',
  from: 'De',
  until: 'Até',
  newest: 'Mais novas',
  fromWhere: 'de {address}',
  nothing:
    'Ninguém fez nada ainda. Reconhecer um incidente, planejar manutenção, entrar: cada coisa deixa uma linha aqui. {now} diz o que há a fazer.',
  now: 'Agora',
  noneSo: 'Ninguém fez nada deste tipo. {link}',
  all: 'Todas as linhas',
}
