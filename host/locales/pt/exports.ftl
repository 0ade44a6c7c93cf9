# Exportações: diálogo, lista, planilhas.
exports-title = Exportações
exports-clients = Formato de exportação: clientes
exports-specialists = Formato de exportação: especialistas
exports-what = O que exportar
exports-mode-empty = Formato vazio
exports-mode-empty-text = Para criar pessoas. Uma planilha com uma folha Info que explica cada coluna.
exports-mode-with-data = Com dados
exports-mode-with-data-text = Para atualizar pessoas e seus vínculos.
exports-mode-plain = Com dados, sem vínculos nem turnos
exports-mode-plain-text = Para atualizar só pessoas.
exports-amount = { $people ->
    [one] { $people } pessoa dá
   *[other] { $people } pessoas dão
} { $parts ->
    [one] { $parts } planilha
   *[other] { $parts } planilhas
} em um .zip.
exports-at-once = Na hora
exports-queued = Em segundo plano
exports-format = Arquivo
exports-no-format = Não há nenhum plug-in que grave arquivos. Peça a quem administra este servidor que inclua um em plugins.toml.
exports-remark = Você pode continuar trabalhando; o sino avisa.
exports-go = Formato de exportação
exports-scheduled = Exportação agendada. O sino avisa quando estiver pronta.
exports-state-pending = Na fila
exports-state-running = Em andamento
exports-state-completed = Concluída
exports-state-failed = Com erro
exports-state-cancelled = Cancelada
exports-column-what = Exportação
exports-column-state = Situação
exports-column-people = Pessoas
exports-column-size = Tamanho
exports-column-when = Início
exports-column-file = Arquivo
exports-column-project = Projeto
exports-download = Baixar
exports-until = até { $date }
exports-expired = O arquivo não é mais mantido. Exporte de novo para obter outro.
exports-older = Exportações anteriores
exports-empty-title = Ainda não há exportações
exports-empty-text = As exportações que você iniciar neste projeto aparecem aqui.
exports-failure-format = Nenhum plug-in grava mais este formato. Escolha outro e exporte de novo.
exports-failure-forbidden = Você não pode mais exportar pessoas. Peça a um administrador a permissão Users.Export.
exports-failure-crashed = A exportação parou várias vezes sem avançar. Tente de novo; se acontecer outra vez, avise quem administra este servidor.
exports-failure-plugin = Um plug-in não conseguiu fazer a sua parte. Tente de novo; se acontecer outra vez, avise quem administra este servidor.
exports-failure-other = Não foi possível concluir a exportação. Tente de novo; se acontecer outra vez, avise quem administra este servidor.
exports-sheet-clients = Clientes
exports-sheet-specialists = Especialistas
exports-sheet-projects = Projetos
exports-projects-username-help = Usuário de uma pessoa da primeira folha.
exports-projects-project-help = Nome de um projeto a que a pessoa pertence. Uma linha por projeto.
# Nomes de arquivo: só letras minúsculas sem acento e hífens.
exports-file-clients = clientes
exports-file-specialists = especialistas
exports-file-clients-empty = formato-clientes
exports-file-specialists-empty = formato-especialistas
