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
# Nomes de arquivo: só letras minúsculas sem acento e hífens.
exports-file-clients = clientes
exports-file-specialists = especialistas
exports-file-clients-empty = formato-clientes
exports-file-specialists-empty = formato-especialistas
exports-people = Pessoas
exports-people-all = Todas ({ $count })
exports-people-shown = { $count ->
    [one] A pessoa que o seu filtro mostra
   *[other] As { $count } pessoas que o seu filtro mostra
}
exports-people-matching = Todas as que o seu filtro mostra
exports-people-order = Todas, na ordem da lista
exports-columns = Colunas
exports-columns-all = Todas as colunas
exports-columns-chosen = Só as marcadas abaixo
exports-columns-open = Escolher colunas
exports-columns-list = Colunas do arquivo
exports-columns-help = O nome de usuário sempre vai junto: por ele a importação reconhece as pessoas.
exports-format-help = Uma pasta de trabalho tem uma planilha para cada relação e uma para os turnos. Arquivos de uma só planilha trazem as relações ao lado da pessoa, e não trazem turnos.
