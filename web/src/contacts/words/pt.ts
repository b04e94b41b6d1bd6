import type { Translated } from '../../words.ts'
import type { en } from './en.ts'

export const pt: Translated<typeof en> = {
  title: 'Contatos de {name}',
  readiness: 'Prontidão',
  changeElse: 'Alterar o que mais se diz de {name}',
  fresh: 'Se estão em dia',
  notConfirmed: 'Ninguém os confirmou ainda.',
  confirmed: 'Confirmado por {name}, {time}.',
  overdue: 'Deveriam ter sido confirmados até {time}.',
  againBy: 'A confirmar de novo até {time}.',
  areConfirmed: 'Os contatos estão confirmados.',
  areRight: 'Estão corretos',
  areKept: 'Os contatos estão salvos.',
  inOrder: 'Quem é avisado, o primeiro a procurar primeiro',
  hearFirst: 'Como ficam sabendo primeiro',
  save: 'Salvar',
  oneMore: 'Mais um',
  name: 'Nome',
  role: 'Função',
  mail: 'E-mail',
  phone: 'Telefone, com o país',
  bestBy: 'De preferência por',
  ways: {
    any: 'E-mail, depois telefone',
    mail: 'E-mail',
    sms: 'Mensagem de texto',
    voice: 'Ligação',
  },
  loops: {
    any: 'No Slack, se puder',
    slack: 'No canal do Slack',
    mail: 'Por e-mail',
  },
  bounced: '{address} não funcionou, {time}: {reason}',
}
