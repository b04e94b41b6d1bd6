import type { Translated } from '../../words.ts'
import type { en } from './en.ts'

export const pt: Translated<typeof en> = {
  title: 'Parceiros e marcas',
  intro: 'Em nome de quem falamos, e se acreditam em nós. O DNS acaba de ser consultado, e é consultado de novo enquanto você olha.',
  partners: 'Parceiros',
  whoIsTold: 'Quem é avisado',
  change: 'Alterar o parceiro e sua marca',
  answersTo: 'As respostas vão para {address}.',
  ourInbox: 'a caixa de entrada deste hub',
  noContact:
    'Ainda não há contato: ninguém fica sabendo de uma queda. Adicione um em {contacts} do parceiro ou de seus clientes em {file}, ou peça ao parceiro que o faça no portal.',
  letterInName: 'Uma carta neste nome',
  statusPage: 'A página de estado',
  openIt: 'Abrir',
  bounced: '{address} não funcionou, {time}: {reason}',
  alone: 'O único contato: adicione um segundo.',
  onlyUs:
    'Ainda não há parceiros. Adicione o primeiro em {partners} de {file}, com o nome e o endereço de onde ele escreve; então seus registros para colar aparecem aqui.',
  records: 'Registros de {domain}',
  name: 'Nome',
  copied: '{name} de {kind}',
  states: {
    good: 'correto',
    missing: 'faltando',
    wrong: 'incorreto',
    unknown: 'sem resposta',
  },
  sample: {
    from: 'De: {name}',
    subject: 'Assunto: estamos cuidando de {site}',
    greeting: 'Olá',
    hello: '{greeting}, Alex!',
    text: 'O seu site está fora do ar desde as 14:05. Encontramos o motivo e estamos corrigindo; você não precisa fazer nada.',
    allWell: 'Tudo operacional',
  },
}
