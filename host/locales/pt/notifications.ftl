# Linhas do sino.
notifications-message = Mensagem
notifications-pending = Pendente
notifications-review = Para revisar
notifications-completed = Concluído
notifications-failed = Com erro
notifications-cancelled = Cancelado
notifications-waiting = Aguarda a sua vez.
notifications-rows-of = { $done } de { $total } linhas
notifications-rows = { $count ->
    [one] { $count } linha
   *[other] { $count } linhas
}
notifications-rows-rate = { $rate } linhas/s
notifications-people-of = { $done } de { $total } pessoas
notifications-people = { $count ->
    [one] { $count } pessoa
   *[other] { $count } pessoas
}
notifications-people-rate = { $rate } pessoas/s
notifications-import = Importação de { $file }
notifications-import-review = { $failed ->
    [one] { $failed } linha tem um problema. O resto está pronto.
   *[other] { $failed } linhas têm um problema. O resto está pronto.
}
notifications-import-done = Linhas: { $created } criadas, { $updated } atualizadas, { $unchanged } sem mudanças, { $failed } com erro.
notifications-import-cancelled = Parou. Linhas: { $created } criadas, { $updated } atualizadas, { $unchanged } sem mudanças, { $failed } com erro.
notifications-import-failed = Não foi possível importar o arquivo. Abra os detalhes para ver por quê.
notifications-failed-rows = { $count ->
    [one] { $count } linha com erro
   *[other] { $count } linhas com erro
}
notifications-details = Detalhes
notifications-export-clients = Exportação de clientes
notifications-export-specialists = Exportação de especialistas
notifications-export-done = { $count ->
    [one] { $count } pessoa
   *[other] { $count } pessoas
} em { $parts ->
    [one] { $parts } planilha
   *[other] { $parts } planilhas
}, { $size }.
notifications-download = Baixar
notifications-link-until = Link válido até { $date }
notifications-link-expired = O arquivo não é mais mantido. Exporte de novo para obter outro.
notifications-older = Notificações anteriores
notifications-import-mapping = Diga o que as colunas significam.
notifications-paused = Em pausa
notifications-export-again = Exportar de novo
notifications-import-again = Importar de novo
job-paused-files-full = Em pausa: não há espaço no disco dos arquivos. Continua sozinha assim que houver espaço.
job-paused-files-away = Em pausa: o armazenamento de arquivos não responde. Continua sozinha assim que responder.
job-paused-database-full = Em pausa: não há espaço no disco do banco de dados. Continua sozinha assim que houver espaço.
job-paused-database-away = Em pausa: o banco de dados não responde. Continua sozinha assim que responder.
job-paused-busy = Em pausa: outros trabalham no mesmo. Continua sozinha em um momento.
job-paused-elsewhere = Em pausa: o outro servidor não responde. Tenta de novo sozinha.
